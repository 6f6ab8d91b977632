"""Inputs and outputs of a node: their kinds, and how a person's value becomes what the function takes."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Self

from soraapp.errors import InputError
from soraapp.media.audio.sound import Audio
from soraapp.media.camera import Camera
from soraapp.media.clip import Clip, Image
from soraapp.media.film.cut import Cut
from soraapp.media.strokes import Strokes
from soraapp.models.storyboard import Cards
from soraapp.nodekit.controls import Control


@dataclass(frozen=True)
class Structured:
    """A value that is a list or an object, as a project file holds it: the type of an input knows what it means. Where
    there is none, it is kept and never used."""

    text: str
    """The value as JSON."""

    @classmethod
    def of(cls, plain: object) -> Self:
        """From JSON values; the same values give the same text."""
        return cls(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))

    def plain(self) -> object:
        return json.loads(self.text)

    def __str__(self) -> str:
        return self.text


Value = str | int | float | bool | Path | Structured | None
"""What a person can set on a node, as it is kept in a project: a choice is kept by its enum's value."""

KINDS: Mapping[type, str] = {
    Clip: "clip",
    Image: "image",
    Audio: "audio",
    str: "text",
    bool: "flag",
    int: "number",
    float: "number",
    Path: "file",
    Camera: "camera",
    Cards: "cards",
    Strokes: "strokes",
    Cut: "cut",
}
"""The kind of port for each type that may flow along a wire. An enum's kind is ``choice``."""


STRUCTURES: Mapping[type, Callable[[object], object]] = {
    Camera: Camera.of,
    Cards: Cards.of,
    Strokes: Strokes.of,
    Cut: Cut.of,
}
"""The types of values that are lists or objects in a project file, and how each is read from JSON values."""


def kind_of(kind: Any) -> str:
    """The kind of port for a type. Raises TypeError for a type that no port takes."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "choice"
    if kind not in KINDS:
        raise TypeError(f"no port takes {kind}: use one of {', '.join(known.__name__ for known in KINDS)} or an enum")
    return KINDS[kind]


def titled(name: str) -> str:
    """What people call something of this name in code."""
    text = name.replace("_", " ").capitalize()
    return _SPELT.get(text, text)


_SPELT = {"Lora": "LoRA"}


@dataclass(frozen=True)
class Input:
    """A port of a node that takes a value, from a wire or from a person."""

    name: str
    kind: str
    type: type
    control: Control | None
    default: Value
    optional: bool
    """No value is needed: the function then receives None (or no media at all, when `many`)."""
    many: bool
    """Takes several wires; the function receives a tuple in the order of the wires."""
    label: str = ""
    """What people call it, where that is not told by its name."""

    @property
    def title(self) -> str:
        return self.label or titled(self.name)

    def read(self, value: Value) -> object:
        """The value as the function takes it. Raises InputError when it is of the wrong kind or out of range."""
        if value is None and (self.optional or self.control is None):
            return None
        converted = self._convert(Path() if value is None and self.type is Path else value)
        problem = self.control.problem(converted) if self.control else None
        if problem:
            raise problem
        return converted

    def _convert(self, value: Value) -> object:
        if issubclass(self.type, Enum):
            choices = [member.value for member in self.type]
            if value not in choices:
                raise InputError(
                    "{value} is not a choice.",
                    remedy="Choose one of: {choices}.",
                    value=value,
                    choices=", ".join(map(str, choices)),
                )
            return self.type(value)
        if self.type is float and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
            return float(value)
        if self.type is int and isinstance(value, float) and value.is_integer():
            return int(value)
        if self.type is Path and isinstance(value, str):
            return Path(value)
        if self.type in STRUCTURES and isinstance(value, Structured):
            return STRUCTURES[self.type](value.plain())
        if not isinstance(value, self.type) or (isinstance(value, bool) and self.type is not bool):
            kind = _WORDS.get(self.type, self.kind)
            shown = "Nothing" if value is None else repr(value) if isinstance(value, str) else str(value)
            raise InputError("{value} is not {kind}.", remedy="Give {kind}.", value=shown, kind=kind)
        return value

    def parse(self, text: str) -> Value:
        """The value that a person typed, as on the command line; an empty text is no value where none is needed.
        Raises InputError when it cannot be read."""
        if not text and self.optional:
            return None
        if self.type in (int, float):
            return _number(text)
        if issubclass(self.type, Enum):
            return next((member.value for member in self.type if str(member.value) == text), text)
        if self.type is bool:
            if text.lower() not in _TRUE | _FALSE:
                raise InputError("{value} is neither on nor off.", remedy="Give on or off.", value=repr(text))
            return text.lower() in _TRUE
        if self.type in STRUCTURES:
            return _structured(text)
        return Path(text).absolute() if self.type is Path else text


def _number(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError("{value} is not a number.", remedy="Give a number.", value=repr(text))
    return int(number) if number.is_integer() else number


def _structured(text: str) -> Structured:
    try:
        return Structured.of(json.loads(text, parse_constant=lambda _: None))
    except (ValueError, RecursionError):
        raise InputError("{value} is not JSON.", remedy="Give a list or an object.", value=repr(text)) from None


_WORDS: Mapping[type, str] = {
    int: "a whole number",
    float: "a number",
    str: "a text",
    bool: "yes or no",
    Path: "a file",
    Camera: "camera moves",
    Cards: "a list of cards",
    Strokes: "a list of strokes",
    Cut: "a cut",
}
_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


@dataclass(frozen=True)
class Output:
    """A port of a node that gives a value."""

    name: str
    kind: str
    label: str = ""
    """What people call it, where that is not told by its name."""

    @property
    def title(self) -> str:
        return self.label or titled(self.name)
