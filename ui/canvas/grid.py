"""The faint dots behind the graph."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.canvas.look import Look

STEP = 24.0
CLOSEST = 16.0
"""Dots nearer to each other than so many pixels are thinned out."""


def paint_grid(painter: QPainter, rect: QRectF, zoom: float, look: Look) -> None:
    """Paint the background of a part of the scene."""
    painter.fillRect(rect, look.background)
    step = STEP
    while step * zoom < CLOSEST:
        step *= 2
    if step > STEP * 4:
        return
    left, top = floor(rect.left() / step) * step, floor(rect.top() / step) * step
    columns, rows = int(rect.width() / step) + 2, int(rect.height() / step) + 2
    pen = QPen(look.dots, 1.5)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawPoints([QPointF(left + x * step, top + y * step) for x in range(columns) for y in range(rows)])
