"""What is dragged over the canvas from outside and dropped there: a kind of node from the library, or files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent

from soraapp.nodekit import NodeType
from ui.canvas.fitting import through_kind
from ui.canvas.inserting import Insertion
from ui.canvas.offers import dropped_kind

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class Dropping(QObject):
    """Takes drops on the viewport. A node that is let go on a wire goes into it."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.insertion = Insertion(canvas)
        canvas.setAcceptDrops(True)
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() == QEvent.Type.DragLeave:
            self.insertion.clear()
        if not isinstance(event, QDropEvent):
            return False
        canvas, data = self._canvas, event.mimeData()
        kind = dropped_kind(canvas.document.catalogue, data)
        if kind is None and not canvas.bringing.takes(data):
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if kind:
            self._over(kind, event)
        if event.type() == QEvent.Type.Drop:
            canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            place = canvas.place_for_node(event.position())
            if kind:
                self._add(kind, place)
            else:
                canvas.bringing.drop(data, event.position())
        return True

    def _over(self, kind: NodeType, event: QDropEvent) -> None:
        canvas = self._canvas
        canvas.pointer.modifiers = event.modifiers()
        point = canvas.camera.to_scene(event.position())
        self.insertion.look(
            point, lambda wire: through_kind(canvas.document.catalogue, canvas.document.graph, wire, kind.name)
        )

    def _add(self, kind: NodeType, place: QPointF) -> None:
        found = self.insertion.take()
        if found:
            self._canvas.commands.add_into(kind, place, *found)
        else:
            self._canvas.commands.add(kind, place)
