"""A wire: its curve, as an item that knows its box without stroking the curve, and its geometry."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from soraapp.project.graph import Wire
from ui.canvas.look import Look
from ui.canvas.node_painting import FAR

SAMPLES = 24
STROKE = 12.0
"""Canvas units around the curve that its stroke may take, also from far away."""


def wire_path(start: QPointF, end: QPointF) -> QPainterPath:
    """A curve that leaves an output to the right and enters an input from the left."""
    run, rise = end.x() - start.x(), abs(end.y() - start.y())
    bend = max(run * 0.5, 24.0) if run > 0 else min(48.0 - run * 0.35 + rise * 0.1, 220.0)
    path = QPainterPath(start)
    path.cubicTo(start.x() + bend, start.y(), end.x() - bend, end.y(), end.x(), end.y())
    return path


class WireCurve(QGraphicsPathItem):
    """The curve of a wire. Qt would stroke it to find its box; here that is the box of its control points."""

    def __init__(self, kind: str, look: Look) -> None:
        super().__init__()
        self.kind, self.look = kind, look
        self.selected = False
        self.box = QRectF()

    def boundingRect(self) -> QRectF:
        return self.box

    def bend(self, path: QPainterPath) -> None:
        """Take another course."""
        self.box = path.controlPointRect().adjusted(-STROKE, -STROKE, STROKE, STROKE)
        self.setPath(path)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """A wire that is far away is one pixel wide."""
        far = option.levelOfDetailFromTransform(painter.worldTransform()) < FAR
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.look.wire(self.kind, selected=self.selected, far=far))
        painter.drawPath(self.path())


class WireLine:
    """A wire as it is shown."""

    def __init__(self, wire: Wire, kind: str, look: Look) -> None:
        self.wire = wire
        self.item = WireCurve(kind, look)
        self.item.setZValue(0)
        self._points: list[QPointF] = []

    def draw(self, start: QPointF, end: QPointF) -> None:
        self.item.bend(wire_path(start, end))
        self._points = []

    def select(self, selected: bool) -> None:
        self.item.selected = selected
        self.item.update()

    def show_look(self, look: Look) -> None:
        self.item.look = look
        self.item.update()

    @property
    def points(self) -> list[QPointF]:
        """The curve as a chain of short lines; made when first asked for."""
        if not self._points:
            path = self.item.path()
            self._points = [path.pointAtPercent(index / SAMPLES) for index in range(SAMPLES + 1)]
        return self._points

    def near(self, point: QPointF, reach: float) -> bool:
        """Whether a point is at most `reach` from the wire."""
        if not self.item.box.adjusted(-reach, -reach, reach, reach).contains(point):
            return False
        pairs = pairwise(self.points)
        return any(_distance(point, first, second) <= reach for first, second in pairs)

    def crosses(self, line: QLineF) -> bool:
        """Whether a straight cut goes through the wire."""
        box = QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1)
        if not box.intersects(self.item.box):
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
