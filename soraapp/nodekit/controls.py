"""How a person sets an input: each control is one frozen dataclass that knows which values it allows."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soraapp.errors import InputError, SoraError
from soraapp.media.ink import rgb_of
from soraapp.media.numbered import is_numbered
from soraapp.media.sequence import begin_of


@dataclass(frozen=True)
class Control:
    """How a person sets an input. A new kind of control is one subclass here and one widget in `ui/inspector/`."""

    help: str = field(default="", kw_only=True)

    def problem(self, value: Any) -> SoraError | None:  # noqa: ARG002 (any value of the type will do)
        """Why a value of the right type cannot be used, or None."""
        return None


@dataclass(frozen=True)
class Slider(Control):
    """A number from `minimum` to `maximum`, both included. With `soft`, the bar to drag ends there already."""

    minimum: float
    maximum: float
    step: float = 1
    unit: str = ""
    soft: float | None = None

    def problem(self, value: Any) -> SoraError | None:
        if self.minimum <= value <= self.maximum:
            return None
        return InputError(
            "{value} is outside the range.",
            remedy="Choose a value from {minimum} to {maximum}{unit}.",
            value=_plain(value),
            minimum=_plain(self.minimum),
            maximum=_plain(self.maximum),
            unit=f" {self.unit}" if self.unit else "",
        )


def _plain(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:.10g}"


@dataclass(frozen=True)
class Seed(Control):
    """A seed for the random numbers of a model, from 0 to 2^32 - 1."""

    def problem(self, value: Any) -> SoraError | None:
        if 0 <= value < 2**32:
            return None
        return InputError("{value} is no seed.", remedy="Choose a whole number from 0 to 4294967295.", value=value)


@dataclass(frozen=True)
class Prompt(Control):
    """Text of several lines that describes what should be seen."""

    placeholder: str = ""
    of_result: bool = False
    """While it is empty, the text that the node gave last is shown in its place, ready to be edited."""


@dataclass(frozen=True)
class Choice(Control):
    """One member of the parameter's enum."""


@dataclass(frozen=True)
class Colour(Control):
    """A colour, as a text: ``#rrggbb``, or one of the names in `soraapp.media.ink`."""

    def problem(self, value: Any) -> SoraError | None:
        try:
            rgb_of(value)
        except InputError as error:
            return error
        return None


@dataclass(frozen=True)
class Toggle(Control):
    """On or off."""


@dataclass(frozen=True)
class ModelChoice(Control):
    """The name of a model."""


@dataclass(frozen=True)
class LoraChoice(Control):
    """The name of a LoRA."""

    def problem(self, value: Any) -> SoraError | None:
        if value:
            return None
        return InputError(
            "No LoRA is chosen.",
            remedy="Choose one. LoRAs are the .safetensors files in folders called loras in the folders of models.",
        )


@dataclass(frozen=True)
class CardList(Control):
    """Cards on a time line."""

    def problem(self, value: Any) -> SoraError | None:
        return value.problem()


@dataclass(frozen=True)
class MoveCurves(Control):
    """The moves of a camera as curves over time."""


@dataclass(frozen=True)
class Brush(Control):
    """Strokes of a brush over the picture that is wired into another input."""

    over: tuple[str, ...] = ()
    """The names of the inputs whose picture is seen below the brush: the first that is wired."""


@dataclass(frozen=True)
class File(Control):
    """An existing file, or folder, of a person's own."""

    media: str = "image"
    """What it should hold: ``image``, ``video``, ``audio``, or ``sequence``, the first of numbered pictures, or their
    name with ``####`` for the number; ``folder`` is the folder of a language model."""

    def problem(self, value: Any) -> SoraError | None:
        if self.media == "folder":
            return _folder_problem(str(value))
        if str(value) in ("", "."):
            return InputError("No file is chosen.", remedy="Choose a file.")
        if self.media == "sequence" and is_numbered(Path(value)):
            return _sequence_problem(Path(value))
        if not os.path.isfile(value):  # noqa: PTH113 (Path.is_file raises where a folder may not be entered)
            return InputError("There is no file {file}.", remedy="Choose a file that exists.", file=str(value))
        return None


def _sequence_problem(pictures: Path) -> SoraError | None:
    try:
        begin_of(pictures)
    except SoraError as error:
        return error
    return None


def _folder_problem(folder: str) -> SoraError | None:
    if folder in ("", "."):
        return InputError("No folder is chosen.", remedy="Choose a folder.")
    if not os.path.isdir(folder):  # noqa: PTH112 (Path.is_dir raises where a folder may not be entered)
        return InputError("There is no folder {folder}.", remedy="Choose a folder that exists.", folder=folder)
    return None
