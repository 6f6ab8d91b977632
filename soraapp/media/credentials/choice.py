"""What a person wants films to say of how they were made, and who signs that. Window and command line share it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from soraapp.errors import InputError
from soraapp.media.credentials.signing import Signing
from soraapp.media.files import reading, replacing
from soraapp.places import settings_folder

NAME = "provenance.json"
CERTIFICATES, KEY = "SORAAPP_CERTIFICATE", "SORAAPP_SIGNING_KEY"
"""The variables of the environment that go before what is set."""


@dataclass(frozen=True)
class Choice:
    """What is written into films."""

    signed: bool = True
    """Whether they get Content Credentials."""
    project: bool = True
    """Whether the project travels in them, and prompts and names of files in the credentials."""
    certificates: Path | None = None
    """A person's own, with `key`; None for the key of this installation."""
    key: Path | None = None

    def signing(self, *, required: bool = False) -> Signing | None:
        """How to sign; None for not at all. Raises InputError where only one of certificates and key is named."""
        if not self.signed:
            return None
        if (self.certificates is None) != (self.key is None):
            raise InputError(
                "A certificate and its private key belong together, but only the {which} is named.",
                remedy="Name both, or neither to sign with the key of this installation.",
                which="key" if self.certificates is None else "certificate",
            )
        return Signing(self.certificates, self.key, telling=self.project, required=required)


def chosen(environment: Mapping[str, str] = os.environ) -> Choice:
    """What is set, with a key of the environment in place of the one that is set. Raises InputError for a file of
    settings that is damaged, and MediaError for one that cannot be read."""
    found = stored()
    if CERTIFICATES in environment or KEY in environment:
        certificates, key = (environment.get(name) for name in (CERTIFICATES, KEY))
        return replace(found, certificates=_path(certificates), key=_path(key))
    return found


def stored() -> Choice:
    """What is set, whatever the environment says. Raises as `chosen` does."""
    path = settings_folder() / NAME
    if not path.exists():
        return Choice()
    with reading(path):
        text = path.read_text("utf-8", "replace")
    try:
        facts = cast("dict[str, Any]", json.loads(text))
        return Choice(
            signed=bool(facts["signed"]),
            project=bool(facts["project"]),
            certificates=_path(facts["certificates"]),
            key=_path(facts["key"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            "What was set for the credentials of films is damaged: {path}.",
            remedy="Remove that file, and set it again.",
            path=str(path),
        ) from error


def keep(choice: Choice) -> None:
    """Set what films say from now on. Raises MediaError where that cannot be written."""
    path = settings_folder() / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = {
        "signed": choice.signed,
        "project": choice.project,
        "certificates": str(choice.certificates) if choice.certificates else None,
        "key": str(choice.key) if choice.key else None,
    }
    with replacing(path) as part:
        part.write_text(json.dumps(facts, indent=2), "utf-8")


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser().absolute() if text else None
