"""Where everything on a node is: pure geometry in canvas units. Nodes of the same shape share one Layout."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from soraapp.catalogue import Catalogue
from soraapp.nodekit import Input, NodeType, Prompt, is_dot
from soraapp.project.graph import Node
from soraapp.project.groups import INPUTS, OUTPUTS

WIDTH = 200.0
TITLE = 32.0
ROW = 24.0
PAD = 8.0
PICTURE = 104.0
TEXT_BOX = 72.0
NOTE = 44.0
DOT_SIZE = 16.0
REACH = 8.0
"""How far ports and borders stand out of the body."""
FIRST_SHOWN = 4
"""Settable inputs that are always shown; further ones are shown when set, wired, or unfolded."""

NOT_WIREABLE = frozenset({"choice", "file", "cards", "strokes"})
PICTURED = frozenset({"clip", "image", "audio"})


class Side(Enum):
    """Which way a port looks."""

    IN = "in"
    OUT = "out"


class Spot(NamedTuple):
    """A port on a node."""

    point: QPointF
    kind: str
    """Empty for a port of an unknown kind of node."""


@dataclass(frozen=True)
class Row:
    """A line of a node that names an input or an output."""

    name: str
    side: Side
    top: float
    input: Input | None = None


@dataclass(frozen=True)
class Layout:
    """The geometry of a node, from its own top left corner."""

    rect: QRectF
    title: QRectF
    picture: QRectF | None
    """Where the result is shown."""
    text: QRectF | None
    """Where the words of a prompt node are shown."""
    text_input: Input | None
    note: QRectF | None
    """Where a node without a picture says why it failed."""
    rows: tuple[Row, ...]
    more: QRectF | None
    """What unfolds the inputs that are not shown, or folds them again."""
    hidden: int
    """How many inputs are not shown."""
    spots: Mapping[tuple[Side, str], Spot]
    hint: QRectF | None = None
    """Where an end of a group without ports says how it gets some."""


class Ports(NamedTuple):
    """The names of a node's ports that have wires."""

    inputs: frozenset[str] = frozenset()
    outputs: frozenset[str] = frozenset()


