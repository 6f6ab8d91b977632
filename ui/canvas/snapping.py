"""Dragged nodes come to rest in line with others in view, or else on the grid, where that is wanted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsLineItem

from ui.canvas.grid import STEP
from ui.settings import SNAP

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

REACH = 6.0
"""Pixels from which a line draws what is dragged to itself."""
FARTHEST = 2000.0
"""Canvas units from which on others in view are not lined up with: from far away there would be too many lines."""
ABOVE = 10.0


class Snapping:
    """The lines to which the present drag is drawn. They are collected once, when it begins."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._across, self._down = Lines(()), Lines(())
        self._start = QRectF()
        self._guides: tuple[QGraphicsLineItem, ...] = ()

    @property
    def on(self) -> bool:
        return self._canvas.settings.get(SNAP)

    def toggle(self) -> None:
        self._canvas.settings.set(SNAP, not self.on)

    def begin(self, nodes: Collection[str], frames: QRectF | None = None) -> None:
        """These nodes are about to be dragged from where they are, and frames within a rectangle."""
        if not self.on:
            return
        scene = self._canvas.graph_scene
        self._start = scene.bounds(nodes) | (frames or QRectF())
        own = set(nodes)
        near = self._start.adjusted(-FARTHEST, -FARTHEST, FARTHEST, FARTHEST) & self._canvas.camera.visible()
        others = [scene.bounds([node]) for node in scene.nodes_in(near) if node not in own]
        self._across = Lines((rect.left(), rect.right(), rect.top(), rect.bottom()) for rect in others)
        self._down = Lines((rect.top(), rect.bottom(), rect.left(), rect.right()) for rect in others)

    def step(self, step: QPointF) -> QPointF:
        """The step from the start that is taken instead of a step, and the guides for it are shown."""
        if not self.on:
            return step
        rect, reach = self._start.translated(step), REACH / self._canvas.camera.zoom
        x = self._across.nearest((rect.left(), rect.center().x(), rect.right()), reach)
        y = self._down.nearest((rect.top(), rect.center().y(), rect.bottom()), reach)
        moved = QPointF(
            step.x() + x[0] if x else _on_grid(rect.left()) - self._start.left(),
            step.y() + y[0] if y else _on_grid(rect.top()) - self._start.top(),
        )
        rect = self._start.translated(moved)
        vertical = self._across.span(x[1], rect.top(), rect.bottom()) if x else None
        level = self._down.span(y[1], rect.left(), rect.right()) if y else None
        self._show(
            QLineF(x[1], vertical[0], x[1], vertical[1]) if x and vertical else None,
            QLineF(level[0], y[1], level[1], y[1]) if y and level else None,
        )
        return moved

    def end(self) -> None:
        """The drag is over."""
        for guide in self._guides:
            self._canvas.graph_scene.removeItem(guide)
        self._guides = ()

    def _show(self, *lines: QLineF | None) -> None:
        if not self._guides:
            self._guides = tuple(self._guide() for _ in lines)
        for guide, line in zip(self._guides, lines, strict=True):
            guide.setVisible(line is not None)
            if line:
                guide.setLine(line)

    def _guide(self) -> QGraphicsLineItem:
        pen = QPen(self._canvas.graph_scene.look.color("accent"), 1, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        guide = QGraphicsLineItem()
        guide.setPen(pen)
        guide.setZValue(ABOVE)
        self._canvas.graph_scene.addItem(guide)
        return guide


class Lines:
    """Where edges and middles are along one axis, in order."""

    def __init__(self, stretches: Iterable[tuple[float, float, float, float]]) -> None:
        """Of each: begin and end along the axis, begin and end across it."""
        self._spans: dict[float, tuple[float, float]] = {}
        for begin, end, low, high in stretches:
            for at in (begin, (begin + end) / 2, end):
                known = self._spans.get(at, (low, high))
                self._spans[at] = min(known[0], low), max(known[1], high)
        self._places = sorted(self._spans)

    def nearest(self, places: Collection[float], reach: float) -> tuple[float, float] | None:
        """How far to go so that one of the places is on a line, and that line; None where none is within reach."""
        best: tuple[float, float] | None = None
        for place in places:
            index = bisect_left(self._places, place)
            for line in self._places[max(0, index - 1) : index + 1]:
                if abs(line - place) <= (abs(best[0]) if best else reach):
                    best = line - place, line
        return best

    def span(self, line: float, low: float, high: float) -> tuple[float, float]:
        """From where to where a guide goes: past all that is on the line, and what is dragged."""
        known = self._spans[line]
        return min(known[0], low), max(known[1], high)


def _on_grid(place: float) -> float:
    return round(place / STEP) * STEP
