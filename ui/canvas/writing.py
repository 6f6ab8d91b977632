"""Names and prompts of nodes, written where they stand on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.canvas.gestures import MoveNodes
from ui.canvas.hits import Hit, Part
from ui.canvas.in_place import InPlace
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import PAD
from ui.canvas.words import tr
from ui.texts import node_name

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

READABLE = 0.5
"""From this zoom on what is on a card can be read, and is written exactly there; below, where there is room to."""
FAR_NAME, FAR_TEXT = QSize(140, 24), QSize(240, 104)
SMALLEST = QSize(60, 16)
SMALLEST_FONT = 10
NAME_FONT, TEXT_FONT, NOTE_FONT = 13, 11, 12
"""Heights of letters as they are painted, in canvas units."""
LINE = 16.0
"""The height of a painted line of a prompt."""


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
        zoom = self._canvas.camera.zoom
        place = self._place(title.adjusted(4, 3, -4, -3))
        middle = place.center()
        place.setSize(place.size().expandedTo(SMALLEST if zoom >= READABLE else FAR_NAME))
        if zoom >= READABLE:
            place.moveCenter(middle)
        self._fit(self.name, NAME_FONT, 0, 4)
        self._name.open_at(place, name, accept)

    def begins_at(self, hit: Hit) -> bool:
        """Whether a click there begins to write: on words that can be read, and are the node's own."""
        return hit.part is Part.TEXT and self._canvas.camera.zoom >= READABLE

    def write(self, node: str, at: QPointF | None = None) -> None:
        """Edit the words in the box of a node, from a point of the scene on, or else all of them; nothing happens where
        it has none."""
        item = self._canvas.graph_scene.nodes[node]
        box, entry = item.layout.text, item.layout.text_input
        if box is None or entry is None:
            return
        item = self._reveal(node)
        words = str(item.node.values.get(entry.name) or "")
        self._fit(self.text, TEXT_FONT, 4, 8)
        self._open(
            box.translated(item.pos()),
            words,
            tr("Describe what should be seen"),
            lambda new: self._canvas.commands.set_text(node, entry.name, new),
            self._canvas.run_asked.emit,
        )
        if at is not None:
            self._set_caret(at - item.pos() - box.topLeft())

    def text_at(self, box: QRectF, words: str, hint: str, accept: Callable[[str], bool]) -> None:
        """Edit several lines in a box, which is given in scene coordinates."""
        self._fit(self.text, NOTE_FONT, 2, 2)
        self._open(box, words, hint, accept, lambda: None)

    def _open(
        self, box: QRectF, words: str, hint: str, accept: Callable[[str], bool], then: Callable[[], object]
    ) -> None:
        place = self._place(box)
        room = self._canvas.rect().adjusted(4, 4, -4, -4)
        least = SMALLEST if self._canvas.camera.zoom >= READABLE else FAR_TEXT
        place.setSize(place.size().expandedTo(least).boundedTo(room.size()))
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
        self.text.setPlaceholderText(hint)
        self.text.setAccessibleName(hint)
        self._text.open_at(place, words, accept, then)

    def _fit(self, editor: QWidget, font: int, above: int, beside: int) -> None:
        """Letters as large as they are painted, and as far from the edge; in canvas units."""
        zoom = self._canvas.camera.zoom
        pixels = max(SMALLEST_FONT, round(font * zoom))
        padding = " ".join(f"{max(0, round(side * zoom) - 2)}px" for side in (above, beside))
        editor.setStyleSheet(f"font-size: {pixels}px; padding: {padding}; min-height: 0;")

    def _set_caret(self, point: QPointF) -> None:
        """Put the caret where a point of the box is, on the line that is painted there."""
        zoom, line = self._canvas.camera.zoom, self.text.fontMetrics().lineSpacing()
        where = QPointF((point.x() - PAD) * zoom, (point.y() - 4) / LINE * line)
        self.text.setTextCursor(self.text.cursorForPosition(where.toPoint()))

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


class ClickText:
    """A press on the words of a node: a click writes there, a drag moves the node."""

    def __init__(self, canvas: Canvas, node: str, point: QPointF, moving: MoveNodes) -> None:
        self._canvas, self._node, self._moving = canvas, node, moving
        self._at = canvas.camera.to_scene(point)

    def move(self, point: QPointF) -> None:
        self._moving.move(point)

    def finish(self, point: QPointF) -> None:
        self._moving.finish(point)
        if not self._moving.moved:
            self._canvas.writing.write(self._node, self._at)

    def cancel(self) -> None:
        self._moving.cancel()


class _Text(QPlainTextEdit):
    """Several lines. Undo is of the typing here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        event.accept()
