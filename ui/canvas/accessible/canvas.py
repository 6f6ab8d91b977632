"""The canvas for assistive technology: a list of nodes of which some are selected."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleSelectionInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken, VoidPtr

from soraapp.project.graph import Port, Wire
from ui.canvas.accessible.node import ReadableNode
from ui.canvas.accessible.part import NO_POINTER, Part, pointer_to
from ui.canvas.node_layout import Side
from ui.flow import flow_order

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

_canvases: dict[int, Canvas] = {}
"""The canvases that are alive, by the addresses of their widgets."""
_readable: dict[int, ReadableCanvas] = {}
"""What readers have asked for, by the same addresses: Qt keeps pointers to it, so Python must keep it alive."""
_installed: list[object] = []


def make_readable(canvas: Canvas) -> None:
    """From now on assistive technology finds what is on the canvas. Costs nothing until it asks."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(_interface)
    address = Shiboken.getCppPointer(canvas)[0]
    _canvases[address] = canvas
    canvas.destroyed.connect(lambda: _forget(address))


def _interface(_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    """What Qt asks for a thing that it has no interface of yet; once for each class that the thing is of."""
    address = Shiboken.getCppPointer(thing)[0] if thing is not None else 0
    if address not in _canvases:
        return None
    if address not in _readable:
        _readable[address] = ReadableCanvas(_canvases[address])
    return _readable[address]


def _forget(address: int) -> None:
    _canvases.pop(address, None)
    if found := _readable.pop(address, None):
        found.close()


class ReadableCanvas(QAccessibleWidget):
    """Its children are the nodes, and then the widgets on the canvas."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view, QAccessible.Role.List)
        self.view = view
        self.alive = True
        self.begun: tuple[Side, Port] | None = None
        """The port from which a wire is being drawn."""
        self._nodes: dict[str, ReadableNode] = {}
        self._order: list[str] | None = None
        self._places: dict[str, int] = {}
        self._wires: dict[str, list[Wire]] | None = None
        self._gone: list[Part] = []
        self._choosing = Choosing(self)
        view.graph_scene.graph_changed.connect(self._changed)
        view.graph_scene.selection_changed.connect(self._selected)
        view.jobs.node_changed.connect(self._state_changed)

    def close(self) -> None:
        """The canvas is gone, and Qt has deleted this interface; its parts go, too."""
        self.alive = False
        for node in self._nodes.values():
            self._gone += node.made()
        self._nodes.clear()
        self._sweep()

    # What is on the canvas

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

    # What Qt asks

    def childCount(self) -> int:
        return len(self.order()) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        order = self.order()
        return self.node(order[index]) if 0 <= index < len(order) else super().child(index - len(order))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        order = self.order()
        if isinstance(child, ReadableNode):
            return self._places.get(child.id, -1)
        index = super().indexOfChild(child)
        return index if index < 0 else index + len(order)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        corner = self.view.viewport().mapToGlobal(QPointF())
        hit = self.view.hit(QPointF(x, y) - corner)
        return self.node(hit.node) if hit.node else super().childAt(x, y)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        if self.view.hasFocus() and self.view.selection():
            return self.node(self.view.selection()[-1])
        return super().focusChild()

    def interface_cast(self, t: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        if t is QAccessible.InterfaceType.SelectionInterface:
            return pointer_to(self._choosing)
        found: VoidPtr | None = super().interface_cast(t)  # type: ignore[assignment]
        return NO_POINTER if found is None else found

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
        self._tell(self, QAccessible.Event.ObjectReorder)

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


class Choosing(QAccessibleSelectionInterface):
    """What of the canvas is selected."""

    def __init__(self, canvas: ReadableCanvas) -> None:
        super().__init__()
        self._canvas = canvas

    def selectedItemCount(self) -> int:
        return len(self._canvas.view.selection())

    def selectedItems(self) -> list[QAccessibleInterface]:
        found = (self._canvas.node(node) for node in self._canvas.view.selection())
        return [node for node in found if node is not None]

    def selectedItem(self, selectionIndex: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N803
        chosen = self._canvas.view.selection()
        return self._canvas.node(chosen[selectionIndex]) if 0 <= selectionIndex < len(chosen) else None

    def isSelected(self, childItem: QAccessibleInterface) -> bool:  # noqa: N803
        return isinstance(childItem, ReadableNode) and childItem.id in self._canvas.view.selection()

    def select(self, childItem: QAccessibleInterface) -> bool:  # noqa: N803
        if isinstance(childItem, ReadableNode):
            self._canvas.choose({*self._canvas.view.selection(), childItem.id})
        return isinstance(childItem, ReadableNode)

    def unselect(self, childItem: QAccessibleInterface) -> bool:  # noqa: N803
        if not self.isSelected(childItem) or not isinstance(childItem, ReadableNode):
            return False
        self._canvas.view.select([node for node in self._canvas.view.selection() if node != childItem.id])
        return True

    def selectAll(self) -> bool:
        self._canvas.view.select_all()
        return True

    def clear(self) -> bool:
        self._canvas.view.select(())
        return True
