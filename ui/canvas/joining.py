"""A new node joins the selection: it is wired to what is selected where that is obvious, and placed beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from soraapp.catalogue import Catalogue
from soraapp.nodekit import NodeType
from soraapp.project import edits
from soraapp.project.graph import Wire
from soraapp.project.project import Project
from ui.canvas.fitting import obvious_wires
from ui.canvas.node_layout import WIDTH, Side
from ui.canvas.scene import GraphScene

GAP = 80.0
"""Between a node and the one that it joins."""
MOST = 12
"""More selected nodes than these are a region rather than something to join."""


class Join(NamedTuple):
    """How a new node joins others."""

    wires: list[Wire]
    side: Side
    """At which side of the others it belongs: at the right when they feed it."""


def joined(project: Project, catalogue: Catalogue, chosen: Sequence[str], kind: NodeType, node: str) -> Join | None:
    """How a new node of a kind and id would join the chosen ones: fed by their free outputs, or else feeding the one
    open input of one of them; None where neither is obvious."""
    if not 0 < len(chosen) <= MOST:
        return None
    graph = edits.add_node(kind, (0, 0), id=node).change(project).graph
    if wires := obvious_wires(graph, catalogue, chosen, node):
        return Join(wires, Side.OUT)
    backward = [wire for other in chosen for wire in obvious_wires(graph, catalogue, [node], other)]
    return Join(backward, Side.IN) if len(backward) == 1 else None


def place_beside(scene: GraphScene, nodes: Sequence[str], side: Side) -> QPointF:
    """The corner for a new node at the right or the left of others: level with the topmost, below what is there."""
    around = scene.bounds(nodes)
    left = around.right() + GAP if side is Side.OUT else around.left() - GAP - WIDTH
    place = QPointF(round(left), round(around.top()))
    while below := scene.nodes_in(QRectF(place.x(), place.y(), WIDTH, WIDTH)):
        place.setY(round(scene.bounds(below).bottom() + GAP / 4))
    return place
