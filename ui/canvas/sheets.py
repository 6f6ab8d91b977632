"""What shows that a node is a group: the edges of two more sheets beneath it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from soraapp.project.graph import Node
from soraapp.project.groups import GROUP

STEP, INSET, RADIUS = 3.5, 5.0, 5.0


def has_sheets(node: Node) -> bool:
    return node.kind.startswith(GROUP)


def paint_sheets(painter: QPainter, rect: QRectF, body: QColor, line: QColor) -> None:
    """Paint the sheets beneath a node with that rectangle, the lower first."""
    painter.setPen(QPen(line, 1))
    painter.setBrush(body)
    for depth in (2, 1):
        sheet = rect.adjusted(INSET * depth, rect.height() / 2, -INSET * depth, STEP * depth)
        painter.drawRoundedRect(sheet, RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
