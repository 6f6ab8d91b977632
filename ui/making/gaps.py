"""The gap under the pointer: it says that a double click fills it, and a double click does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from soraapp.project.timeline.placing import gap_at
from soraapp.project.timeline.timeline import TrackKind
from ui.canvas.look import faded
from ui.timeline.geometry import Geometry
from ui.timeline.hits import HitKind, hit
from ui.timeline.look import RADIUS, TimelineLook
from ui.timeline.view import TimelineView

_ROOM = 60.0
"""Pixels from which on there is room for words."""


@dataclass(frozen=True)
class GapHint:
    """The gap that would be filled."""

    track: str
    start: int
    end: int

    def paint(self, painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:
        row = geometry.row(self.track)
        if row is None:
            return
        rect = geometry.span_rect(row, self.start, self.end).adjusted(1.5, 0.5, -1.5, -0.5)
        color = look.color("text")
        painter.setBrush(faded(color, 0.06))
        painter.setPen(QPen(look.color("dim"), 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        seen = rect.intersected(geometry.lane(row))
        if seen.width() >= _ROOM:
            painter.setFont(look.small)
            painter.setPen(color)
            words = QCoreApplication.translate("making", "Double-click to fill the gap")
            text = look.small_metrics.elidedText(words, Qt.TextElideMode.ElideRight, seen.width() - 12)
            painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, text)


class GapPointer(QObject):
    """Looks on as the mouse moves over the tracks."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseMove:
                self._view.show_hint(None if event.buttons() else self._gap(event.position()))
            elif event.type() == QEvent.Type.MouseButtonDblClick and event.button() is Qt.MouseButton.LeftButton:
                gap = self._gap(event.position())
                if gap is not None:
                    self._view.show_hint(None)
                    self._view.gap_asked.emit(gap.track, gap.start)
                    return True
        elif event.type() == QEvent.Type.Leave:
            self._view.show_hint(None)
        return super().eventFilter(watched, event)

    def _gap(self, at: QPointF) -> GapHint | None:
        """The gap of pictures at a point of the viewport that can be filled."""
        here = hit(self._view.geometry_, at)
        track = self._view.shown.track(here.track) if here.kind is HitKind.GAP else None
        if track is None or track.kind is not TrackKind.VIDEO or track.locked:
            return None
        span = gap_at(track, here.frame)
        return GapHint(track.id, *span) if span else None
