"""Tracks are put in another order by dragging their headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from soraapp.project.edits import Edit
from soraapp.project.timeline.timeline import Timeline, TrackKind
from soraapp.project.timeline.tracks import move_track
from ui.timeline.geometry import RULER, Row, rows_of
from ui.timeline.hits import HitKind, header_hit

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView


class TrackDrag(QObject):
    """Looks on at the headers: the track follows the pointer among those that are seen, or those that are heard, and
    the timeline is shown as it would be. Esc gives it up."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: tuple[Timeline, str, float] | None = None
        """The timeline when the button was pressed, the track, and where that was."""
        self._begun = False
        view.headers.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            match event.type():
                case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                    self._press(event.position().y())
                case QEvent.Type.MouseMove if self._pressed is not None:
                    return self._move(event.position().y())
                case QEvent.Type.MouseButtonRelease if self._pressed is not None:
                    return self._release(event.position().y())
                case _:
                    pass
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._begun:
            self._end()
            return True
        return super().eventFilter(watched, event)

    def _press(self, y: float) -> None:
        here, timeline = header_hit(self._view.geometry_, y), self._view.timeline
        if here.kind is HitKind.HEADER and timeline is not None:
            self._pressed, self._begun = (timeline, here.track, y), False

    def _move(self, y: float) -> bool:
        assert self._pressed is not None
        if not self._begun and abs(y - self._pressed[2]) < QApplication.startDragDistance():
            return False
        if not self._begun:
            self._begun = True
            self._view.headers.setFocus(Qt.FocusReason.MouseFocusReason)
        project = self._view.document.project
        self._view.show_draft(self._edit(y).change(project).timelines[self._pressed[0].id])
        return True

    def _release(self, y: float) -> bool:
        if not self._begun:
            self._pressed = None
            return False
        edit = self._edit(y)
        self._end()
        self._view.document.attempt(edit)
        return True

    def _end(self) -> None:
        self._pressed, self._begun = None, False
        self._view.show_draft(None)

    def _edit(self, y: float) -> Edit:
        """The track takes the place of the one at a height."""
        assert self._pressed is not None
        timeline, name, _ = self._pressed
        order = [track.id for track in timeline.tracks]
        return move_track(timeline.id, name, order.index(self._goal(timeline, name, y).track.id))

    def _goal(self, timeline: Timeline, name: str, y: float) -> Row:
        """The row of its own part of the timeline that is at a height, or is next to it."""
        rows = rows_of(timeline.tracks)
        own = next(row for row in rows if row.track.id == name)
        heard = own.track.kind is TrackKind.AUDIO
        same = [row for row in rows if (row.track.kind is TrackKind.AUDIO) == heard]
        down = y - RULER + self._view.geometry_.top
        return min(same, key=lambda row: max(row.top - down, down - row.bottom, 0))
