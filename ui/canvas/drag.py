"""Dragging a wire: from an output or an input, or a wire that is picked up at the input where it ended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QGraphicsPathItem

from soraapp.nodekit import NodeType
from soraapp.project.graph import Port
from ui.canvas.fitting import open_inputs
from ui.canvas.gestures import TOP
from ui.canvas.node_layout import NOT_WIREABLE, Side
from ui.canvas.promoting import promote, promotes
from ui.canvas.scene import Hit, Part
from ui.canvas.wire_item import wire_path
from ui.canvas.words import tr
from ui.texts import input_title, kind_text, node_name

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

SNAP = 28.0
"""Pixels from which a wire jumps to a port that fits."""
OTHER = {Side.IN: Side.OUT, Side.OUT: Side.IN}


class WireDrag:
    """A wire with one end at a port and the other at the pointer; or all wires of an output, their beginnings there."""

    def __init__(self, canvas: Canvas, port: Port, side: Side, point: QPointF, *, every: bool = False) -> None:
        """`every` takes up all wires of an output."""
        self._canvas = canvas
        self._from = point
        self._began = False
        wires = canvas.commands.wires_at(port, side)
        self._every = every and side is Side.OUT and bool(wires)
        self._taken = wires if self._every else wires[-1:] if side is Side.IN else ()
        self._side = side
        self._fixed = (port,)
        if self._taken:
            self._side = OTHER[side]
            self._fixed = tuple(wire.target if self._every else wire.source for wire in self._taken)
        spots = [canvas.graph_scene.nodes[fixed.node].spot(self._side, fixed.name) for fixed in self._fixed]
        self._starts = [spot.point for spot in spots if spot]
        self._kind = next((spot.kind for spot in spots if spot), "")
        self._offered: dict[str, frozenset[tuple[Side, str]]] = {}
        self._target: Port | None = None
        pen = QPen(canvas.graph_scene.look.port(self._kind), 2.5)
        self._item = QGraphicsPathItem()
        self._item.setPen(pen)
        self._item.setZValue(TOP)

    @property
    def target(self) -> Port | None:
        """The port at which the wire would be connected now."""
        return self._target

    def move(self, point: QPointF) -> None:
        if not self._began:
            if (point - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            self._begin()
        self._canvas.camera.stir()
        end = self._canvas.camera.to_scene(point)
        self._unfold_below(end)
        self._target = self._nearest(end)
        if self._target:
            spot = self._canvas.graph_scene.nodes[self._target.node].spot(OTHER[self._side], self._target.name)
            end = spot.point if spot else end
        path = QPainterPath()
        for start in self._starts:
            path.addPath(wire_path(start, end) if self._side is Side.OUT else wire_path(end, start))
        self._item.setPath(path)
        self._tell(point)

    def finish(self, point: QPointF) -> None:
        self.move(point)
        began, target, hit = self._began, self._target, self._canvas.hit(point)
        self.cancel()
        if not began:
            return
        commands = self._canvas.commands
        if target is None and hit.part is Part.PORT and hit.side is OTHER[self._side]:
            target = hit.port
        if target and self._every:
            commands.rehang(self._taken, target)
        elif target:
            commands.rewire(next(iter(self._taken), None), *self._ends(target))
        elif self._promotes(hit.node):
            promote(self._canvas, self._fixed[0], self._side, self._taken)
        elif hit.node:
            self._refuse(hit)
        elif self._taken:
            commands.disconnect(self._taken)
        else:
            self._canvas.adding.search_for(self._fixed[0], self._side, self._kind, point)

    def cancel(self) -> None:
        if not self._began:
            return
        self._began = False
        self._canvas.overlay.guide("")
        self._canvas.overlay.point_out("")
        scene = self._canvas.graph_scene
        scene.removeItem(self._item)
        scene.offer(None)
        for wire in scene.lines.keys() & set(self._taken):
            scene.lines[wire].show(visible=True)

    def _begin(self) -> None:
        self._began = True
        scene = self._canvas.graph_scene
        scene.addItem(self._item)
        kind = kind_text(self._kind)
        told = (
            tr("Let go on nothing to disconnect") if self._taken else tr("Let go on nothing to add a node for {kind}")
        )
        self._canvas.overlay.guide(told.format(kind=kind))
        for wire in self._taken:
            scene.lines[wire].show(visible=False)
        self._offered = self._compatible()
        own = {fixed.node: frozenset({(self._side, fixed.name)}) for fixed in self._fixed}
        new = {node: frozenset({(OTHER[self._side], "")}) for node in scene.nodes if self._promotes(node)}
        scene.offer({**new, **own, **self._offered})

    def _compatible(self) -> dict[str, frozenset[tuple[Side, str]]]:
        """The ports of the right kind on nodes that would close no circle, without those already wired to this one."""
        graph = self._canvas.document.graph
        if self._taken:
            graph = replace(graph, wires=tuple(wire for wire in graph.wires if wire not in self._taken))
        ends = {fixed.node for fixed in self._fixed}
        circle = graph.upstream(ends) if self._side is Side.OUT else graph.downstream(ends)
        wired = {wire.target for wire in graph.wires if wire.source in self._fixed}
        wired |= {wire.source for wire in graph.wires if wire.target in self._fixed}
        found: dict[str, frozenset[tuple[Side, str]]] = {}
        if not self._kind or self._kind in NOT_WIREABLE:
            return found
        near = {port.node for port in wired}
        fitting: dict[str, frozenset[tuple[Side, str]]] = {}
        for node, item in self._canvas.graph_scene.nodes.items():
            if node in circle or item.kind is None:
                continue
            if item.kind.name not in fitting:
                fitting[item.kind.name] = self._fitting(item.kind)
            names = fitting[item.kind.name]
            if node in near:
                names = frozenset(one for one in names if Port(node, one[1]) not in wired)
            if names:
                found[node] = names
        return found

    def _fitting(self, kind: NodeType) -> frozenset[tuple[Side, str]]:
        """The ports of a kind of node that fit the wire."""
        ports = kind.inputs if self._side is Side.OUT else kind.outputs
        return frozenset((OTHER[self._side], port.name) for port in ports if port.kind == self._kind)

    def _nearest(self, end: QPointF) -> Port | None:
        """The port that fits and is near, or on the node below the pointer."""
        scene = self._canvas.graph_scene
        best, nearest = SNAP / self._canvas.camera.zoom, None
        wrong = self._canvas.graph_scene.hit(end, 8 / self._canvas.camera.zoom)
        if (
            wrong.part is Part.PORT
            and wrong.port
            and (wrong.side, wrong.port.name) not in self._offered.get(wrong.node, ())
        ):
            return None
        for node in scene.nodes_in(QRectF(end, end).adjusted(-best, -best, best, best)):
            below = scene.nodes[node].layout.rect.translated(scene.nodes[node].pos()).contains(end)
            below = below and not self._promotes(node)
            for side, name in self._best_first(node):
                spot = scene.nodes[node].layout.spots.get((side, name))
                if spot is None:
                    continue
                gap = scene.nodes[node].pos() + spot.point - end
                distance = (gap.x() ** 2 + gap.y() ** 2) ** 0.5
                if distance < best or (below and nearest is None):
                    best, nearest = min(best, distance), Port(node, name)
        return nearest

    def _best_first(self, node: str) -> list[tuple[Side, str]]:
        """The ports of a node that are offered: inputs that ask for a wire and have none come first."""
        graph, catalogue = self._canvas.document.graph, self._canvas.document.catalogue
        kind, offered = self._canvas.graph_scene.nodes[node].kind, self._offered.get(node, frozenset())
        if kind is None or not offered:
            return []
        if self._side is Side.IN:
            return [(Side.OUT, port.name) for port in kind.outputs if (Side.OUT, port.name) in offered]
        names = [port.name for port in (*open_inputs(graph, catalogue, node, filled=True), *kind.inputs)]
        return [(Side.IN, name) for name in dict.fromkeys(names) if (Side.IN, name) in offered]

    def _unfold_below(self, end: QPointF) -> None:
        """Inputs that are not shown come out when the wire is held over the row that hides them."""
        hit = self._canvas.graph_scene.hit(end, 0)
        if hit.part is Part.MORE and not self._canvas.graph_scene.nodes[hit.node].unfolded:
            self._canvas.graph_scene.unfold(hit.node, unfolded=True)

    def _tell(self, point: QPointF) -> None:
        """Say beside the pointer where the wire would end."""
        overlay, target = self._canvas.overlay, self._target
        item = self._canvas.graph_scene.nodes[target.node] if target else None
        if target is None or item is None or item.kind is None:
            new = self._promotes(self._canvas.hit(point).node)
            overlay.point_out(tr("Promote {port}").format(port=self._title()) if new else "", point.toPoint())
            return
        port = item.kind.input(target.name) if self._side is Side.OUT else item.kind.output(target.name)
        title = input_title(port).lower() if port else target.name
        overlay.point_out(f"{node_name(item.node.name)} \u00b7 {title}", point.toPoint())

    def _promotes(self, node: str) -> bool:
        """Whether the port that the wire comes from becomes one of the group when it is dropped on a node."""
        item = self._canvas.graph_scene.nodes.get(node)
        own = node in [fixed.node for fixed in self._fixed]
        return item is not None and not (own or self._every) and promotes(item.node, self._side, self._kind)

    def _title(self) -> str:
        """What the port is called that the wire comes from."""
        node, name = self._fixed[0]
        kind = self._canvas.graph_scene.nodes[node].kind
        port = (kind.output if self._side is Side.OUT else kind.input)(name) if kind else None
        return input_title(port) if port else name

    def _ends(self, port: Port) -> tuple[Port, Port]:
        return (self._fixed[0], port) if self._side is Side.OUT else (port, self._fixed[0])

    def _refuse(self, hit: Hit) -> None:
        item = self._canvas.graph_scene.nodes[hit.node]
        self._canvas.commands.refuse_node(item.node, self._kind, taking=self._side is Side.OUT)
