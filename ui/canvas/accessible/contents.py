"""What of a canvas assistive technology has asked for, and what is known of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from shiboken6 import Shiboken

from soraapp.project.graph import Port, Wire
from ui.canvas.accessible.node import ReadableNode
from ui.canvas.accessible.part import Part
from ui.canvas.node_layout import Side
from ui.flow import flow_order

if TYPE_CHECKING:
    from ui.canvas.accessible.canvas import ReadableCanvas
    from ui.canvas.view import Canvas


class Contents:
    """The nodes of a canvas, each with one interface for as long as it is there."""

    def __init__(self, view: Canvas) -> None:
        self.view = view
        self.alive = True
        self.tops: list[ReadableCanvas] = []
        """The interfaces of the canvas itself, the latest last: Qt asks for another one whenever the class of the
        canvas gets another meta-object, and deletes all of them with the canvas."""
        self.begun: tuple[Side, Port] | None = None
        """The port from which a wire is being drawn."""
        self._nodes: dict[str, ReadableNode] = {}
        self._order: list[str] | None = None
        self._places: dict[str, int] = {}
        self._wires: dict[str, list[Wire]] | None = None
        self._gone: list[Part] = []
        view.graph_scene.graph_changed.connect(self._changed)
        view.graph_scene.selection_changed.connect(self._selected)
        view.jobs.node_changed.connect(self._state_changed)

    @property
    def top(self) -> ReadableCanvas:
        return self.tops[-1]

    def close(self) -> None:
        """The canvas is gone; what tells of its parts goes, too."""
        self.alive = False
        for node in self._nodes.values():
            self._gone += node.made()
        self._nodes.clear()
        self._sweep()

    def node(self, node: str) -> ReadableNode | None:
        """The interface of a node, made when it is first asked for."""
        if node not in self.view.graph_scene.nodes:
            return None
        if node not in self._nodes:
            self._nodes[node] = ReadableNode(self, node)
        return self._nodes[node]

    def wires_of(self, node: str) -> list[Wire]:
        """The wires at a node, in their order."""
        if self._wires is None:
            self._wires = {}
            for wire in self.view.graph_scene.lines:
                for end in {wire.source.node, wire.target.node}:
                    self._wires.setdefault(end, []).append(wire)
        return self._wires.get(node, [])

    def order(self) -> list[str]:
        """The ids of the nodes, in the order of the flow."""
        if self._order is None:
            self._order = flow_order(self.view.graph_scene.graph)
            self._places = {node: index for index, node in enumerate(self._order)}
        return self._order

    def choose(self, nodes: Collection[str]) -> None:
        """Select nodes, and go where they are."""
        self.view.select([node for node in self.order() if node in nodes])
        self.view.camera.reveal(self.view.graph_scene.bounds(self.view.selection()))
        self.view.setFocus()

    def connect_at(self, side: Side, port: Port) -> None:
        """Begin a wire at a port, or end the one that was begun at a port of the other side."""
        begun, self.begun = self.begun, (side, port)
        if begun is None or begun[0] is side:
            return
        self.begun = None
        ends = (begun[1], port) if side is Side.IN else (port, begun[1])
        self.view.commands.rewire(None, *ends)

    def place_of(self, node: str) -> int:
        """The row of a node; -1 where there is none."""
        self.order()
        return self._places.get(node, -1)

    # What changes

    def _changed(self) -> None:
        self._order = self._wires = None
        present = self.view.graph_scene.nodes
        for node in [node for node in self._nodes if node not in present]:
            self._gone += self._nodes.pop(node).made()
        if self.begun is not None and self.begun[1].node not in present:
            self.begun = None
        if self._gone:  # Later: it may be one of their own deeds that made them go.
            QTimer.singleShot(0, self._sweep)
        self._tell(self.top, QAccessible.Event.ObjectReorder)

    def _sweep(self) -> None:
        gone, self._gone = self._gone, []
        for part in reversed(gone):
            if Shiboken.isValid(part):
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))

    def _selected(self) -> None:
        if QAccessible.isActive() and self.view.selection():
            node = self.node(self.view.selection()[-1])
            if node is not None:
                self._tell(node, QAccessible.Event.Selection)
                if self.view.hasFocus():
                    self._tell(node, QAccessible.Event.Focus)

    def _state_changed(self, node: str) -> None:
        if found := self._nodes.get(node):
            self._tell(found, QAccessible.Event.NameChanged)

    def _tell(self, interface: QAccessibleInterface, event: QAccessible.Event) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(interface, event))
