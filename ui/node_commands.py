"""Cut, copy, paste and the other commands about the nodes that are selected on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtGui import QCursor, QGuiApplication

from soraapp.project import edits
from ui.canvas import Canvas
from ui.document import Document


class NodeCommands(QObject):
    """The commands of the Edit and Node menus."""

    def __init__(self, document: Document, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._canvas = document, canvas

    def cut(self) -> None:
        if self._canvas.selection():
            self.copy()
            self._canvas.delete_selection()

    def copy(self) -> None:
        """The selected nodes as readable text, which other windows can paste too."""
        if chosen := self._canvas.selection():
            QGuiApplication.clipboard().setText(edits.copy(self._document.graph, chosen))

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            return
        before = set(self._document.graph.nodes)
        if self._document.attempt(edits.paste(text, self._place())):
            self._canvas.select([node for node in self._document.graph.nodes if node not in before])

    def duplicate(self) -> None:
        self._canvas.duplicate_selection()

    def delete(self) -> None:
        self._canvas.delete_selection()

    def select_all(self) -> None:
        self._canvas.select(list(self._document.graph.nodes))

    def add(self) -> None:
        self._canvas.add_popup(self._under_mouse() or self._canvas.viewport().rect().center())

    def add_kind(self, kind: str) -> None:
        """Add a node of the named kind in the middle of what is seen."""
        node = edits.new_id()
        if self._document.attempt(edits.add_node(self._document.catalogue[kind], self._free_place(), id=node)):
            self._canvas.select([node])
            self._canvas.setFocus()

    def frame(self) -> None:
        self._canvas.fit_selection()

    def _place(self) -> tuple[float, float]:
        """Where to paste: under the mouse, or else in the middle."""
        return self._scene_point(self._under_mouse() or self._canvas.viewport().rect().center())

    def _free_place(self) -> tuple[float, float]:
        """The middle of what is seen, a little lower for each node that is there already."""
        x, y = self._scene_point(self._canvas.viewport().rect().center())
        taken = {(round(px), round(py)) for px, py in (node.position for node in self._document.graph.nodes.values())}
        while (round(x), round(y)) in taken:
            x, y = x + 40, y + 40
        return x, y

    def _under_mouse(self) -> QPoint | None:
        viewport = self._canvas.viewport()
        at = viewport.mapFromGlobal(QCursor.pos())
        return at if viewport.rect().contains(at) and viewport.underMouse() else None

    def _scene_point(self, at: QPoint) -> tuple[float, float]:
        point: QPointF = self._canvas.mapToScene(at)
        return round(point.x()), round(point.y())
