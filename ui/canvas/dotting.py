"""Alt and the left button on a wire make a dot; the wire is led through it wherever the button is released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QGraphicsEllipseItem

from soraapp.project.graph import Wire
from ui.canvas.gestures import TOP
from ui.canvas.node_layout import DOT_SIZE

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class PlaceDot:
    """A dot on its way to its place."""

    def __init__(self, canvas: Canvas, wire: Wire, point: QPointF) -> None:
        self._canvas, self._wire, self._from = canvas, wire, point
        self._place = canvas.camera.to_scene(point)
        self._item = QGraphicsEllipseItem(QRectF(-DOT_SIZE / 2, -DOT_SIZE / 2, DOT_SIZE, DOT_SIZE))
        self._item.setPen(QPen(canvas.graph_scene.look.color("accent"), 2))
        self._item.setBrush(Qt.BrushStyle.NoBrush)
        self._item.setZValue(TOP)
        self._item.setPos(self._place)
        canvas.graph_scene.addItem(self._item)

    def move(self, point: QPointF) -> None:
        if (point - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._place = self._canvas.camera.to_scene(point)
            self._item.setPos(self._place)

    def finish(self, point: QPointF) -> None:
        self.move(point)
        self.cancel()
        self._canvas.chains.add_dot(self._wire, self._place)

    def cancel(self) -> None:
        self._canvas.graph_scene.removeItem(self._item)
