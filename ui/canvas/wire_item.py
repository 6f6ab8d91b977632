"""A wire: a plain path item (one with Python methods of its own would paint several times slower) and its geometry."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from soraapp.project.graph import Wire
from ui.canvas.look import Look

SAMPLES = 24


def wire_path(start: QPointF, end: QPointF) -> QPainterPath:
    """A curve that leaves an output to the right and enters an input from the left."""
    run, rise = end.x() - start.x(), abs(end.y() - start.y())
    bend = max(run * 0.5, 24.0) if run > 0 else min(48.0 - run * 0.35 + rise * 0.1, 220.0)
    path = QPainterPath(start)
    path.cubicTo(start.x() + bend, start.y(), end.x() - bend, end.y(), end.x(), end.y())
    return path


class WireLine:
    """A wire as it is shown."""

    def __init__(self, wire: Wire, kind: str) -> None:
        self.wire = wire
        self.kind = kind
        self.item = QGraphicsPathItem()
        self.item.setZValue(0)
        self.selected = False
        self._points: list[QPointF] = []
        self._box = QRectF()

    def draw(self, start: QPointF, end: QPointF) -> None:
        path = wire_path(start, end)
        self.item.setPath(path)
        self._box = path.controlPointRect()
        self._points = []

    def show_pen(self, look: Look, *, far: bool) -> None:
        self.item.setPen(look.wire(self.kind, selected=self.selected, far=far))

    @property
    def points(self) -> list[QPointF]:
        """The curve as a chain of short lines; made when first asked for."""
        if not self._points:
            path = self.item.path()
            self._points = [path.pointAtPercent(index / SAMPLES) for index in range(SAMPLES + 1)]
        return self._points

    def near(self, point: QPointF, reach: float) -> bool:
        """Whether a point is at most `reach` from the wire."""
        if not self._box.adjusted(-reach, -reach, reach, reach).contains(point):
            return False
        pairs = pairwise(self.points)
        return any(_distance(point, first, second) <= reach for first, second in pairs)

    def crosses(self, line: QLineF) -> bool:
        """Whether a straight cut goes through the wire."""
        box = QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1)
        if not box.intersects(self._box.adjusted(-1, -1, 1, 1)):
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
