"""The models there are: a folder each, which is read without loading weights or torch.

Those that come with the program have a description of their own; folders that diffusers saved are judged by what they
hold (`diffusers/describing.py`).
"""

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
from soraapp.models.diffusers.contents import INDEX
from soraapp.models.diffusers.describing import describe
from soraapp.models.finding import cached_models, hub_cache, named_folders
from soraapp.models.tokens import count_tokens
from soraapp.places import models_folder

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


@dataclass(frozen=True)
class About:
    """Where a model is, and how large."""

    family: str
    folder: Path
    bytes: int = 0
    """Of its weights; 0 where that was not looked at."""
    formats: tuple[str, ...] = ()
    """Of the numbers of its largest network, such as BF16, the most frequent first."""


@dataclass(frozen=True)
class Known:
    """A model that can be used."""

    capabilities: Capabilities
    about: About
    load: Callable[[], Model]


@dataclass
class Registry:
    """Models found in folders of model folders; a model in an earlier folder hides one of the same name in a later."""

    folders: tuple[Path, ...]
    caches: tuple[Path, ...] = ()
    """Caches of Hugging Face, whose models are named as there: ``Wan-AI/Wan2.1-T2V-1.3B-Diffusers``."""
    _read: dict[Path, tuple[int, Known | ModelError]] = field(
        default_factory=dict[Path, "tuple[int, Known | ModelError]"], repr=False
    )
    """Folders of diffusers as they were found, and the time of their index."""
    _loaded: dict[str, Model] = field(default_factory=dict[str, Model], repr=False)

    @classmethod
    def standard(cls) -> Self:
        """The models that come with the program, those in a person's folder for models and in those that
        ``SORAAPP_MODELS`` names, and those in the cache of Hugging Face."""
        return cls((STANDARD_FOLDER, models_folder(), *named_folders()), (hub_cache(),))

    def names(self) -> tuple[str, ...]:
        """The names of all models that can be used, sorted."""
        return tuple(sorted(name for name, place in self._places().items() if not self._refused(name, place)))

    def refused(self) -> dict[str, ModelError]:
        """Why those that were found and cannot be used cannot, by name."""
        found = {name: self._refused(name, place) for name, place in self._places().items()}
        return {name: error for name, error in found.items() if error is not None}

    def capabilities(self, name: str) -> Capabilities:
        """What a model can do. Raises ModelError when there is no such model, or it cannot be used."""
        return self._known(name, self._place(name)).capabilities

    def about(self, name: str) -> About:
        """Where a model is, and how large. Raises as `capabilities` does."""
        return self._known(name, self._place(name)).about

    def load(self, name: str) -> Model:
        """The model itself, loaded at the first call and kept. Imports torch. Raises ModelError."""
        if name not in self._loaded:
            self._loaded[name] = self._known(name, self._place(name)).load()
        return self._loaded[name]

    def _known(self, name: str, place: Path) -> Known:
        if (place / CARD).is_file():
            family, capabilities = _carded(name, place)
            return Known(capabilities, About(name, place), partial(family.load, place, capabilities))
        try:
            stamp = (place / INDEX).stat().st_mtime_ns
        except OSError as error:
            raise _gone(name, place) from error
        if place not in self._read or self._read[place][0] != stamp:
            self._read[place] = stamp, _described(name, place)
        found = self._read[place][1]
        if isinstance(found, ModelError):
            raise found
        return found

    def _refused(self, name: str, place: Path) -> ModelError | None:
        """A model that comes with a description is told as damaged when it is chosen; no other one is offered then."""
        if (place / CARD).is_file():
            return None
        try:
            self._known(name, place)
        except ModelError as error:
            return error
        return None

    def _places(self) -> dict[str, Path]:
        places: dict[str, Path] = {}
        for folder in self.folders:
            for file in (*sorted(folder.glob(f"*/{CARD}")), *sorted(folder.glob(f"*/{INDEX}"))):
                places.setdefault(file.parent.name, file.parent)
        for cache in self.caches:
            for name, place in cached_models(cache):
                places.setdefault(name, place)
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


def _carded(name: str, place: Path) -> tuple[Family, Capabilities]:
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


def _described(name: str, place: Path) -> Known | ModelError:
    try:
        family, contents, capabilities = describe(name, place)
    except ModelError as error:
        return error

    def load() -> Model:
        from soraapp.models.diffusers.model import DiffusersModel

        return DiffusersModel.load(contents, family, capabilities)

    largest = max((part.weights for part in contents.parts.values()), key=lambda one: one.bytes)
    return Known(capabilities, About(family.title, place, contents.bytes, largest.formats), load)


def _gone(name: str, place: Path) -> ModelError:
    return ModelError(
        "The model {name} is not in {folder} any more.",
        remedy="Put it back, or choose another.",
        name=name,
        folder=place,
    )


def weights_digest(folder: Path) -> str:
    """The content digest of a model's weights and settings, as its description stores it under ``weights``."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".safetensors", ".json"))
    return digest({path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != CARD})
