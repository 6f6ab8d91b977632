"""The models there are: a folder each, described by a small JSON file that is read without loading weights or torch."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Self

from soraapp.errors import ModelError
from soraapp.media.clip import Size
from soraapp.media.identity import digest
from soraapp.models import nano
from soraapp.models.base import Capabilities, Economy, Model
from soraapp.models.tokens import count_tokens

_TOKENIZER = Path("tokenizer", "tokenizer.json")
CARD = "capabilities.json"
"""The file that makes a folder a model."""
STANDARD_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "models"


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


@dataclass
class Registry:
    """Models found in folders of model folders; a model in an earlier folder hides one of the same name in a later."""

    folders: tuple[Path, ...]
    _loaded: dict[str, Model] = field(default_factory=dict[str, Model], repr=False)

    @classmethod
    def standard(cls) -> Self:
        """The models that come with the program."""
        return cls((STANDARD_FOLDER,))

    def names(self) -> tuple[str, ...]:
        """The names of all models, sorted."""
        return tuple(sorted(self._places()))

    def capabilities(self, name: str) -> Capabilities:
        """What a model can do. Raises ModelError when there is no such model, or its description is damaged."""
        return _read(name, self._place(name))[1]

    def load(self, name: str) -> Model:
        """The model itself, loaded at the first call and kept. Imports torch. Raises ModelError."""
        if name not in self._loaded:
            place = self._place(name)
            family, capabilities = _read(name, place)
            self._loaded[name] = family.load(place, capabilities)
        return self._loaded[name]

    def _places(self) -> dict[str, Path]:
        places: dict[str, Path] = {}
        for folder in self.folders:
            for card in sorted(folder.glob(f"*/{CARD}")):
                places.setdefault(card.parent.name, card.parent)
        return places

    def _place(self, name: str) -> Path:
        places = self._places()
        if name not in places:
            raise ModelError(
                "There is no model named {name}.",
                remedy="Choose one of: {names}.",
                name=name,
                names=", ".join(sorted(places)) or "(none is installed)",
            )
        return places[name]


def _read(name: str, place: Path) -> tuple[Family, Capabilities]:
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
