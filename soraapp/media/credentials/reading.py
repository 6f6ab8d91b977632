"""Reads the Content Credentials of a file, and tells whether it is still the one that was signed, and by whom."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO

from soraapp.errors import MediaError
from soraapp.media.credentials.choice import stored
from soraapp.media.credentials.installation import installation_certificate
from soraapp.media.credentials.library import ANY, context, library, media_type
from soraapp.media.credentials.sidecar import sidecar_of
from soraapp.media.credentials.statement import MADE, MODEL
from soraapp.media.files import reading
from soraapp.places import signing_folder

_ELSEWHERE = "Remote: must fetch remote manifests from url "
"""How the library says that it would have to ask the network."""
_EXPECTED = ("signingCredential.untrusted",)


class Standing(Enum):
    """What the credentials of a file are worth."""

    OWN = "own"
    """The file is as it was signed, by this installation or with the person's own key."""
    UNKNOWN = "unknown signer"
    """The file is as it was signed, by a signer of whom nothing else is known."""
    TAMPERED = "tampered"
    """The file, or what is said of it, was changed after it was signed."""
    INVALID = "invalid"
    """They break the rules in another way, such as a certificate that had expired."""
    REMOTE = "elsewhere"
    """The file only says where in the network they are. Nothing was fetched."""


@dataclass(frozen=True)
class Act:
    """Something that was done, by the name that C2PA has for it, such as ``c2pa.created``."""

    name: str
    source: str = ""
    """The kind of source in the vocabulary of IPTC, such as ``trainedAlgorithmicMedia``."""
    agent: str = ""
    """The program that did it."""


@dataclass(frozen=True)
class Part:
    """An ingredient: a file that was loaded, or a model."""

    name: str
    relation: str
    """``componentOf``, ``inputTo`` or ``parentOf``."""
    model: bool = False
    identity: str = ""
    """Of a model: which one exactly. Of a file: its SHA-256, where that was told."""
    signer: str = ""
    """Who signed its own credentials, if it has any."""


@dataclass(frozen=True)
class Credentials:
    """What the credentials of a file say, and what that is worth."""

    standing: Standing
    signer: str = ""
    generator: str = ""
    """The program that made the claim, with its version."""
    acts: tuple[Act, ...] = ()
    parts: tuple[Part, ...] = ()
    prompts: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """What is wrong, by the codes of C2PA with an explanation."""
    sidecar: Path | None = None
    """Where they lie, if not in the file."""
    remote: str = ""


def read_credentials(path: Path) -> Credentials | None:
    """The credentials in a file, or else beside it; None where there are none. Reads all of the file.

    Nothing is fetched from the network, whatever the file asks for. Raises MediaError where the file cannot be read.
    """
    kind = media_type(path)
    if kind is not None:
        with reading(path), path.open("rb") as file:
            found = _read(kind, file)
        if found is not None:
            return found
    beside = sidecar_of(path)
    if beside is None:
        return None
    with reading(beside):
        store = beside.read_bytes()
    with reading(path), path.open("rb") as file:
        return _read(kind or ANY, file, store, beside)


def _read(kind: str, file: BinaryIO, store: bytes | None = None, beside: Path | None = None) -> Credentials | None:
    errors = library().C2paError
    try:
        reader = library().Reader(kind, file, store, context(_known()))
        with reader:
            return _told(json.loads(reader.json()), beside)
    except errors.ManifestNotFound:
        return None
    except errors as error:
        if str(error).startswith(_ELSEWHERE):
            return Credentials(Standing.REMOTE, remote=str(error).removeprefix(_ELSEWHERE))
        return Credentials(Standing.INVALID, problems=(str(error),), sidecar=beside)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise MediaError("The credentials are in a form that is not known here.") from error


def _known() -> str:
    """The certificates of this installation and of its person, as PEM."""
    own = stored().certificates
    text = installation_certificate(signing_folder())
    return text if own is None or not own.is_file() else f"{text}\n{own.read_text('ascii', 'ignore')}"


def _told(store: Mapping[str, Any], beside: Path | None) -> Credentials:
    claims = store["manifests"]
    active = claims[store["active_manifest"]]
    data: dict[str, Mapping[str, Any]] = {}
    for one in active.get("assertions", ()):
        data.setdefault(one["label"].removesuffix(".v2"), one["data"])
    made = data.get(MADE, {})
    failures = [
        (one["code"], one.get("explanation", ""))
        for one in store.get("validation_results", {}).get("activeManifest", {}).get("failure", ())
        if one["code"] not in _EXPECTED
    ]
    return Credentials(
        standing=_standing(store["validation_state"], [code for code, _ in failures]),
        signer=_signer(active),
        generator=_agent(next(iter(active.get("claim_generator_info", ())), {})),
        acts=tuple(_acts(data.get("c2pa.actions", {}))),
        parts=tuple(_parts(active.get("ingredients", ()), made.get("files", ()), claims)),
        prompts=tuple(str(text) for text in made.get("prompts", ())),
        problems=tuple(f"{code}: {text}" if text else code for code, text in failures),
        sidecar=beside,
    )


def _standing(state: str, failures: Sequence[str]) -> Standing:
    if state == "Trusted":
        return Standing.OWN
    if state == "Valid":
        return Standing.UNKNOWN
    return Standing.TAMPERED if any("ismatch" in code for code in failures) else Standing.INVALID


def _acts(data: Mapping[str, Any]) -> Iterator[Act]:
    for one in data.get("actions", ()):
        source = str(one.get("digitalSourceType", "")).rpartition("/")[2]
        yield Act(str(one["action"]), source, _agent(one.get("softwareAgent", {})))


def _parts(found: Sequence[Any], files: Sequence[Any], claims: Mapping[str, Any]) -> Iterator[Part]:
    models = [one for one in found if _model(one) is not None]
    for one in models:
        identity = str((_model(one) or {}).get("version", ""))
        yield Part(str(one.get("title", "")), str(one["relationship"]), model=True, identity=identity)
    rest = [one for one in found if _model(one) is None]
    for one, file in zip_longest(rest, files[: len(rest)], fillvalue={}):
        own = claims.get(one.get("active_manifest", ""), {})
        name = str(one.get("title", ""))
        yield Part(name, str(one["relationship"]), identity=str(file.get("sha256", "")), signer=_signer(own))


def _model(part: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return next((kind for kind in part.get("data_types", ()) if str(kind.get("type", "")).startswith(MODEL)), None)


def _signer(claim: Mapping[str, Any]) -> str:
    facts = claim.get("signature_info", {})
    return str(facts.get("common_name") or facts.get("issuer") or "")


def _agent(facts: Any) -> str:
    if isinstance(facts, str):
        return facts
    return " ".join(str(facts[name]) for name in ("name", "version") if facts.get(name))
