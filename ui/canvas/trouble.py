"""What is wrong with a node, one click away: a card beside it with the reason, the remedy, and the ways to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from soraapp.errors import SoraError
from soraapp.project.levels import called, node_at
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import WIDTH
from ui.canvas.node_texts import INSET
from ui.canvas.trouble_card import Card
from ui.canvas.words import tr
from ui.node_state import Phase
from ui.texts import error_message, error_remedy, error_text, input_title, node_name

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class Cause(NamedTuple):
    """What keeps a node from working, and where it can be mended."""

    error: SoraError | None
    """None for a node that waits for another."""
    node: str
    """The id of the node to go to."""
    entry: str = ""
    """The name of the input that is to blame, if one is."""


class Trouble(QObject):
    """Opens at a click on the sign of a node that failed, is blocked or not ready, and on the reason that it shows."""

    go_asked = Signal(str, str)
    """The id of a node to go to, and the name of its input that is to blame; empty for none."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.card = Card(canvas)
        self._node = ""
        self._cause: Cause | None = None
        self._pressed: QPointF | None = None
        self.card.go.clicked.connect(self._go)
        self.card.again.clicked.connect(self._run_again)
        self.card.copy.clicked.connect(self._copy)
        self.card.closed.connect(canvas.setFocus)
        canvas.viewport().installEventFilter(self)
        canvas.jobs.node_changed.connect(self._changed)
        canvas.camera.zoomed.connect(lambda _: self.card.hide())
        canvas.document.changed.connect(lambda *_: self.card.hide())

    def tell_selected(self) -> None:
        """What is wrong with the selected node, or else with the first one with which something is."""
        nodes = [node for node in self._canvas.selection() if self.cause(node)]
        nodes = nodes or [node for node in self._canvas.graph_scene.nodes if self.cause(node)]
        if nodes:
            self._canvas.select(nodes[:1])
            self.tell(nodes[0])
        else:
            self._canvas.message.emit(tr("Nothing is wrong."))

    def tell(self, node: str) -> None:
        """Show the card of a node; nothing happens where nothing is wrong with it."""
        cause, canvas = self.cause(node), self._canvas
        if cause is None:
            return
        canvas.camera.reveal(canvas.graph_scene.bounds([node]))
        self._node, self._cause = node, cause
        item = canvas.graph_scene.nodes[node]
        failed = item.state.phase is Phase.FAILED
        if cause.error:
            reason, remedy = error_message(cause.error), error_remedy(cause.error)
        else:
            name = node_name(called(canvas.document.project, cause.node))
            reason, remedy = tr("It waits for {node}, which failed.").format(node=name), ""
        self.card.go.setText(self._way(cause))
        self.card.go.setVisible(bool(cause.entry) or cause.node != node)
        self.card.again.setVisible(failed)
        title = canvas.viewportTransform().mapRect(item.layout.title.translated(item.pos())).toRect()
        self.card.open_at(title, reason, remedy)

    def cause(self, node: str) -> Cause | None:
        """What is wrong with a node; None where nothing is."""
        state = self._canvas.jobs.state(node)
        if state.phase is Phase.BLOCKED:
            found = next((other for other in self._feeding(node) if self._failed(other)), None)
            return Cause(None, found) if found else None
        if state.error is None:
            return None
        inside = (one for one in self._canvas.document.flat.inside(node) if self._error(one) is state.error)
        blamed = next(inside, node)
        return Cause(state.error, blamed, self._blamed(blamed, state.error))

    def _error(self, node: str) -> SoraError | None:
        return self._canvas.jobs.state(node).error

    def _failed(self, node: str) -> bool:
        return self._canvas.jobs.state(node).phase is Phase.FAILED

    def _feeding(self, node: str) -> list[str]:
        """The nodes that a node gets from, the nearest first, at whatever level they are; of a group, those that what
        is inside gets from."""
        flat = self._canvas.document.flat
        own = list(flat.inside(node) or flat.behind(node) if node in flat.drawn.nodes else ())
        found = dict.fromkeys(own)
        waiting = own[:]
        for one in waiting:
            for wire in flat.graph.incoming.get(one, ()):
                if wire.source.node not in found:
                    found[wire.source.node] = None
                    waiting.append(wire.source.node)
        return [one for one in found if one != node]

    def _blamed(self, node: str, error: SoraError) -> str:
        """The name of the input that an error is about; empty for none."""
        for problem in self._canvas.jobs.problems:
            if problem.node == node and problem.input and str(problem.error) == str(error):
                return problem.input
        found = node_at(self._canvas.document.project, node)
        kind = self._canvas.document.catalogue.get(found.kind) if found else None
        told = error.facts.get("input")
        return next((port.name for port in kind.inputs if port.title == told), "") if kind and told else ""

    def _way(self, cause: Cause) -> str:
        if cause.node != self._node:
            return tr("Go to {node}").format(node=node_name(called(self._canvas.document.project, cause.node)))
        kind = self._canvas.graph_scene.nodes[cause.node].kind
        port = kind.input(cause.entry) if kind else None
        return tr("Go to {node}").format(node=input_title(port)) if port else ""

    # What a person does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """A click is a press and a release at one place: with a drag the node is moved."""
        if not isinstance(event, QMouseEvent):
            return False
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if event.type() == QEvent.Type.MouseButtonPress:
            self.card.hide()
            self._pressed = event.position() if plain else None
        elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            near = (event.position() - self._pressed).manhattanLength() < QApplication.startDragDistance()
            self._pressed = None
            node = self._told_at(event.position()) if near else ""
            if node:
                self.tell(node)
        return False

    def _told_at(self, point: QPointF) -> str:
        """The node whose sign or reason is at a point of the viewport; empty for none."""
        item = self._canvas.graph_scene.nodes.get(self._canvas.hit(point).node)
        place = self._canvas.camera.to_scene(point)
        return item.node.id if item and any(box.contains(place - item.pos()) for box in told_boxes(item)) else ""

    def _changed(self, node: str) -> None:
        if node == self._node and self.card.isVisible() and self.cause(node) != self._cause:
            self.card.hide()

    def _go(self) -> None:
        cause = self._cause
        self.card.hide()
        if cause:
            self.go_asked.emit(cause.node, cause.entry)

    def _run_again(self) -> None:
        self.card.close_and_return()
        self._canvas.jobs.run([self._node])

    def _copy(self) -> None:
        if self._cause and self._cause.error:
            QGuiApplication.clipboard().setText(error_text(self._cause.error))
        self.card.close_and_return()


def told_boxes(item: NodeItem) -> list[QRectF]:
    """Where on a node its state and the reason for it are told, in its own coordinates."""
    if not item.texts.saying.sign:
        return []
    title = item.layout.title
    left = WIDTH - INSET - item.texts.state_width
    boxes = [QRectF(left, title.top(), WIDTH - left, title.height())]
    shown = item.layout.note or (item.layout.picture if item.texts.reason else None)
    return [*boxes, shown] if shown else boxes
