"""A wire as it is shown: its curve, where that is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from soraapp.project.graph import Wire
from ui.canvas.look import Look

SAMPLES = 24
STROKE = 12.0
"""Canvas units around the curve that its stroke may take, also from far away."""


def wire_path(start: QPointF, end: QPointF) -> QPainterPath:
    """A curve that leaves an output to the right and enters an input from the left."""
    bend = _bend(start, end)
    path = QPainterPath(start)
    path.cubicTo(start.x() + bend, start.y(), end.x() - bend, end.y(), end.x(), end.y())
    return path


def _bend(start: QPointF, end: QPointF) -> float:
    """How far the curve strives straight ahead at its ends."""
    run, rise = end.x() - start.x(), abs(end.y() - start.y())
    return max(run * 0.5, 24.0) if run > 0 else min(48.0 - run * 0.35 + rise * 0.1, 220.0)


def _box(start: QPointF, end: QPointF) -> QRectF:
    """Around the curve and its stroke."""
    bend = _bend(start, end)
    left, right = min(start.x(), end.x() - bend) - STROKE, max(end.x(), start.x() + bend) + STROKE
    top, bottom = min(start.y(), end.y()) - STROKE, max(start.y(), end.y()) + STROKE
    return QRectF(left, top, right - left, bottom - top)


class WireLine:
    """The line of one wire. `changed` is told each part of the scene that looks different."""

    def __init__(self, wire: Wire, kind: str, changed: Callable[[WireLine, QRectF], None]) -> None:
        self.wire, self.kind = wire, kind
        self.box = QRectF()
        """Around the curve and its stroke."""
        self._ends = QPointF(), QPointF()
        self._path: QPainterPath | None = None
        self.visible, self.selected = True, False
        self._changed = changed
        self._points: list[QPointF] = []

    def lay(self, start: QPointF, end: QPointF) -> None:
        """Go from a point of the scene to another."""
        before, self.box = self.box, _box(start, end)
        self._ends, self._path, self._points = (start, end), None, []
        if not before.isNull():
            self._changed(self, before)
        self._changed(self, self.box)

    @property
    def path(self) -> QPainterPath:
        """The curve; made when first asked for."""
        if self._path is None:
            self._path = wire_path(*self._ends)
        return self._path

    def show(self, *, visible: bool) -> None:
        if visible != self.visible:
            self.visible = visible
            self._changed(self, self.box)

    def select(self, *, selected: bool) -> None:
        if selected != self.selected:
            self.selected = selected
            self._changed(self, self.box)

    def draw(self, painter: QPainter, look: Look, *, far: bool) -> None:
        painter.setPen(look.wire(self.kind, selected=self.selected, far=far))
        painter.drawPath(self.path)

    @property
    def points(self) -> list[QPointF]:
        """The curve as a chain of short lines; made when first asked for."""
        if not self._points:
            self._points = [self.path.pointAtPercent(index / SAMPLES) for index in range(SAMPLES + 1)]
        return self._points

    def near(self, point: QPointF, reach: float) -> bool:
        """Whether a point is at most `reach` from the wire."""
        if not self.box.adjusted(-reach, -reach, reach, reach).contains(point):
            return False
        pairs = pairwise(self.points)
        return any(_distance(point, first, second) <= reach for first, second in pairs)

    def crosses(self, line: QLineF) -> bool:
        """Whether a straight cut goes through the wire."""
        box = QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1)
        if not box.intersects(self.box):
            return False
        bounded = QLineF.IntersectionType.BoundedIntersection
        pairs = pairwise(self.points)
        return any(line.intersects(QLineF(first, second))[0] == bounded for first, second in pairs)


def _distance(point: QPointF, first: QPointF, second: QPointF) -> float:
    along = second - first
    length = along.x() ** 2 + along.y() ** 2
    part = 0.0 if length == 0 else QPointF.dotProduct(point - first, along) / length
    nearest = first + along * max(0.0, min(1.0, part))
    return hypot(point.x() - nearest.x(), point.y() - nearest.y())
