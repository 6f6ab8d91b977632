"""The numbers on nodes that are bound to the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsSimpleTextItem

from ui.canvas.look import Look
from ui.canvas.node_item import NodeItem

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

HEIGHT = 18.0


class Badges(QObject):
    """One for each bound node that is shown: a plain child of its item, so that it goes where the node goes."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._shown: dict[str, tuple[NodeItem, str, QGraphicsPathItem]] = {}
        canvas.graph_scene.graph_changed.connect(self.refresh)
        canvas.document.changed.connect(self.refresh)

    @property
    def texts(self) -> dict[str, str]:
        """What is written on which node."""
        return {node: text for node, (_, text, _) in self._shown.items()}

    def refresh(self) -> None:
        """Show what is bound now."""
        nodes = self._canvas.graph_scene.nodes
        wanted: dict[str, str] = {}
        for slot, node in sorted(self._canvas.document.project.view.viewers.items()):
            if node in nodes:
                wanted[node] = f"{wanted[node]} {slot}" if node in wanted else str(slot)
        for node, (item, text, badge) in list(self._shown.items()):
            if nodes.get(node) is not item:
                del self._shown[node]  # It went with its node.
            elif wanted.get(node) != text:
                self._canvas.graph_scene.removeItem(badge)
                del self._shown[node]
        for node, text in wanted.items():
            if node not in self._shown:
                self._shown[node] = nodes[node], text, _badge(nodes[node], text, self._canvas.graph_scene.look)

    def show_look(self, _look: Look) -> None:
        """Make them anew, in other colours."""
        for node, (item, _, badge) in list(self._shown.items()):
            if self._canvas.graph_scene.nodes.get(node) is item:
                self._canvas.graph_scene.removeItem(badge)
        self._shown.clear()
        self.refresh()


def _badge(item: NodeItem, text: str, look: Look) -> QGraphicsPathItem:
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
    badge.setPos(-HEIGHT / 2, -HEIGHT / 2)
    badge.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    written.setParentItem(badge)
    written.setPos((box.width() - size.width()) / 2, (box.height() - size.height()) / 2)
    return badge
