"""What many dragged nodes look like until they are let go: moving each of them would take longer than a frame has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.canvas.look import Look, faded
from ui.canvas.scene import AFLOAT


class Shadow(QGraphicsItem):
    """The bodies of nodes as plain blocks, which move as one."""

    def __init__(self, bodies: Sequence[QRectF], look: Look) -> None:
        super().__init__()
        self._bodies = list(bodies)
        self._bounds = QRectF()
        for body in bodies:
            self._bounds |= body
        accent = look.color("accent")
        self._pen, self._brush = QPen(accent, 1), faded(accent, 0.35)
        self._pen.setCosmetic(True)
        self.setZValue(AFLOAT)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        painter.setPen(self._pen)
        painter.setBrush(self._brush)
        painter.drawRects(self._bodies)
