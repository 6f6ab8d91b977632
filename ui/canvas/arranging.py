"""Puts nodes in order: in line, at equal distances, or laid out anew by the flow. Each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF

from soraapp.errors import GraphError
from soraapp.project import edits
from soraapp.project.graph import Graph
from ui.background import Background
from ui.canvas.layered import Box, Link, layered
from ui.canvas.node_layout import Side

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

FEWEST_TO_SPREAD = 3


class Arranging(QObject):
    """What is selected in another order. Places are the corners of nodes."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._background = Background(self)

    def align_left(self) -> None:
        self._align(lambda rect, all_: QPointF(all_.left(), rect.top()))

    def align_right(self) -> None:
        self._align(lambda rect, all_: QPointF(all_.right() - rect.width(), rect.top()))

    def align_top(self) -> None:
        self._align(lambda rect, all_: QPointF(rect.left(), all_.top()))

    def align_bottom(self) -> None:
        self._align(lambda rect, all_: QPointF(rect.left(), all_.bottom() - rect.height()))

    def align_centers(self) -> None:
        """Beneath each other: their middles on one vertical line."""
        self._align(lambda rect, all_: QPointF(all_.center().x() - rect.width() / 2, rect.top()))

    def align_middles(self) -> None:
        """Beside each other: their middles on one level."""
        self._align(lambda rect, all_: QPointF(rect.left(), all_.center().y() - rect.height() / 2))

    def distribute_across(self) -> None:
        """With equal gaps from left to right, between the outermost."""
        if rects := self._chosen(FEWEST_TO_SPREAD):
            order = sorted(rects, key=lambda node: (rects[node].left(), node))
            lefts = _spread([(rects[node].left(), rects[node].width()) for node in order])
            places = {node: QPointF(left, rects[node].top()) for node, left in zip(order, lefts, strict=True)}
            self._apply(places, edits.together("Distribute", [_moved(places)]))

    def distribute_down(self) -> None:
        """With equal gaps from top to bottom, between the outermost."""
        if rects := self._chosen(FEWEST_TO_SPREAD):
            order = sorted(rects, key=lambda node: (rects[node].top(), node))
            tops = _spread([(rects[node].top(), rects[node].height()) for node in order])
            places = {node: QPointF(rects[node].left(), top) for node, top in zip(order, tops, strict=True)}
            self._apply(places, edits.together("Distribute", [_moved(places)]))

    def lay_out(self) -> None:
        """The selected nodes, or else all, anew from left to right by the flow. The places are found aside; where the
        graph is another one meanwhile, they are found again."""
        canvas = self._canvas
        graph = canvas.graph_scene.graph
        nodes = canvas.selection() if len(canvas.selection()) > 1 else tuple(graph.nodes)
        boxes, links = self._flow(graph, nodes)
        if boxes:
            self._background.do(lambda: layered(boxes, links), lambda found: self._laid_out(graph, found), _failed)

    def _laid_out(self, graph: Graph, found: Mapping[str, tuple[float, float]]) -> None:
        if self._canvas.graph_scene.graph is not graph:
            self.lay_out()
            return
        places = {node: QPointF(*place) for node, place in found.items()}
        self._apply(places, edits.together("Lay out", [_moved(places)]))
        self._canvas.camera.show(self._canvas.graph_scene.bounds(found))

    def _flow(self, graph: Graph, nodes: tuple[str, ...]) -> tuple[dict[str, Box], list[Link]]:
        items = self._canvas.graph_scene.nodes
        boxes = {node: _box(items[node].layout.rect.translated(items[node].pos())) for node in nodes}
        links: list[Link] = []
        for wire in graph.wires:
            source, target = wire.source, wire.target
            if source.node in boxes and target.node in boxes:
                start = items[source.node].spot(Side.OUT, source.name)
                end = items[target.node].spot(Side.IN, target.name)
                leaves = start.point.y() - boxes[source.node].y if start else 0.0
                enters = end.point.y() - boxes[target.node].y if end else 0.0
                links.append(Link(source.node, target.node, leaves, enters))
        return boxes, links

    def _align(self, place: Callable[[QRectF, QRectF], QPointF]) -> None:
        if rects := self._chosen(2):
            around = self._canvas.graph_scene.bounds(rects)
            places = {node: place(rect, around) for node, rect in rects.items()}
            self._apply(places, edits.together("Align", [_moved(places)]))

    def _chosen(self, fewest: int) -> dict[str, QRectF]:
        """The selected nodes and where they are; too few are refused."""
        scene = self._canvas.graph_scene
        if len(scene.selected_nodes) < fewest:
            error = GraphError("There is nothing to arrange.", remedy="Select {count} nodes or more.", count=fewest)
            self._canvas.commands.refuse(error)
            return {}
        return {node: scene.bounds([node]) for node in scene.selected_nodes}

    def _apply(self, places: Mapping[str, QPointF], edit: edits.Edit) -> None:
        if any(self._canvas.graph_scene.nodes[node].pos() != _whole(place) for node, place in places.items()):
            self._canvas.commands.apply(edit)


def _moved(places: Mapping[str, QPointF]) -> edits.Edit:
    whole = {node: _whole(place) for node, place in places.items()}
    return edits.move({node: (place.x(), place.y()) for node, place in whole.items()})


def _whole(place: QPointF) -> QPointF:
    return QPointF(round(place.x()), round(place.y()))


def _spread(stretches: list[tuple[float, float]]) -> list[float]:
    """Where stretches of (begin, length) begin when the gaps between them are equal and the outer ends stay."""
    begin, end = stretches[0][0], max(start + length for start, length in stretches)
    gap = (end - begin - sum(length for _, length in stretches)) / (len(stretches) - 1)
    found: list[float] = []
    for _, length in stretches:
        found.append(begin)
        begin += length + gap
    return found


def _box(rect: QRectF) -> Box:
    return Box(rect.left(), rect.top(), rect.width(), rect.height())


def _failed(error: Exception) -> None:
    raise error
