"""Models with a description of their own, such as the one that comes with the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from soraapp.errors import ModelError
from soraapp.media.clip import Size
from soraapp.media.identity import digest
from soraapp.models import nano
from soraapp.models.base import Capabilities, Economy, Model
from soraapp.models.finding import CARD
from soraapp.models.tokens import count_tokens

_TOKENIZER = Path("tokenizer", "tokenizer.json")


@dataclass(frozen=True)
class Family:
    """One kind of network."""

    code_version: int
    load: Callable[[Path, Capabilities], Model]
    economies: tuple[Economy, ...] = ()
    expand: Callable[[str, int], str] | None = None
    """See `Capabilities.expand`."""


def _expand_for_nano(text: str, seed: int) -> str:
    from soraapp.models.nano.expanding import expand  # Its words take longer to import than the window to open.

    return expand(text, seed)


FAMILIES = {"nano": Family(nano.CODE_VERSION, nano.load, nano.ECONOMIES, _expand_for_nano)}


def carded(name: str, place: Path) -> tuple[Family, Capabilities]:
    """The kind of a model in a folder with a description, and what it can do. Raises ModelError for a damaged one."""
    try:
        card: dict[str, Any] = json.loads((place / CARD).read_text(encoding="utf-8"))
        family = FAMILIES[card["family"]]
        capabilities = Capabilities(
            name=name,
            title=card["title"],
            fingerprint=digest((card["family"], family.code_version, card["weights"]))[:16],
            native_size=Size(*card["native_size"]),
            size_multiple=card["size_multiple"],
            smallest=Size(*card["smallest"]),
            largest=Size(*card["largest"]),
            rate=Fraction(card["rate"]),
            count_step=card["count_step"],
            largest_count=card["largest_count"],
            keeps_anywhere=card["keeps_anywhere"],
            negative=card["negative"],
            steps=card["steps"],
            guidance=float(card["guidance"]),
            prompt_limit=card["prompt_limit"],
            sources=card.get("sources", False),
            masks=card.get("masks", False),
            steers=card.get("steers", False),
            finest=card.get("finest", 1),
            economies=family.economies,
            token_limit=card.get("token_limit", 0),
            count_tokens=partial(count_tokens, place / _TOKENIZER) if (place / _TOKENIZER).is_file() else None,
            note=card.get("note", ""),
            expand=family.expand,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            "The description of the model {name} in {folder} is damaged: {reason}.",
            remedy="Install the model again.",
            name=name,
            folder=place,
            reason=f"{type(error).__name__} {error}",
        ) from error
    return family, capabilities


def weights_digest(folder: Path) -> str:
    """The content digest of a model's weights and settings, as its description stores it under ``weights``."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".safetensors", ".json"))
    return digest({path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != CARD})
