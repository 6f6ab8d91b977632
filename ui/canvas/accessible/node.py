"""A node, its ports and its wires for assistive technology."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface

from soraapp.project.graph import Port, Wire
from ui.canvas.accessible.part import Deed, Part, Relations
from ui.canvas.accessible.wording import end_words, node_words, port_title, port_value, port_words, ports_of, tr
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import Side
from ui.canvas.words import spoken
from ui.node_state import Phase

if TYPE_CHECKING:
    from ui.canvas.accessible.contents import Contents

FLOWS = QAccessible.RelationFlag
HALF = 8.0
"""Canvas units around the middle of a port."""


class ReadableNode(Part):
    """A node: its name with its state; its ports are its children."""

    def __init__(self, canvas: Contents, node: str) -> None:
        self.canvas, self.id = canvas, node
        self._ports: dict[tuple[Side, str], ReadablePort] = {}
        super().__init__(canvas.view, canvas.top)

    @property
    def item(self) -> NodeItem | None:
        return self.canvas.view.graph_scene.nodes.get(self.id)

    def isValid(self) -> bool:
        return self.canvas.alive and self.item is not None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def parent(self) -> QAccessibleInterface:
        return self.canvas.top

    def place(self) -> QRectF:
        return self.item.layout.rect.translated(self.item.pos()) if self.item else QRectF()

    def parts(self) -> list[Part]:
        return [self.port(*key) for key in ports_of(self.item)] if self.item else []

    def port(self, side: Side, name: str) -> ReadablePort:
        if (side, name) not in self._ports:
            self._ports[side, name] = ReadablePort(self, side, name)
        return self._ports[side, name]

    def made(self) -> list[Part]:
        """This and all within it that anyone has asked for."""
        ports = self._ports.values()
        return [self, *ports, *(wire for port in ports for wire in port.wires.values())]

    def words(self, text: QAccessible.Text) -> str:
        assert self.item is not None
        if text is QAccessible.Text.Name:
            return spoken(self.item.node, self.item.state)
        if text is not QAccessible.Text.Description:
            return ""
        nodes, wires = self.canvas.view.graph_scene.nodes, self.canvas.wires_of(self.id)
        takes = [
            tr("{input} from {end}").format(
                input=port_title(self.item, Side.IN, wire.target.name),
                end=end_words(nodes.get(wire.source.node), Side.OUT, wire.source),
            )
            for wire in wires
            if wire.target.node == self.id
        ]
        feeds = [
            tr("{output} to {end}").format(
                output=port_title(self.item, Side.OUT, wire.source.name),
                end=end_words(nodes.get(wire.target.node), Side.IN, wire.target),
            )
            for wire in wires
            if wire.source.node == self.id
        ]
        return node_words(self.item, takes, feeds)

    def state(self) -> QAccessible.State:
        state = super().state()
        if self.item is None:
            return state
        chosen = self.canvas.view.selection()
        state.selectable = state.multiSelectable = state.focusable = state.movable = 1
        state.selected = int(self.id in chosen)
        state.focused = int(self.canvas.view.hasFocus() and chosen[-1:] == (self.id,))
        state.busy = int(self.item.state.phase is Phase.RUNNING)
        return state

    def relations(self, match: QAccessible.RelationFlag = FLOWS.AllRelations) -> Relations:
        """The nodes that feed it and those that it feeds."""
        if not self.isValid():
            return []
        found: Relations = []
        for wire in self.canvas.wires_of(self.id):
            way = FLOWS.FlowsFrom if wire.target.node == self.id else FLOWS.FlowsTo
            other = self.canvas.node(wire.source.node if way is FLOWS.FlowsFrom else wire.target.node)
            if other is not None and way & match and (other, way) not in found:
                found.append((other, way))
        return found

    def deeds(self) -> Mapping[str, Deed]:
        view = self.canvas.view
        return {
            "Press": Deed(tr("Select"), self._select),
            "Open": Deed(tr("Open"), lambda: (self._select(), view.activate_selection())),
            "Rename": Deed(tr("Rename"), lambda: (self._select(), view.rename_selection())),
            "Delete": Deed(tr("Delete"), lambda: (self._select(), view.delete_selection())),
            "ShowMenu": Deed(tr("Menu"), self._menu),
        }

    def _select(self) -> None:
        self.canvas.choose([self.id])

    def _menu(self) -> None:
        self._select()
        self.canvas.view.open_menu(self.canvas.view.viewportTransform().map(self.place().center()))


class ReadablePort(Part):
    """A port: what it is, what is set there, and where its wires lead. The wires into an input are its children."""

    def __init__(self, node: ReadableNode, side: Side, name: str) -> None:
        self.node, self.side, self.name = node, side, name
        self.wires: dict[Wire, ReadableWire] = {}
        super().__init__(node.view, node)

    @property
    def port(self) -> Port:
        return Port(self.node.id, self.name)

    def isValid(self) -> bool:
        item = self.node.item
        return self.node.isValid() and item is not None and (self.side, self.name) in ports_of(item)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Button

    def place(self) -> QRectF:
        spot = self.node.item.spot(self.side, self.name) if self.node.item else None
        middle = spot.point if spot else QPointF()
        return QRectF(middle.x() - HALF, middle.y() - HALF, 2 * HALF, 2 * HALF)

    def found(self) -> list[Wire]:
        """The wires at this port."""
        wires = self.node.canvas.wires_of(self.node.id)
        return [wire for wire in wires if (wire.target if self.side is Side.IN else wire.source) == self.port]

    def parts(self) -> list[Part]:
        return [self.wire(wire) for wire in self.found()] if self.side is Side.IN else []

    def wire(self, wire: Wire) -> ReadableWire:
        if wire not in self.wires:
            self.wires[wire] = ReadableWire(self, wire)
        return self.wires[wire]

    def words(self, text: QAccessible.Text) -> str:
        assert self.node.item is not None
        if text is QAccessible.Text.Name:
            return port_words(self.node.item, self.side, self.name)
        if text is QAccessible.Text.Value:
            return port_value(self.node.item, self.side, self.name)
        if text is not QAccessible.Text.Description:
            return ""
        nodes = self.node.canvas.view.graph_scene.nodes
        ends = [
            end_words(nodes.get(wire.source.node), Side.OUT, wire.source)
            if self.side is Side.IN
            else end_words(nodes.get(wire.target.node), Side.IN, wire.target)
            for wire in self.found()
        ]
        return tr("connected with {ends}").format(ends="; ".join(ends)) if ends else tr("not connected")

    def relations(self, match: QAccessible.RelationFlag = FLOWS.AllRelations) -> Relations:
        """The ports at the other ends of its wires."""
        way = FLOWS.FlowsFrom if self.side is Side.IN else FLOWS.FlowsTo
        if not self.isValid() or not way & match:
            return []
        other = Side.OUT if self.side is Side.IN else Side.IN
        ends = [wire.source if self.side is Side.IN else wire.target for wire in self.found()]
        nodes = [(self.node.canvas.node(end.node), end.name) for end in ends]
        return [(node.port(other, name), way) for node, name in nodes if node is not None]

    def deeds(self) -> Mapping[str, Deed]:
        begun, canvas = self.node.canvas.begun, self.node.canvas
        title = tr("Connect here") if begun is not None and begun[0] is not self.side else tr("Connect from here")
        deeds = {
            "Press": Deed(title, lambda: canvas.connect_at(self.side, self.port)),
        }
        if wires := self.found():
            deeds["Disconnect"] = Deed(tr("Disconnect"), lambda: canvas.view.commands.disconnect(wires))
        return deeds


class ReadableWire(Part):
    """A wire, at the input that it feeds."""

    def __init__(self, port: ReadablePort, wire: Wire) -> None:
        self.target, self.shown = port, wire
        super().__init__(port.view, port)

    def isValid(self) -> bool:
        return self.target.isValid() and self.shown in self.target.node.canvas.view.graph_scene.lines

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Link

    def place(self) -> QRectF:
        return self.target.node.canvas.view.graph_scene.lines[self.shown].path.controlPointRect()

    def words(self, text: QAccessible.Text) -> str:
        if text is not QAccessible.Text.Name:
            return ""
        item = self.target.node.canvas.view.graph_scene.nodes.get(self.shown.source.node)
        return tr("wire from {end}").format(end=end_words(item, Side.OUT, self.shown.source))

    def deeds(self) -> Mapping[str, Deed]:
        canvas = self.target.node.canvas
        return {
            "Press": Deed(tr("Go to where it comes from"), lambda: canvas.choose([self.shown.source.node])),
            "Disconnect": Deed(tr("Disconnect"), lambda: canvas.view.commands.disconnect([self.shown])),
        }
