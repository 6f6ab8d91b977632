"""Dots on wires: tiny nodes without a title. The wires meet in the middle; a new one is drawn off the right edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.canvas.look import mixed
from ui.canvas.node_layout import DOT_SIZE, Side

if TYPE_CHECKING:
    from ui.canvas.node_item import NodeItem

RADIUS, NUB = 5.5, 3.0


def dot_side(point: QPointF, reach: float) -> Side | None:
    """Which port of a dot is grabbed at a point from its corner: just outside, at the left or the right. The middle
    moves the dot."""
    across, along = point.x() - DOT_SIZE / 2, abs(point.y() - DOT_SIZE / 2)
    outside = abs(across) - DOT_SIZE / 2
    if along > DOT_SIZE / 2 or not 0 < outside <= reach:
        return None
    return Side.OUT if across > 0 else Side.IN


def paint_dot(painter: QPainter, item: NodeItem) -> None:
    """Paint a dot from its own top left corner."""
    look, shown = item.look, item.appearance
    kind = item.kind.outputs[0].kind if item.kind else ""
    color = look.port(kind)
    middle = item.layout.rect.center()
    lit = bool(item.offering)
    if shown.selected or shown.hovered or lit:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent") if shown.selected else mixed(color, look.color("text"), 0.5), 2))
        painter.drawEllipse(middle, RADIUS + 2.5, RADIUS + 2.5)
    painter.setPen(QPen(look.background, 1.5))
    painter.setBrush(color)
    if shown.hovered:
        painter.drawEllipse(QPointF(item.layout.rect.right() + NUB, middle.y()), NUB, NUB)
    painter.drawEllipse(middle, RADIUS, RADIUS)
