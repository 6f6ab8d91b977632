"""Names and prompts of nodes, written where they stand on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.canvas.in_place import InPlace
from ui.canvas.node_item import NodeItem
from ui.canvas.words import tr
from ui.texts import node_name

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

SMALLEST_NAME = QSize(140, 24)
SMALLEST_TEXT = QSize(240, 104)


class Writing:
    """The two editors of a canvas; one is open at a time."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.name = QLineEdit(canvas)
        self.text = _Text(canvas)
        self._name, self._text = InPlace(self.name, canvas), InPlace(self.text, canvas)

    def rename(self, node: str) -> None:
        """Edit the name of a node."""
        item = self._reveal(node)
        title = item.layout.title.translated(item.pos())
        self.name_at(title, node_name(item.node.name), lambda name: self._canvas.commands.rename(node, name))

    def name_at(self, title: QRectF, name: str, accept: Callable[[str], bool]) -> None:
        """Edit a line at a title bar, which is given in scene coordinates."""
        place = self._place(title).adjusted(4, 3, -4, -3)
        place.setSize(place.size().expandedTo(SMALLEST_NAME))
        self._name.open_at(place, name, accept)

    def write(self, node: str) -> None:
        """Edit the words in the box of a node; nothing happens where it has none."""
        item = self._canvas.graph_scene.nodes[node]
        box, entry = item.layout.text, item.layout.text_input
        if box is None or entry is None:
            return
        item = self._reveal(node)
        words = str(item.node.values.get(entry.name) or "")
        self.text_at(
            box.translated(item.pos()),
            words,
            tr("Describe what should be seen"),
            lambda new: self._canvas.commands.set_text(node, entry.name, new),
        )

    def text_at(self, box: QRectF, words: str, hint: str, accept: Callable[[str], bool]) -> None:
        """Edit several lines in a box, which is given in scene coordinates."""
        place = self._place(box)
        room = self._canvas.rect().adjusted(4, 4, -4, -4)
        place.setSize(place.size().expandedTo(SMALLEST_TEXT).boundedTo(room.size()))
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
        hint = tr("Describe what should be seen")
        self.text.setPlaceholderText(hint)
        self.text.setAccessibleName(hint)
        self._text.open_at(place, words, accept)

    def finish(self) -> None:
        """Take what is typed."""
        self._name.finish()
        self._text.finish()

    def abandon(self) -> None:
        """Leave everything as it was."""
        self._name.abandon()
        self._text.abandon()

    def _reveal(self, node: str) -> NodeItem:
        scene = self._canvas.graph_scene
        self._canvas.camera.reveal(scene.bounds([node]))
        return scene.nodes[node]

    def _place(self, part: QRectF) -> QRect:
        """Where a part of the scene is in the viewport."""
        return self._canvas.viewportTransform().mapRect(part).toRect()


class _Text(QPlainTextEdit):
    """Several lines. Undo is of the typing here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        event.accept()
