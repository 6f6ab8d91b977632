"""A frame on the canvas: a rectangle behind the nodes with a title bar, and the words of a note beneath it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from soraapp.project.graph import Frame
from ui.canvas.look import Look
from ui.canvas.tints import band, fill, outline

TITLE = 28.0
PAD = 10.0
RADIUS = 8.0
SMALLEST_TITLE = 11.0
"""Pixels on the screen: from far away titles are drawn larger, so that they can still be read."""
READABLE = 0.45
"""The scale from which on the note is written."""
OUTSIDE = 8.0
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
TITLED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Edges(NamedTuple):
    """Which edges of a frame are meant: one, or two at a corner."""

    left: bool = False
    top: bool = False
    right: bool = False
    bottom: bool = False


class FrameItem(QGraphicsItem):
    """A frame. Moving or resizing it does not change the document; one edit does when the drag ends."""

    def __init__(self, frame: Frame, look: Look) -> None:
        super().__init__()
        self.frame, self.look = frame, look
        self.selected = False
        self.welcoming = False
        """What is dragged would lie inside."""
        self.rect = QRectF(*frame.rect)
        self._stack()

    def show_frame(self, frame: Frame) -> None:
        self.frame = frame
        self.place(QRectF(*frame.rect))
        self.update()

    def show_look(self, look: Look) -> None:
        self.look = look
        self.update()

    def mark(self, *, selected: bool | None = None, welcoming: bool | None = None) -> None:
        self.selected = self.selected if selected is None else selected
        self.welcoming = self.welcoming if welcoming is None else welcoming
        self.update()

    def place(self, rect: QRectF) -> None:
        """Show the frame elsewhere, in scene coordinates."""
        if rect != self.rect:
            self.prepareGeometryChange()
            self.rect = rect
            self._stack()

    def _stack(self) -> None:
        """Behind the wires; small ones before large ones, so that none hides another."""
        self.setZValue(-1 - min(self.rect.width() * self.rect.height() * 1e-12, 1.0))

    def boundingRect(self) -> QRectF:
        return self.rect.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)

    def title(self, scale: float) -> QRectF:
        """The title bar at a scale, in scene coordinates."""
        height = max(TITLE, (SMALLEST_TITLE + 7) / scale)
        return QRectF(self.rect.topLeft(), self.rect.size()).intersected(
            QRectF(self.rect.left(), self.rect.top(), self.rect.width(), height)
        )

    def note(self, scale: float) -> QRectF:
        """The room for the words of the note."""
        return self.rect.adjusted(PAD, self.title(scale).height() + PAD * 0.6, -PAD, -PAD)

    def written(self) -> QRectF:
        """The room that the words of the note take."""
        metrics = QFontMetricsF(self.look.font)
        return metrics.boundingRect(self.note(1.0), int(WRAPPED), self.frame.text) if self.frame.text else QRectF()

    def edges_at(self, point: QPointF, reach: float) -> Edges | None:
        """The edges that are within `reach` of a scene point."""
        rect = self.rect
        if not rect.adjusted(-reach, -reach, reach, reach).contains(point):
            return None
        edges = Edges(
            abs(point.x() - rect.left()) <= reach,
            abs(point.y() - rect.top()) <= reach,
            abs(point.x() - rect.right()) <= reach,
            abs(point.y() - rect.bottom()) <= reach,
        )
        return edges if any(edges) else None

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        look, frame = self.look, self.frame
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        color, width = outline(look, frame.color), 1.0
        if self.selected or self.welcoming:
            color, width = look.color("accent"), 2.0 if self.selected else 1.0
        title = self.title(scale)
        painter.fillRect(self.rect, fill(look, frame.color))
        painter.fillRect(title, band(look, frame.color))
        pen = QPen(color, width)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect)
        font = look.title
        if (size := SMALLEST_TITLE / scale) > font.pixelSize():
            font = type(font)(font)
            font.setPixelSize(round(size))
        painter.setFont(font)
        painter.setPen(look.color("text"))
        inset = min(PAD, PAD * 0.6 / scale)
        text = QFontMetricsF(font).elidedText(frame.title, Qt.TextElideMode.ElideRight, title.width() - 2 * inset)
        painter.drawText(title.adjusted(inset, 0, -inset, 0), int(TITLED), text)
        if frame.text and scale >= READABLE:
            painter.setFont(look.font)
            painter.save()
            painter.setClipRect(self.note(scale), Qt.ClipOperation.IntersectClip)
            painter.drawText(self.note(scale), int(WRAPPED), frame.text)
            painter.restore()
        if self.selected:
            self._paint_grip(painter, scale)

    def _paint_grip(self, painter: QPainter, scale: float) -> None:
        """At the corner by which a frame is resized most."""
        pen = QPen(self.look.color("accent"), 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        corner = self.rect.bottomRight()
        for step in (5.0 / scale, 10.0 / scale):
            painter.drawLine(QPointF(corner.x() - step, corner.y()), QPointF(corner.x(), corner.y() - step))
