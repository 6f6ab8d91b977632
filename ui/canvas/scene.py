"""The nodes and wires on the canvas: shows a graph by touching only what differs from the graph shown before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from soraapp.catalogue import Catalogue
from soraapp.project.graph import Graph, Port, Wire
from ui.canvas.boxes import Boxes
from ui.canvas.frames import Frames
from ui.canvas.hits import Hit, Part, part_of
from ui.canvas.look import Look
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import Layouts, Ports, Side
from ui.canvas.wire_item import WireLine
from ui.canvas.wires import Wires
from ui.node_state import NodeState

AFLOAT = 10.0
"""The height above the canvas from which on items come and go with what the pointer does."""


class GraphScene(QGraphicsScene):
    """Items by node id and by wire, and what of them is selected."""

    selection_changed = Signal()
    graph_changed = Signal()
    """Another graph is shown, or another version of it."""

    def __init__(
        self, catalogue: Catalogue, state_of: Callable[[str], NodeState], look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.look = look
        self.nodes: dict[str, NodeItem] = {}
        self.wires = Wires(look)
        self.addItem(self.wires)
        self.afloat: dict[QGraphicsItem, None] = {}
        """What moves with the pointer now, above all else."""
        self.offering: Mapping[str, frozenset[tuple[Side, str]]] | None = None
        """While a wire is dragged: the ports where it may end, by node."""
        self.selected_nodes: tuple[str, ...] = ()
        self.selected_wires: frozenset[Wire] = frozenset()
        self.graph = Graph()
        self._state_of = state_of
        self._layouts = Layouts(catalogue)
        self._kinds = catalogue.now
        self._wires_of: dict[str, set[Wire]] = {}
        self._bodies = Boxes[str]()
        self.frames = Frames(self)

    @property
    def lines(self) -> dict[Wire, WireLine]:
        """The lines by wire."""
        return self.wires.lines

    # What is shown

    def show_graph(self, graph: Graph) -> set[str]:
        """Show another graph; the ids of the nodes that were touched."""
        before, self.graph = self.graph, graph
        nodes_same, wires_same = before.nodes is graph.nodes, before.wires is graph.wires
        gone = set() if wires_same else set(self.lines).difference(graph.wires)
        new = () if wires_same else [wire for wire in graph.wires if wire not in self.lines]
        for wire in gone:
            self._remove_wire(wire)
        removed = [] if nodes_same else [node for node in self.nodes if node not in graph.nodes]
        for node in removed:
            self.removeItem(self.nodes.pop(node))
            self._bodies.drop(node)
            self._wires_of.pop(node, None)
        for wire in new:
            for end in (wire.source.node, wire.target.node):
                self._wires_of.setdefault(end, set()).add(wire)
        touched = {port.node for wire in (*gone, *new) for port in wire_ends(wire)} & graph.nodes.keys()
        touched |= self._drop_outdated()
        if not nodes_same:
            touched.update(node for node, value in graph.nodes.items() if before.nodes.get(node) is not value)
        for node in touched:
            self._show_node(node)
        for wire in new:
            self._add_wire(wire)
        self._placed(touched)
        if before.frames is not graph.frames:
            self.frames.show(graph.frames)
        self._keep_selection(graph)
        self.graph_changed.emit()
        return touched

    def _drop_outdated(self) -> set[str]:
        """Drop the items of groups that have other ports than before; they are made anew."""
        before, self._kinds = self._kinds, self.catalogue.now
        if before is self._kinds:
            return set()
        outdated = {node for node, item in self.nodes.items() if item.kind != self._kinds.get(item.node.kind)}
        for node in outdated:
            self.removeItem(self.nodes.pop(node))
        return outdated

    def show_state(self, node: str) -> None:
        item = self.nodes.get(node)
        if item is not None:
            layout = item.layout
            item.show_state(self._state_of(node))
            if item.layout is not layout:  # Else its ports are where they were.
                self._placed([node])

    def show_look(self, look: Look) -> None:
        self.look = look
        self.frames.show_look(look)
        for shown in (*self.nodes.values(), self.wires):
            shown.show_look(look)

    def unfold(self, node: str, unfolded: bool) -> None:
        self.nodes[node].unfold(unfolded)
        self._placed([node])

    def move_nodes(self, positions: dict[str, QPointF]) -> None:
        """Move nodes on the canvas alone; the document does not know."""
        for node, position in positions.items():
            self.nodes[node].setPos(position)
        self._placed(positions)

    def offer(self, ports: Mapping[str, frozenset[tuple[Side, str]]] | None) -> None:
        """Show where a wire may end; None at other times."""
        self.offering = ports
        self.update()

    def lines_of(self, nodes: Collection[str]) -> list[WireLine]:
        """The lines of the wires of nodes."""
        return [self.lines[wire] for wire in {wire: None for node in nodes for wire in self._wires_of.get(node, ())}]

    def addItem(self, item: QGraphicsItem) -> None:
        super().addItem(item)
        if item.zValue() >= AFLOAT:
            self.afloat[item] = None

    def removeItem(self, item: QGraphicsItem) -> None:
        self.afloat.pop(item, None)
        super().removeItem(item)

    def _show_node(self, node: str) -> None:
        value = self.graph.nodes[node]
        item = self.nodes.get(node)
        wired = self._ports(node)
        if item is not None and item.node.kind == value.kind:
            item.show_node(value, wired)
            return
        if item is not None:
            self.removeItem(item)
        kind = self.catalogue.get(value.kind)
        item = NodeItem(value, kind, self.look, self._layouts, wired, self._state_of(node))
        if node in self.selected_nodes:
            item.change_appearance(selected=True)
        self.nodes[node] = item
        self.addItem(item)

    def _ports(self, node: str) -> Ports:
        wires = self._wires_of.get(node, ())
        inputs = frozenset(wire.target.name for wire in wires if wire.target.node == node)
        return Ports(inputs, frozenset(wire.source.name for wire in wires if wire.source.node == node))

    def _add_wire(self, wire: Wire) -> None:
        item = self.nodes.get(wire.source.node)
        spot = item.spot(Side.OUT, wire.source.name) if item else None
        self.wires.add(wire, spot.kind if spot else "")

    def _remove_wire(self, wire: Wire) -> None:
        self.wires.remove(wire)
        for port in wire_ends(wire):
            self._wires_of.get(port.node, set()).discard(wire)

    def _placed(self, nodes: Iterable[str]) -> None:
        """Nodes are somewhere else, or of another size."""
        for node in nodes:
            self._bodies.put(node, self.nodes[node].body())
        for wire in {wire for node in nodes for wire in self._wires_of.get(node, ())}:
            source, target = self.nodes.get(wire.source.node), self.nodes.get(wire.target.node)
            start = source.spot(Side.OUT, wire.source.name) if source else None
            end = target.spot(Side.IN, wire.target.name) if target else None
            line = self.lines[wire]
            line.show(visible=start is not None and end is not None)
            if start and end:
                line.lay(start.point, end.point)

    # What is selected

    def select(self, nodes: Collection[str], wires: Collection[Wire] = (), frames: Collection[str] = ()) -> None:
        """Select these and nothing else."""
        chosen = tuple(node for node in dict.fromkeys(nodes) if node in self.nodes)
        chosen_wires = frozenset(wire for wire in wires if wire in self.lines)
        chosen_frames = self.frames.known(frames)
        now = self.selected_nodes, self.selected_wires, self.frames.selected
        if (chosen, chosen_wires, chosen_frames) == now:
            return
        self.frames.mark(chosen_frames)
        now_chosen = set(chosen)
        for node in now_chosen.symmetric_difference(self.selected_nodes):
            if node in self.nodes:
                self.nodes[node].change_appearance(selected=node in now_chosen)
        for wire in self.selected_wires ^ chosen_wires:
            if wire in self.lines:
                self.lines[wire].select(selected=wire in chosen_wires)
        self.selected_nodes, self.selected_wires = chosen, chosen_wires
        self.selection_changed.emit()

    def _keep_selection(self, graph: Graph) -> None:
        gone = self.frames.known(self.frames.selected) != self.frames.selected
        gone = gone or any(node not in graph.nodes for node in self.selected_nodes)
        if gone or self.selected_wires - self.lines.keys():
            self.select(self.selected_nodes, self.selected_wires, self.frames.selected)

    # Where things are

    def hit(self, point: QPointF, reach: float) -> Hit:
        """What is under a scene point; ports and wires within `reach` of it count."""
        around = max(reach, 0.5)
        items = self._nodes_near(QRectF(point, point).adjusted(-around, -around, around, around))
        for item in items:
            if found := item.port_near(point, reach):
                return Hit(Part.PORT, item.node.id, found[1], found[0])
        for item in items:
            local = point - item.pos()
            if item.layout.rect.contains(local):
                return Hit(part_of(item, local), item.node.id)
        wire = self.wire_near(point, reach)
        return Hit(Part.WIRE, wire=wire) if wire else Hit(Part.NOTHING)

    def wire_near(self, point: QPointF, reach: float) -> Wire | None:
        """The wire that is at most `reach` from a scene point, whatever is above it."""
        around = QRectF(point, point).adjusted(-reach, -reach, reach, reach)
        return next((line.wire for line in self.wires.near(around) if line.near(point, reach)), None)

    def nodes_in(self, rect: QRectF) -> list[str]:
        """The nodes whose body a rectangle touches."""
        return self._bodies.near(rect)

    def wires_across(self, line: QLineF) -> list[Wire]:
        area = QRectF(line.p1(), line.p2()).normalized()
        return [wire.wire for wire in self.wires.near(area) if wire.crosses(line)]

    def bounds(self, nodes: Collection[str] | None = None) -> QRectF:
        """The rectangle around the given nodes, or around all nodes and frames."""
        if nodes is None:
            return self.frames.bounds() | self._bodies.whole()
        found = QRectF()
        for node in nodes:
            found |= self.nodes[node].body()
        return found

    def selected_bounds(self) -> QRectF:
        """The rectangle around the selected nodes and frames."""
        return self.bounds(self.selected_nodes) | self.frames.bounds(self.frames.selected)

    def _nodes_near(self, rect: QRectF) -> list[NodeItem]:
        mode, order = Qt.ItemSelectionMode.IntersectsItemBoundingRect, Qt.SortOrder.DescendingOrder
        return [item for item in self.items(rect, mode, order) if isinstance(item, NodeItem)]


def wire_ends(wire: Wire) -> tuple[Port, Port]:
    return wire.source, wire.target
