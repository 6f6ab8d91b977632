"""What is seen of a muted node: it is dim, and a line goes through it from each input that an output gives on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from soraapp.project.passing import passed
from ui.canvas.node_layout import WIDTH, Side

if TYPE_CHECKING:
    from ui.canvas.node_item import NodeItem

DIMMED = 0.45
"""How much of a muted node is seen."""


def paint_passage(painter: QPainter, item: NodeItem) -> None:
    """Paint the ways through a muted node from its own top left corner."""
    spots = item.layout.spots
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for output in item.kind.outputs if item.kind else ():
        entry = passed(item.kind, output.name) if item.kind else None
        start, end = spots.get((Side.IN, entry.name)) if entry else None, spots.get((Side.OUT, output.name))
        if start and end:
            painter.setPen(QPen(item.look.port(output.kind), 2.5, Qt.PenStyle.DashLine, Qt.PenCapStyle.RoundCap))
            way, bend = QPainterPath(start.point), QPointF(WIDTH / 2, 0)
            way.cubicTo(start.point + bend, end.point - bend, end.point)
            painter.drawPath(way)
