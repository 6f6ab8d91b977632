"""A kind of node is one typed function. This module derives everything else from it: ports, controls, checks, help.

    @node("video.trim", version=1)
    def trim(clip: Clip, start: Annotated[float, Slider(0, 600, unit="s")] = 0.0) -> Clip:
        '''Cut a clip to a part of it.'''

A parameter with a control can be set by a person, and a wire may feed it too; one without a control is wire only.
`| None` makes a wire optional, `tuple[Clip, ...]` takes several wires in order, a first parameter called `job` marks a
heavy node: its results are cached on disk. A NamedTuple return gives several outputs.
"""

from __future__ import annotations

import inspect
import math
import os
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from soraapp.errors import InputError, SoraError
from soraapp.media.clip import Clip, Image
from soraapp.models.base import Capabilities

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Foreign:
    """A value of a kind that this program does not know, as a project file holds it. It is kept, never used."""

    text: str
    """The value as JSON."""

    def __str__(self) -> str:
        return self.text


Value = str | int | float | bool | Path | Foreign | None
"""What a person can set on a node, as it is kept in a project: a choice is kept by its enum's value."""

Check = Callable[[Mapping[str, object], Callable[[str], Capabilities]], Iterable[SoraError]]
"""Takes the values of a node as its function would (those that a wire feeds are left out) and a function that finds the
capabilities of a model by name; gives the problems."""

KINDS: Mapping[type, str] = {
    Clip: "clip",
    Image: "image",
    str: "text",
    bool: "flag",
    int: "number",
    float: "number",
    Path: "file",
}
"""The kind of port for each type that may flow along a wire. An enum's kind is ``choice``."""


@dataclass(frozen=True)
class Control:
    """How a person sets an input. A new kind of control is one subclass here and one widget in `ui/inspector/`."""

    help: str = field(default="", kw_only=True)

    def problem(self, value: Any) -> SoraError | None:  # noqa: ARG002 (any value of the type will do)
        """Why a value of the right type cannot be used, or None."""
        return None


@dataclass(frozen=True)
class Slider(Control):
    """A number from `minimum` to `maximum`, both included."""

    minimum: float
    maximum: float
    step: float = 1
    unit: str = ""

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


@dataclass(frozen=True)
class Choice(Control):
    """One member of the parameter's enum."""


@dataclass(frozen=True)
class Toggle(Control):
    """On or off."""


@dataclass(frozen=True)
class ModelChoice(Control):
    """The name of a model."""


@dataclass(frozen=True)
class File(Control):
    """An existing file of a person's own."""

    media: str = "image"
    """What it should hold: ``image`` or ``video``."""

    def problem(self, value: Any) -> SoraError | None:
        if str(value) in ("", "."):
            return InputError("No file is chosen.", remedy="Choose a file.")
        if not os.path.isfile(value):  # noqa: PTH113 (Path.is_file raises where a folder may not be entered)
            return InputError("There is no file {file}.", remedy="Choose a file that exists.", file=str(value))
        return None


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

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()

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


_WORDS: Mapping[type, str] = {
    int: "a whole number",
    float: "a number",
    str: "a text",
    bool: "yes or no",
    Path: "a file",
}
_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


@dataclass(frozen=True)
class Output:
    """A port of a node that gives a value."""

    name: str
    kind: str

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class NodeType:
    """What a kind of node is: all of it derived from its function."""

    name: str
    version: int
    function: Callable[..., Any] = field(repr=False)
    title: str
    help: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    heavy: bool
    """Runs a model: takes a job, and its results are cached on disk."""
    check: Check | None = None
    """Finds problems that only several values together, or a model's limits, can show."""
    aliases: tuple[str, ...] = ()
    """Other words by which a person may search for it."""

    @property
    def category(self) -> str:
        return self.name.partition(".")[0].replace("_", " ").capitalize()

    def input(self, name: str) -> Input | None:
        return next((port for port in self.inputs if port.name == name), None)

    def output(self, name: str) -> Output | None:
        return next((port for port in self.outputs if port.name == name), None)


def node(name: str, *, version: int, check: Check | None = None, aliases: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Mark a function as a kind of node. The function stays what it is; its NodeType is `node_type_of(function)`.

    Raises TypeError when a parameter or the result has a type that no port takes.
    """

    def mark(function: F) -> F:
        function.__dict__["node_type"] = _derive(function, name, version, check, aliases)
        return function

    return mark


def node_type_of(function: object) -> NodeType | None:
    """The NodeType of a function marked with `node`, or None."""
    found = getattr(function, "__dict__", {}).get("node_type")
    return found if isinstance(found, NodeType) else None


def _derive(
    function: Callable[..., Any],
    name: str,
    version: int,
    check: Check | None,
    aliases: tuple[str, ...],
) -> NodeType:
    hints = get_type_hints(function, include_extras=True)
    parameters = list(inspect.signature(function).parameters.values())
    heavy = bool(parameters) and parameters[0].name == "job"
    return NodeType(
        name=name,
        version=version,
        function=function,
        title=function.__name__.replace("_", " ").capitalize(),
        help=inspect.getdoc(function) or "",
        inputs=tuple(_input(parameter, hints[parameter.name]) for parameter in parameters[heavy:]),
        outputs=_outputs(hints["return"]),
        heavy=heavy,
        check=check,
        aliases=aliases,
    )


def _input(parameter: inspect.Parameter, hint: Any) -> Input:
    hint, optional, control = _unwrap(hint)
    many = get_origin(hint) is tuple
    kind = get_args(hint)[0] if many else hint
    default = None if parameter.default is inspect.Parameter.empty else parameter.default
    if many and default == ():
        default, optional = None, True
    if isinstance(default, Enum):
        default = default.value
    if default is None and kind is str and control is not None and not optional:
        default = ""
    return Input(parameter.name, _kind(kind), kind, control, typing.cast("Value", default), optional, many)


def _unwrap(hint: Any) -> tuple[Any, bool, Control | None]:
    """The type within ``Annotated`` and ``| None``, whether None is among its values, and the control."""
    optional, control = False, None
    while True:
        if get_origin(hint) is Annotated:
            hint, *extras = get_args(hint)
            control = next((extra for extra in extras if isinstance(extra, Control)), control)
            continue
        rest = [part for part in get_args(hint) if part is not type(None)]
        if get_origin(hint) not in (Union, types.UnionType) or len(rest) != 1:
            return hint, optional, control
        hint, optional = rest[0], True


def _kind(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "choice"
    if kind not in KINDS:
        raise TypeError(f"no port takes {kind}: use one of {', '.join(known.__name__ for known in KINDS)} or an enum")
    return KINDS[kind]


def _outputs(hint: Any) -> tuple[Output, ...]:
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return tuple(Output(name, _kind(kind)) for name, kind in get_type_hints(hint).items())
    kind = _kind(hint)
    return (Output(kind, kind),)
