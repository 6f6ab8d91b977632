"""What the canvas shows of the thing under the pointer while no button is pressed: its look, the cursor, a tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from ui.canvas.frame_gestures import frame_cursor
from ui.canvas.scene import Part
from ui.canvas.tips import tip

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

CURSORS = {
    Part.PORT: Qt.CursorShape.CrossCursor,
    Part.MORE: Qt.CursorShape.PointingHandCursor,
}


class Hovering(QObject):
    """One node at the most is hovered."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._node = ""
        canvas.viewport().installEventFilter(self)

    def over(self, point: QPointF, *, cursor: bool) -> None:
        """The pointer is at a point of the viewport. `cursor`: it takes the shape of what can be done there."""
        hit = self._canvas.hit(point)
        self.show_node(hit.node)
        if not cursor:
            return
        if hit.part in CURSORS:
            self._canvas.viewport().setCursor(CURSORS[hit.part])
        elif self._canvas.writing.begins_at(hit):
            self._canvas.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        elif self._canvas.values.row_at(hit.node, point):
            self._canvas.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        elif hit.frame:
            self._canvas.viewport().setCursor(frame_cursor(hit.edges))
        else:
            self._canvas.viewport().unsetCursor()

    def show_node(self, node: str) -> None:
        """The pointer is over a node; empty for none."""
        for other in {self._node, node} & self._canvas.graph_scene.nodes.keys():
            self._canvas.graph_scene.nodes[other].change_appearance(hovered=other == node)
        self._node = node
        self._canvas.pictures.hover(node, self._canvas.scale_now())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Tells of the thing under the resting pointer."""
        if not isinstance(event, QHelpEvent):
            return False
        text = tip(self._canvas.graph_scene, self._canvas.hit(QPointF(event.pos())))
        QToolTip.showText(event.globalPos(), text, self._canvas)
        return True
