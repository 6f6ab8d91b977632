"""Dots: points that a wire runs through, one kind of node for each kind of port. No function makes them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, NoReturn

from soraapp.nodekit.node_type import NodeType
from soraapp.nodekit.ports import KINDS, Input, Output

PREFIX = "dot."
DOT_INPUT = "input"
DOT_OUTPUT = "output"


def is_dot(kind: str) -> bool:
    """Whether nodes of the named kind are dots."""
    return kind in DOTS


def never_called(**_: Any) -> NoReturn:
    """In the place of the function of a kind of node that is drawn and never runs."""
    raise AssertionError("what is only drawn has been run")


def _dot(kind: str, type_: type) -> NodeType:
    return NodeType(
        name=PREFIX + kind,
        version=1,
        function=never_called,
        title="Dot",
        help="A point that a wire runs through, to lead it around other nodes.",
        inputs=(Input(DOT_INPUT, kind, type_, None, None, optional=True, many=False),),
        outputs=(Output(DOT_OUTPUT, kind),),
        heavy=False,
    )


_TYPES: Mapping[str, type] = {kind: type_ for type_, kind in KINDS.items()} | {"choice": Enum}
DOTS: Mapping[str, NodeType] = {found.name: found for found in (_dot(*pair) for pair in _TYPES.items())}
"""Every kind of dot by its name, such as ``dot.clip``."""
