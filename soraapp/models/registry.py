"""The models there are: a folder each, which is read without loading weights or torch.

Those that come with the program have a description of their own; folders that diffusers saved are judged by what they
hold (`diffusers/describing.py`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Self

from soraapp.errors import ModelError
from soraapp.models.about import About, Known
from soraapp.models.adapted import Adaption, adaption
from soraapp.models.base import Capabilities, Model
from soraapp.models.carded import carded
from soraapp.models.diffusers.folder.contents import weights_of
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.diffusers.folder.single_file import Single
from soraapp.models.finding import CARD, INDEX, hub_cache, models_in, named_folders
from soraapp.models.folders import chosen_folders
from soraapp.models.loras import Lora, loras_in
from soraapp.models.readme import licence_of, repository_of
from soraapp.models.references import Reference, parse
from soraapp.models.setup import Setup, setup_of
from soraapp.models.singles import lender, single_of, singles_in
from soraapp.models.warm import Warm
from soraapp.places import models_folder

_PROGRAM = Path(__file__).resolve().parents[2]
STANDARD_FOLDER = _PROGRAM / "resources" / "models"
Stamp = tuple[tuple[str, int, int], ...]
"""Names, times of change and sizes: when they are others, a folder is read again."""


@dataclass
class Registry:
    """Models found in folders of model folders; a model in an earlier folder hides one of the same name in a later."""

    folders: tuple[Path, ...]
    """Each holds models, or is one; so do caches of Hugging Face, whose models are named as there."""
    chosen: Callable[[], tuple[Path, ...]] = tuple
    """More folders, which may be others at any time."""
    _read: dict[Path, tuple[Stamp, Known | ModelError]] = field(
        default_factory=dict[Path, "tuple[Stamp, Known | ModelError]"], repr=False
    )
    """Folders of diffusers as they were found."""
    _reading: Lock = field(default_factory=Lock, repr=False, compare=False)
    """Two threads never read the same folders at once."""
    _loaded: Warm = field(default_factory=Warm, repr=False)
    """For what they were wanted then: when that is no more so, they are loaded anew."""

    @classmethod
    def standard(cls) -> Self:
        """The models that come with the program, those in a person's folder for models, in those that
        ``SORAAPP_MODELS`` and the person name, and those in the cache of Hugging Face."""
        return cls((STANDARD_FOLDER, models_folder(), *named_folders(), hub_cache()), chosen_folders)

    def names(self) -> tuple[str, ...]:
        """The names of all models that can be used, sorted."""
        return tuple(sorted(name for name, place in self._places().items() if not self._refused(name, place)))

    def refused(self) -> dict[str, ModelError]:
        """Why those that were found and cannot be used cannot, by name."""
        found = {name: self._refused(name, place) for name, place in self._places().items()}
        return {name: error for name, error in found.items() if error is not None}

    def capabilities(self, name: str) -> Capabilities:
        """What a model can do, also one with LoRAs. Raises ModelError when there is none, or it cannot be used."""
        if (asked := self._asked(name)).loras:
            return self._adaption(asked).capabilities
        name = asked.model
        return setup_of(name).applied(self._known(name, self._place(name)).capabilities)

    def about(self, name: str) -> About:
        """Where a model is, how large, and under which terms. Raises as `capabilities` does."""
        place = self._place(name)
        about = self._known(name, place).about
        return _with_weights(about) if (place / CARD).is_file() else about

    def place(self, name: str) -> Path:
        """The folder of a model, also of one that cannot be used. Raises ModelError when there is none of that name."""
        return self._place(name)

    def loras(self) -> Mapping[str, Lora]:
        """The LoRAs that there are, by name: one in an earlier folder hides one of the same name in a later."""
        found: dict[str, Lora] = {}
        for lora in loras_in((*self.folders, *self.chosen())):
            found.setdefault(lora.name, lora)
        return found

    def load(self, name: str) -> Model:
        """The model itself as a person wants it to run, loaded at the first call and kept. Imports torch. Raises
        ModelError."""
        if (asked := self._asked(name)).loras:
            return self._adaption(asked).of(self.load(asked.model))
        name = asked.model
        known, setup = self._known(name, self._place(name)), setup_of(name)
        able = setup.applied(known.capabilities)
        return self._loaded.model(known.about, setup, name, (able, setup), lambda: known.load(setup))

    def load_as(self, name: str, setup: Setup) -> Model:
        """The model itself, run as is wished and not as a person has chosen; not kept. Raises as `load` does."""
        return self._known(name, self._place(name)).load(setup)

    def _asked(self, name: str) -> Reference:
        """What a name means: a model may be called as a reference is written."""
        asked = parse(name)
        return asked if asked.model != name and name not in self._places() else Reference(name)

    def _adaption(self, asked: Reference) -> Adaption:
        known = self._known(asked.model, self._place(asked.model))
        return adaption(self.capabilities(asked.model), known, asked, self.loras())

    def _single(self, name: str, file: Path) -> Known:
        """A model whose main network is a file, with what the best of the folders lends."""
        folders = [place for place in self._places().values() if (place / INDEX).is_file()]
        seen = file.stat()
        stamp = (
            (str(file), seen.st_mtime_ns, seen.st_size),
            *(one for place in folders for one in _stamp(name, place)),
        )
        kept = self._read.get(file)
        if kept is None or kept[0] != stamp:
            kept = stamp, _borrowed(name, file, folders)
            self._read[file] = kept
        if isinstance(kept[1], ModelError):
            raise kept[1]
        return kept[1]

    def _known(self, name: str, place: Path) -> Known:
        with self._reading:
            return self._as_found(name, place)

    def _as_found(self, name: str, place: Path) -> Known:
        if place.is_file():
            return self._single(name, place)
        if (place / CARD).is_file():
            family, capabilities = carded(name, place)
            return Known(capabilities, About(name, place), lambda _: family.load(place, capabilities))
        kept = self._read.get(place)
        stamp = _stamp(name, place, closely=kept is not None and isinstance(kept[1], ModelError))
        if kept is None or kept[0] != stamp:
            found = _described(name, place)
            kept = _stamp(name, place, closely=isinstance(found, ModelError)), found
            self._read[place] = kept
        if isinstance(kept[1], ModelError):
            raise kept[1]
        return kept[1]

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
        for folder in (*self.folders, *self.chosen()):
            for name, place in (*models_in(folder), *singles_in(folder)):
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


def _borrowed(name: str, file: Path, folders: list[Path]) -> Known | ModelError:
    try:
        single = single_of(file)
        return _described(name, lender(single, folders), single)
    except ModelError as error:
        return error


def _described(name: str, place: Path, single: Single | None = None) -> Known | ModelError:
    try:
        family, contents, capabilities = describe(name, place, single)
    except ModelError as error:
        return error

    def load(setup: Setup) -> Model:
        from soraapp.models.diffusers.model import DiffusersModel

        return DiffusersModel.load(contents, family, setup.applied(capabilities), setup)

    parts = {part: one.weights for part, one in contents.parts.items() if one.weights.bytes}
    caches = family.describe(contents).step_caches
    about = About(
        family.title, place, parts, licence_of(place), repository_of(place), contents.singles, caches, family.divides
    )
    return Known(capabilities, about, load, takes_loras=family.loras)


def _with_weights(about: About) -> About:
    """The same with what its folder holds. Raises ModelError for damaged weights."""
    parts = {place.name: weights_of(place) for place in sorted(about.folder.iterdir()) if place.is_dir()}
    whole = {part: weights for part, weights in parts.items() if weights.bytes}
    comes_along = about.folder.parent == STANDARD_FOLDER
    licence = licence_of(_PROGRAM if comes_along else about.folder)
    return replace(about, parts=whole, licence=licence, wide=True)


def _stamp(name: str, place: Path, *, closely: bool = False) -> Stamp:
    """Of the index and the folders of a model; closely, of every file: what was refused may have been mended."""
    try:
        inside = place.rglob("*") if closely else (Path(one) for one in os.scandir(place) if one.is_dir())
        found = ((one, one.stat()) for one in sorted((place / INDEX, *inside)) if one.exists())
        return tuple((str(one), seen.st_mtime_ns, seen.st_size) for one, seen in found)
    except OSError as error:
        raise _gone(name, place) from error


def _gone(name: str, place: Path) -> ModelError:
    return ModelError(
        "The model {name} is not in {folder} any more.",
        remedy="Put it back, or choose another.",
        name=name,
        folder=place,
    )
