"""Small words on the edges of nodes: the numbers of those that are bound to the preview, how many groups are linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsSimpleTextItem

from soraapp.project.groups import GROUP
from soraapp.project.levels import all_nodes
from ui.canvas.look import Look
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import WIDTH
from ui.texts import linked_text

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

HEIGHT = 18.0


Words = Callable[["Canvas"], Mapping[str, str]]
"""What is to be written on which of the nodes that are shown."""


def bound(canvas: Canvas) -> Mapping[str, str]:
    """The numbers of the viewers by the nodes that they show."""
    wanted: dict[str, str] = {}
    for slot, node in sorted(canvas.document.project.view.viewers.items()):
        wanted[node] = f"{wanted[node]} {slot}" if node in wanted else str(slot)
    return wanted


def linked(canvas: Canvas) -> Mapping[str, str]:
    """How many groups have the same definition, by each group that is not the only one."""
    project = canvas.document.project
    counts = Counter(node.kind for node in all_nodes(project)) if project.groups else Counter[str]()
    groups = [node for node in canvas.graph_scene.graph.nodes.values() if node.kind.startswith(GROUP)]
    return {node.id: linked_text(counts[node.kind]) for node in groups if counts[node.kind] > 1}


class Badges(QObject):
    """One for each node of which there is something to tell: a plain child of its item, so that it goes where the node
    goes. It sits on the upper edge, at the left or the right."""

    def __init__(self, canvas: Canvas, words: Words, *, right: bool = False) -> None:
        super().__init__(canvas)
        self._canvas, self._words, self._right = canvas, words, right
        self._shown: dict[str, tuple[NodeItem, str, QGraphicsPathItem]] = {}
        canvas.graph_scene.graph_changed.connect(self.refresh)
        canvas.document.changed.connect(self.refresh)

    @property
    def texts(self) -> dict[str, str]:
        """What is written on which node."""
        return {node: text for node, (_, text, _) in self._shown.items()}

    def refresh(self) -> None:
        """Show what there is to tell now."""
        nodes = self._canvas.graph_scene.nodes
        wanted = {node: text for node, text in self._words(self._canvas).items() if node in nodes}
        for node, (item, text, badge) in list(self._shown.items()):
            if nodes.get(node) is not item:
                del self._shown[node]  # It went with its node.
            elif wanted.get(node) != text:
                self._canvas.graph_scene.removeItem(badge)
                del self._shown[node]
        for node, text in wanted.items():
            if node not in self._shown:
                self._shown[node] = nodes[node], text, self._badge(nodes[node], text)

    def show_look(self, _look: Look) -> None:
        """Make them anew, in other colours."""
        for node, (item, _, badge) in list(self._shown.items()):
            if self._canvas.graph_scene.nodes.get(node) is item:
                self._canvas.graph_scene.removeItem(badge)
        self._shown.clear()
        self.refresh()

    def _badge(self, item: NodeItem, text: str) -> QGraphicsPathItem:
        badge = _made(item, text, self._canvas.graph_scene.look)
        left = WIDTH + HEIGHT / 2 - badge.boundingRect().width() if self._right else -HEIGHT / 2
        badge.setPos(left, -HEIGHT / 2)
        return badge


def _made(item: NodeItem, text: str, look: Look) -> QGraphicsPathItem:
    written = QGraphicsSimpleTextItem(text)
    written.setFont(look.small)
    written.setBrush(look.color("text"))
    size = written.boundingRect()
    box = QRectF(0, 0, max(HEIGHT, size.width() + 10), HEIGHT)
    path = QPainterPath()
    path.addRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
    badge = QGraphicsPathItem(path, item)
    badge.setPen(QPen(look.color("accent"), 1.5))
    badge.setBrush(look.color("raised"))
    badge.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    written.setParentItem(badge)
    written.setPos((box.width() - size.width()) / 2, (box.height() - size.height()) / 2)
    return badge
