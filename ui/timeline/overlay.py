"""What gestures show on top of the timeline while they are under way: items to be, the line of a snap, where things
would go. A shape is anything that can paint itself; times are frames, so that zooming does not move them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.canvas.look import faded
from ui.timeline.geometry import RULER, Geometry
from ui.timeline.look import RADIUS, TimelineLook


class Shape(Protocol):
    """Something on top of the timeline."""

    def paint(self, painter: QPainter, geometry: Geometry, look: TimelineLook) -> None: ...


@dataclass(frozen=True)
class Ghost:
    """Where an item would be; red where it cannot. Of a track that is not there yet, `track` is empty, and `top` is
    the pixel where it would be."""

    track: str
    start: float
    end: float
    label: str = ""
    fits: bool = True
    top: float = RULER

    def paint(self, painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:
        row = geometry.row(self.track)
        across = QRectF(geometry.x(self.start), self.top + 3, (self.end - self.start) * geometry.zoom, 48)
        rect = geometry.span_rect(row, self.start, self.end) if row else across
        color = look.color("accent" if self.fits else "bad")
        painter.setBrush(faded(color, 0.22))
        painter.setPen(QPen(color, 1.5, Qt.PenStyle.SolidLine if self.fits else Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS, RADIUS)
        if self.label:
            painter.setFont(look.font)
            painter.setPen(look.color("text"))
            inside = rect.adjusted(8, 0, -8, 0)
            text = look.metrics.elidedText(self.label, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)


@dataclass(frozen=True)
class SnapLine:
    """A frame that something holds on to, through all tracks."""

    frame: int

    def paint(self, painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:
        x = round(geometry.x(self.frame)) + 0.5
        painter.setPen(QPen(look.color("warn"), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, RULER), QPointF(x, geometry.height))


@dataclass(frozen=True)
class DropMark:
    """Where something would be inserted: a line with arrows that push apart what is there, on one track or on all."""

    frame: int
    track: str = ""

    def paint(self, painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:
        x = round(geometry.x(self.frame))
        row = geometry.row(self.track)
        top, bottom = (geometry.y(row), geometry.y(row) + row.height) if row else (float(RULER), geometry.height)
        painter.fillRect(QRectF(x - 1, top, 2, bottom - top), look.color("accent"))
        middle = min((top + bottom) / 2, top + 40)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        for way in (-1, 1):
            tip = QPointF(x + way * 9, middle)
            painter.drawPolygon([tip, QPointF(x + way * 3, middle - 5), QPointF(x + way * 3, middle + 5)])


@dataclass(frozen=True)
class Band:
    """The rectangle of a selection, in pixels."""

    rect: QRectF

    def paint(self, painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:  # noqa: ARG002
        painter.setBrush(faded(look.color("accent"), 0.12))
        painter.setPen(QPen(look.color("accent"), 1.0))
        painter.drawRect(self.rect)


@dataclass(frozen=True)
class Note:
    """A few words beside a point of the viewport, such as ``+12 f``: what a drag has come to."""

    at: QPointF
    text: str

    def paint(self, painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:
        painter.setFont(look.small)
        width, height = look.small_metrics.horizontalAdvance(self.text) + 14, 20.0
        x = max(2.0, min(self.at.x() + 12, geometry.width - width - 2))
        y = max(2.0, min(self.at.y() - 26, geometry.height - height - 2))
        box = QRectF(x, y, width, height)
        painter.setBrush(look.color("raised"))
        painter.setPen(QPen(look.color("line"), 1.0))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(look.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text)
