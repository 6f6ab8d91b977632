"""Nodes that come to the canvas from outside: chosen in the search popup, dragged from the library, or as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent

from soraapp.project.graph import Port
from ui.canvas.node_layout import TITLE, WIDTH, Side
from ui.canvas.offers import all_entries, dropped_files, dropped_kind, fitting_entries
from ui.canvas.search import Entry
from ui.canvas.search_popup import SearchPopup
from ui.canvas.words import tr
from ui.texts import kind_text

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class Adding(QObject):
    """The search popup of a canvas, and what is dropped on its viewport."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.popup = SearchPopup(canvas, canvas.graph_scene.look)
        canvas.setAcceptDrops(True)
        canvas.viewport().installEventFilter(self)

    def search(self, at: QPointF) -> None:
        """Open the search popup at a point of the viewport; the node that is chosen is added there."""
        place = self._canvas.place_for_node(at)
        entries = all_entries(self._canvas.document.catalogue)
        self.popup.open_at(
            at.toPoint(), entries, lambda entry: self._canvas.commands.add(entry.kind, place), tr("Add a node")
        )

    def search_for(self, port: Port, side: Side, kind: str, at: QPointF) -> None:
        """Open the search popup with what a wire from this port can go to; the node that is chosen is connected."""
        canvas = self._canvas
        corner = canvas.camera.to_scene(at) - QPointF(0 if side is Side.OUT else WIDTH, TITLE)
        place = QPointF(round(corner.x()), round(corner.y()))
        text = tr("Add a node that takes {kind}") if side is Side.OUT else tr("Add a node that gives {kind}")

        def add(entry: Entry) -> None:
            canvas.commands.add(entry.kind, place, wire=(port, side, entry.port))

        entries = fitting_entries(canvas.document.catalogue, side, kind)
        self.popup.open_at(at.toPoint(), entries, add, text.format(kind=kind_text(kind)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Takes what is dragged over the viewport, and dropped there."""
        if not isinstance(event, QDropEvent):
            return False
        canvas, data = self._canvas, event.mimeData()
        kind, files = dropped_kind(canvas.document.catalogue, data), dropped_files(canvas.document.catalogue, data)
        if kind is None and not files:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            place = canvas.place_for_node(event.position())
            if kind:
                canvas.commands.add(kind, place)
            else:
                canvas.commands.add_files(files, place)
        return True
