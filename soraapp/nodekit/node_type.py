"""What a kind of node is, and how all of it derives from the signature of its function."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from enum import Enum
from functools import wraps
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from soraapp.errors import SoraError
from soraapp.models.base import Capabilities
from soraapp.nodekit.controls import Control
from soraapp.nodekit.ports import KINDS, STRUCTURES, Input, Output, Structured, Value, kind_of, titled

GROUPS = "Groups of this project"
"""The category of kinds that are groups of a project."""

F = TypeVar("F", bound=Callable[..., Any])

Check = Callable[[Mapping[str, object], Callable[[str], Capabilities]], Iterable[SoraError]]
"""Takes the values of a node as its function would (those that a wire feeds are left out) and a function that finds the
capabilities of a model by name; gives the problems."""


@dataclass(frozen=True)
class NodeType:
    """What a kind of node is: all of it derived from its function."""

    name: str
    version: int
    function: Callable[..., Any] = field(repr=False)
    """Takes the inputs by name, those of a group one by one."""
    title: str
    help: str
    """Its docstring: a line for each paragraph, and a blank line between two; the window wraps them."""
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    heavy: bool
    """Runs a model: takes a job, and its results are cached on disk."""
    asks: bool = False
    """Takes the models, to ask what they can do."""
    check: Check | None = None
    """Finds problems that only several values together, or a model's limits, can show."""
    aliases: tuple[str, ...] = ()
    """Other words by which a person may search for it."""
    hidden: bool = False
    """Only the program adds nodes of it; nobody is offered it."""

    @property
    def category(self) -> str:
        if self.name.startswith("group:"):
            return GROUPS
        return self.name.partition(".")[0].replace("_", " ").capitalize()

    @property
    def gives_takes(self) -> bool:
        """Whether what it has made is kept to be looked at and compared: pictures by a model."""
        return self.heavy and any(output.kind in ("clip", "image") for output in self.outputs)

    def input(self, name: str) -> Input | None:
        return next((port for port in self.inputs if port.name == name), None)

    def output(self, name: str) -> Output | None:
        return next((port for port in self.outputs if port.name == name), None)


def node(
    name: str, *, version: int, check: Check | None = None, aliases: tuple[str, ...] = (), hidden: bool = False
) -> Callable[[F], F]:
    """Mark a function as a kind of node. The function stays what it is; its NodeType is `node_type_of(function)`. A
    hidden kind is offered to nobody.

    Raises TypeError when a parameter or the result has a type that no port takes.
    """

    def mark(function: F) -> F:
        found = _derive(function, name, version, check, aliases)
        function.__dict__["node_type"] = replace(found, hidden=hidden)
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
    first = parameters[0].name if parameters else ""
    heavy, asks = first == "job", first == "models"
    groups = {one.name: hints[one.name] for one in parameters if _is_group(hints[one.name])}
    return NodeType(
        name=name,
        version=version,
        function=_gathering(function, groups) if groups else function,
        title=titled(function.__name__),
        help=_unwrapped(inspect.getdoc(function) or ""),
        inputs=tuple(port for one in parameters[heavy or asks :] for port in _ports(one, hints[one.name])),
        outputs=_outputs(hints["return"]),
        heavy=heavy,
        asks=asks,
        check=check,
        aliases=aliases,
    )


def _unwrapped(text: str) -> str:
    """The text without the line breaks that only keep the source narrow."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))


def _gathering(function: Callable[..., Any], groups: Mapping[str, type]) -> Callable[..., Any]:
    """The function with the fields of its groups in place of the groups."""
    members = {name: inspect.signature(group).parameters.keys() for name, group in groups.items()}

    @wraps(function)
    def gather(*media: Any, **values: Any) -> Any:
        for name, group in groups.items():
            values[name] = group(**{member: values.pop(member) for member in members[name] if member in values})
        return function(*media, **values)

    return gather


def _is_group(hint: Any) -> bool:
    return isinstance(hint, type) and is_dataclass(hint) and hint not in KINDS


def _ports(parameter: inspect.Parameter, hint: Any) -> list[Input]:
    """The input of a parameter, or those of a group."""
    if not _is_group(hint):
        return [_input(parameter, hint)]
    hints = get_type_hints(hint, include_extras=True)
    return [_input(member, hints[member.name]) for member in inspect.signature(hint).parameters.values()]


def _input(parameter: inspect.Parameter, hint: Any) -> Input:
    hint, optional, control = _unwrap(hint)
    many = get_origin(hint) is tuple
    kind = get_args(hint)[0] if many else hint
    default = None if parameter.default is inspect.Parameter.empty else parameter.default
    if many and default == ():
        default, optional = None, True
    if isinstance(default, Enum):
        default = default.value
    if kind in STRUCTURES and default is not None:
        default = Structured.of(default.plain())
    if default is None and kind is str and control is not None and not optional:
        default = ""
    return Input(parameter.name, kind_of(kind), kind, control, typing.cast("Value", default), optional, many)


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


def _outputs(hint: Any) -> tuple[Output, ...]:
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return tuple(Output(name, kind_of(kind)) for name, kind in get_type_hints(hint).items())
    kind = kind_of(hint)
    return (Output(kind, kind),)
