"""Wires by keyboard: two selected nodes are connected at once; from a single one a list of all that fits is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsPathItem

from soraapp.errors import GraphError
from soraapp.nodekit import Input, Output, Prompt
from soraapp.project.graph import Port, Wire
from ui.canvas.fitting import appeal, obvious_wires
from ui.canvas.gestures import TOP
from ui.canvas.node_layout import Side
from ui.canvas.search import match
from ui.canvas.search_popup import Question
from ui.canvas.wire_item import wire_path
from ui.canvas.words import tr
from ui.texts import input_title, node_name

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

MOST = 100
"""Nodes that are offered at a time."""
BY_HAND, TAKEN = 3, 4
"""Ranks after those of `fitting`: inputs that are mostly set by hand, and those that have a wire already."""


@dataclass(frozen=True)
class WireOffer:
    """A wire that could be drawn between the selected node and another one."""

    wire: Wire
    title: str
    """The name of the other node."""
    aside: str
    """The two ports."""
    help: str
    shape: str
    names: tuple[str, ...]
    key: str = ""
    groups: tuple[str, ...] = ()


class Way(NamedTuple):
    """A wire that is possible, between which ports, and how little the input asks for it."""

    rank: int
    wire: Wire
    output: Output
    entry: Input


class Connecting:
    """Connects what is selected."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._drawn: QGraphicsPathItem | None = None

    def begin(self) -> None:
        """Connect the two selected nodes, or ask where a wire of the one selected node goes."""
        chosen = self._canvas.selection()
        if len(chosen) == 2:
            self._join(*chosen)
        elif len(chosen) == 1:
            self._ask(chosen[0])
        else:
            remedy = "Select the node to connect, or the two to connect with each other."
            self._canvas.commands.refuse(GraphError("Nothing is connected.", remedy=remedy))

    def _join(self, first: str, second: str) -> None:
        """The left one feeds the right one where it can, or else the other way round."""
        canvas, graph, catalogue = self._canvas, self._canvas.document.graph, self._canvas.document.catalogue
        ordered = sorted((first, second), key=lambda node: graph.nodes[node].position[0])
        for source, target in (ordered, ordered[::-1]):
            if wires := obvious_wires(graph, catalogue, [source], target, shared=True, filled=True):
                canvas.commands.rewire(None, wires[0].source, wires[0].target)
                return
        names = [node_name(graph.nodes[node].name) for node in ordered]
        canvas.commands.refuse(
            GraphError(
                "{first} and {second} have no free ports that fit.",
                remedy="Drag a wire to the port that it is meant for.",
                first=names[0],
                second=names[1],
            )
        )

    def _ask(self, node: str) -> None:
        canvas = self._canvas
        around = canvas.viewportTransform().mapRect(canvas.graph_scene.bounds([node]))
        point = QPointF(around.left(), around.bottom() + 8).toPoint()
        name = node_name(canvas.document.graph.nodes[node].name)
        question = Question[WireOffer](
            (),
            lambda offer: canvas.commands.rewire(None, offer.wire.source, offer.wire.target),
            tr("Connect {node} with").format(node=name),
            tr("There is no node that it could be connected with."),
            find=lambda query: self.offers(node, query),
            consider=self._draw,
        )
        canvas.adding.popup.open_at(point, question)

    def offers(self, node: str, query: str = "") -> list[WireOffer]:
        """The wires that can be drawn between a node and the nearest others, or the nearest that have a word of a query
        in their names: those from it before those to it, and of these first those for which an input asks most."""
        graph = self._canvas.document.graph
        before, behind = graph.upstream([node]), graph.downstream([node])
        found: list[tuple[bool, int, int, Way]] = []
        for place, other in enumerate(self._nearest(node, query)):
            if other not in before:
                found += [(False, way.rank, place, way) for way in self._between(node, other)]
            if other not in behind:
                found += [(True, way.rank, place, way) for way in self._between(other, node)]
        found.sort(key=lambda item: item[:3])
        return [self._offer(item[3], node) for item in found]

    def _nearest(self, node: str, query: str) -> list[str]:
        """Other nodes, the nearest first."""
        nodes, words = self._canvas.document.graph.nodes, query.casefold().split()
        x, y = nodes[node].position
        named = [
            other for other in nodes.values() if not words or any(match(word, node_name(other.name)) for word in words)
        ]
        near = nsmallest(
            MOST, named or nodes.values(), key=lambda other: abs(other.position[0] - x) + abs(other.position[1] - y)
        )
        return [other.id for other in near if other.id != node]

    def _between(self, source: str, target: str) -> Iterator[Way]:
        """Each wire from a node to another one."""
        graph, catalogue = self._canvas.document.graph, self._canvas.document.catalogue
        giving, taking = catalogue.get(graph.nodes[source].kind), catalogue.get(graph.nodes[target].kind)
        if giving is None or taking is None:
            return
        into = graph.incoming.get(target, ())
        for output in giving.outputs:
            for entry in taking.inputs:
                wire = Wire(Port(source, output.name), Port(target, entry.name))
                rank = appeal(taking, entry)
                if (
                    entry.kind != output.kind
                    or wire in into
                    or (rank is None and not isinstance(entry.control, Prompt))
                ):
                    continue
                taken = not entry.many and any(other.target == wire.target for other in into)
                yield Way(TAKEN if taken else BY_HAND if rank is None else rank, wire, output, entry)

    def _offer(self, way: Way, node: str) -> WireOffer:
        graph = self._canvas.document.graph
        _, wire, output, entry = way
        other = node_name(graph.nodes[_other(wire, node)].name)
        given, taken = input_title(output).lower(), input_title(entry).lower()
        forward = wire.source.node == node
        ports = f"{given} \u2192 {taken}" if forward else f"{taken} \u2190 {given}"
        text = tr("Feeds its {input}") if forward else tr("Gives what {input} takes")
        told = text.format(input=taken)
        into = graph.incoming.get(wire.target.node, ()) if not entry.many else ()
        if before := next((old for old in into if old.target == wire.target), None):
            told = tr("Takes the place of the wire from {node}").format(
                node=node_name(graph.nodes[before.source.node].name)
            )
        return WireOffer(wire, other, ports, told, output.kind, (given, taken))

    def _draw(self, offer: WireOffer | None) -> None:
        """Show the wire that would be drawn."""
        scene = self._canvas.graph_scene
        if self._drawn:
            scene.removeItem(self._drawn)
            self._drawn = None
        if offer is None:
            return
        source, target = scene.nodes.get(offer.wire.source.node), scene.nodes.get(offer.wire.target.node)
        start = source.spot(Side.OUT, offer.wire.source.name) if source else None
        end = target.spot(Side.IN, offer.wire.target.name) if target else None
        if start and end:
            self._drawn = QGraphicsPathItem(wire_path(start.point, end.point))
            self._drawn.setPen(QPen(scene.look.color("accent"), 2.5, Qt.PenStyle.DashLine))
            self._drawn.setZValue(TOP)
            scene.addItem(self._drawn)


def _other(wire: Wire, node: str) -> str:
    return wire.target.node if wire.source.node == node else wire.source.node