class Layouts:
    """Makes layouts, each shape once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._made: dict[tuple[object, ...], Layout] = {}

    def of(self, node: Node, wired: Ports, *, unfolded: bool, failed: bool) -> Layout:
        """The layout of a node. An unknown kind has exactly the ports that its wires need."""
        kind = self._catalogue.get(node.kind)
        if kind is None:
            names: Collection[str] = sorted(wired.inputs)
            key: tuple[object, ...] = (None, tuple(names), wired.outputs)
        elif node.collapsed:
            names = [port.name for port in kind.inputs if port.name in wired.inputs or port.control is None]
            key = (_ports_of(kind), "collapsed", tuple(names))
        else:
            names = shown_inputs(kind, node, wired, unfolded)
            key = (_ports_of(kind), tuple(names), unfolded, failed)
        if key not in self._made:
            if kind is None:
                self._made[key] = _missing(wired)
            elif is_dot(kind.name):
                self._made[key] = _dot(kind)
            else:
                self._made[key] = _collapsed(kind, names) if node.collapsed else _layout(kind, names, unfolded, failed)
        return self._made[key]


def _ports_of(kind: NodeType) -> object:
    """What tells kinds apart: the name, and for groups, which change, their ports."""
    return (kind.name, kind.inputs, kind.outputs) if ":" in kind.name else kind.name


def boxed_input(kind: NodeType) -> Input | None:
    """The prompt that a node without a picture shows as a box of text."""
    if any(port.kind in PICTURED for port in kind.outputs):
        return None
    return next((port for port in kind.inputs if isinstance(port.control, Prompt)), None)


def shown_inputs(kind: NodeType, node: Node, wired: Ports, unfolded: bool) -> list[str]:
    """Names of the inputs that have a row or a box, in the order of the node type."""
    if unfolded:
        return [port.name for port in kind.inputs]
    settable = [port.name for port in kind.inputs if port.control]
    always = set(settable[:FIRST_SHOWN]) | node.values.keys() | wired.inputs
    shown = [port.name for port in kind.inputs if port.control is None or port.name in always]
    return shown if len(shown) < len(kind.inputs) - 1 else [port.name for port in kind.inputs]


def _layout(kind: NodeType, names: Collection[str], unfolded: bool, failed: bool) -> Layout:
    spots: dict[tuple[Side, str], Spot] = {}
    top = TITLE
    picture = text = note = None
    ports, boxed = (*kind.inputs, *kind.outputs), boxed_input(kind)
    if any(port.kind in PICTURED for port in kind.outputs):
        picture = QRectF(PAD, top, WIDTH - 2 * PAD, PICTURE)
        top += PICTURE + PAD / 2
    elif boxed:
        text = QRectF(PAD, top, WIDTH - 2 * PAD, TEXT_BOX)
        spots[Side.IN, boxed.name] = Spot(QPointF(0, top + ROW / 2), boxed.kind)
        top += TEXT_BOX + PAD / 2
    if failed and picture is None:
        note = QRectF(PAD, top, WIDTH - 2 * PAD, NOTE)
        top += NOTE + PAD / 2
    hint = QRectF(PAD, top, WIDTH - 2 * PAD, NOTE) if kind.name.startswith((INPUTS, OUTPUTS)) and not ports else None
    top += hint.height() if hint else 0.0
    rows: list[Row] = []
    for port in kind.inputs:
        if port is boxed or port.name not in names:
            continue
        rows.append(Row(port.name, Side.IN, top, port))
        if port.kind not in NOT_WIREABLE:
            spots[Side.IN, port.name] = Spot(QPointF(0, top + ROW / 2), port.kind)
        top += ROW
    hidden = len(kind.inputs) - len(names)
    foldable = hidden > 0 or (unfolded and sum(1 for port in kind.inputs if port.control) > FIRST_SHOWN)
    more = QRectF(PAD, top, WIDTH * 0.55, ROW) if foldable else None
    for index, output in enumerate(kind.outputs):
        rows.append(Row(output.name, Side.OUT, top + index * ROW))
        spots[Side.OUT, output.name] = Spot(QPointF(WIDTH, top + index * ROW + ROW / 2), output.kind)
    bottom = top + max(len(kind.outputs), 1 if more else 0) * ROW + PAD / 2
    return Layout(
        QRectF(0, 0, WIDTH, bottom),
        QRectF(0, 0, WIDTH, TITLE),
        picture,
        text,
        boxed,
        note,
        tuple(rows),
        more,
        hidden,
        spots,
        hint,
    )


def _dot(kind: NodeType) -> Layout:
    """A small square, in whose middle the wires meet."""
    rect = QRectF(0, 0, DOT_SIZE, DOT_SIZE)
    spots = {(Side.IN, port.name): Spot(rect.center(), port.kind) for port in kind.inputs}
    spots |= {(Side.OUT, port.name): Spot(rect.center(), port.kind) for port in kind.outputs}
    return Layout(rect, QRectF(), None, None, None, None, (), None, 0, spots)


def _collapsed(kind: NodeType, names: Collection[str]) -> Layout:
    """The title line alone, with ports stacked at its sides."""
    rect = QRectF(0, 0, WIDTH, TITLE)
    inputs = [port for port in kind.inputs if port.name in names and port.kind not in NOT_WIREABLE]
    spots: dict[tuple[Side, str], Spot] = {}
    for side, x, ports in ((Side.IN, 0.0, inputs), (Side.OUT, WIDTH, kind.outputs)):
        step = TITLE / (len(ports) + 1)
        for index, port in enumerate(ports):
            spots[side, port.name] = Spot(QPointF(x, step * (index + 1)), port.kind)
    return Layout(rect, rect, None, None, None, None, (), None, 0, spots)


def _missing(wired: Ports) -> Layout:
    spots: dict[tuple[Side, str], Spot] = {}
    note = QRectF(PAD, TITLE, WIDTH - 2 * PAD, NOTE)
    top = note.bottom() + PAD / 2
    rows: list[Row] = []
    for side, names in ((Side.IN, wired.inputs), (Side.OUT, wired.outputs)):
        for name in sorted(names):
            rows.append(Row(name, side, top))
            spots[side, name] = Spot(QPointF(0 if side is Side.IN else WIDTH, top + ROW / 2), "")
            top += ROW
    rect = QRectF(0, 0, WIDTH, top + PAD / 2)
    return Layout(rect, QRectF(0, 0, WIDTH, TITLE), None, None, None, note, tuple(rows), None, 0, spots)
