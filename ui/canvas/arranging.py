"""Puts nodes in order: in line, at equal distances, or laid out anew by the flow. Each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF

from soraapp.errors import GraphError
from soraapp.project import edits
from soraapp.project.frame_edits import change_frame
from soraapp.project.graph import Graph
from ui.background import Background
from ui.canvas.frame_gestures import rect_of
from ui.canvas.frame_item import TITLE
from ui.canvas.framing import AROUND
from ui.canvas.layered import Box, Link
from ui.canvas.nested import Nest, nested
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
        """What is selected, or else everything, anew from left to right by the flow; what is in a frame stays together.
        The places are found aside; where the graph is another one meanwhile, they are found again."""
        scene = self._canvas.graph_scene
        nodes, frames = scene.frames.carried()
        if len(nodes) < 2:
            nodes, frames = tuple(scene.nodes), tuple(scene.frames.items)
        graph, nest = scene.graph, self._nest(nodes, frames)
        if nest.boxes:
            self._background.do(lambda: nested(nest), lambda found: self._laid_out(graph, found), _failed)

    def _laid_out(self, graph: Graph, found: Mapping[str, Box]) -> None:
        canvas, scene = self._canvas, self._canvas.graph_scene
        if scene.graph is not graph:
            self.lay_out()
            return
        places = {name: QPointF(box.x, box.y) for name, box in found.items() if name in scene.nodes}
        rects = {name: QRectF(*box) for name, box in found.items() if name in scene.frames.items}
        drawn = [change_frame(name, rect=rect_of(rect)) for name, rect in rects.items()]
        if drawn or self._differ(places):
            canvas.commands.apply(edits.together("Lay out", [_moved(places), *drawn]))
        if len(places) == len(scene.nodes):
            canvas.camera.show(scene.bounds())

    def _nest(self, nodes: Sequence[str], frames: Sequence[str]) -> Nest:
        """Nodes and frames as boxes, what is in which frame, and the wires among the nodes."""
        scene = self._canvas.graph_scene
        boxes = {node: _box(scene.bounds((node,))) for node in nodes}
        drawn = {frame: scene.frames.items[frame].rect for frame in frames}
        by_size = sorted(drawn, key=lambda frame: (drawn[frame].width() * drawn[frame].height(), frame))
        hosts: dict[str, str] = {}
        for place, frame in enumerate(by_size):
            smaller = set(by_size[:place])  # Two of the same rectangle would lie in each other.
            for inner in (*scene.frames.nodes_inside(frame), *scene.frames.within(drawn[frame])):
                if inner in boxes or inner in smaller:
                    hosts.setdefault(inner, frame)
        links: list[Link] = []
        for wire in scene.graph.wires:
            source, target = wire.source, wire.target
            if source.node in boxes and target.node in boxes:
                start = scene.nodes[source.node].spot(Side.OUT, source.name)
                end = scene.nodes[target.node].spot(Side.IN, target.name)
                leaves = start.point.y() - boxes[source.node].y if start else 0.0
                enters = end.point.y() - boxes[target.node].y if end else 0.0
                links.append(Link(source.node, target.node, leaves, enters))
        boxes |= {frame: _box(rect) for frame, rect in drawn.items()}
        return Nest(boxes, links, hosts, AROUND, TITLE)

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
        if self._differ(places):
            self._canvas.commands.apply(edit)

    def _differ(self, places: Mapping[str, QPointF]) -> bool:
        """Whether some nodes are elsewhere now."""
        return any(self._canvas.graph_scene.nodes[node].pos() != _whole(place) for node, place in places.items())


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
