"""The column of headers beside the tracks; their heights are changed by dragging the lines between them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from soraapp.media.time import timecode
from soraapp.project.edits import Edit
from soraapp.project.timeline.timeline import Timeline, Track
from soraapp.project.timeline.tracks import Flags, rename_track, set_track
from ui.theme import Theme, tabular
from ui.timeline.geometry import HIGHEST, LOWEST, RULER, height_of
from ui.timeline.header import WIDTH, Header
from ui.timeline.hits import HitKind, header_hit

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView


class Headers(QWidget):
    """The headers of all tracks, with the time of the playhead above them."""

    menu_asked = Signal(str, QPoint)
    """The id of a track, or an empty one beside all, and where on the screen."""

    def __init__(self, view: TimelineView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self.headers: dict[str, Header] = {}
        """By the id of the track."""
        self._dragged: tuple[str, float, int] | None = None
        """The track whose height is changed, where the mouse was pressed, and the height at that time."""
        self._corner = QWidget(self)
        self._corner.setProperty("role", "panel")
        self._corner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._corner.setGeometry(0, 0, WIDTH - 1, RULER - 1)
        self.time = QLabel(self._corner)
        self.time.setFont(tabular(self.font(), 13))
        self.time.setGeometry(10, 0, WIDTH - 12, RULER - 1)
        self.time.setProperty("role", "title")
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Tracks"))
        view.geometry_changed.connect(self._arrange)
        view.shown_changed.connect(self._show)
        view.playhead_changed.connect(self._tell_time)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for header in self.headers.values():
            header.set_theme(theme)
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Tracks"))
        self.time.setToolTip(self.tr("Where the playhead is"))
        for header in self.headers.values():
            header.retranslate()

    # The headers follow the tracks

    def _show(self) -> None:
        tracks = {row.track.id: row.track for row in self._view.geometry_.rows}
        for gone in self.headers.keys() - tracks.keys():
            header = self.headers.pop(gone)
            header.hide()
            header.deleteLater()
        for name, track in tracks.items():
            header = self.headers.get(name)
            if header is None or header.track.kind is not track.kind:
                self.headers[name] = self._made(track)
            elif replace(header.track, items=()) != replace(track, items=()):
                header.show_track(track)
        self._arrange()
        self._tell_time()

    def _made(self, track: Track) -> Header:
        header = Header(track, self._theme, self)
        header.switched.connect(partial(self._switch, track.id))
        header.renamed.connect(lambda name: self._attempt(rename_track(self._view.shown.id, track.id, name)))
        header.loudness_asked.connect(lambda gain: self._attempt(set_track(self._view.shown.id, track.id, gain=gain)))
        header.menu_asked.connect(lambda at: self.menu_asked.emit(track.id, at))
        header.lower()
        header.show()
        return header

    def _arrange(self) -> None:
        here = self._view.geometry_
        for row in here.rows:
            header = self.headers.get(row.track.id)
            if header is not None:
                # The last pixels belong to the line below, which can be dragged.
                header.setGeometry(QRect(0, round(here.y(row)), WIDTH - 1, round(row.height) - 3))
        self._corner.raise_()
        self.update()

    def _tell_time(self, *_: object) -> None:
        self._corner.setVisible(bool(self._view.shown.id))
        self.time.setText(timecode(self._view.playhead, self._view.shown.rate) if self._view.shown.id else "")

    def _switch(self, track: str, name: str, on: bool) -> None:
        if not self._attempt(set_track(self._view.shown.id, track, **cast("Flags", {name: on}))):
            self.headers[track].set_theme(self._theme)

    def _attempt(self, edit: Edit) -> bool:
        return self._view.document.attempt(edit)

    # Heights

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        y = event.position().y()
        if self._dragged is None:
            edge = header_hit(self._view.geometry_, y).kind is HitKind.TRACK_EDGE
            self.setCursor(Qt.CursorShape.SplitVCursor if edge else Qt.CursorShape.ArrowCursor)
            return
        self._view.show_draft(self._with_height(y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        here = header_hit(self._view.geometry_, event.position().y())
        track = self._view.shown.track(here.track)
        if event.button() is Qt.MouseButton.LeftButton and here.kind is HitKind.TRACK_EDGE and track:
            self._dragged = track.id, event.position().y(), height_of(track)
            self.setFocus()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            return
        track, changed = self._dragged[0], self._height(event.position().y())
        before = self._dragged[2]
        self._give_up()
        if changed != before:
            self._attempt(set_track(self._view.shown.id, track, height=changed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._dragged is not None:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit("", event.globalPos())
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, here = self._view.look, self._view.geometry_
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.color("panel") if here.timeline.id else look.ground)
            if not here.timeline.id:
                return
            for row in here.rows:
                bottom = round(here.y(row) + row.height)
                painter.fillRect(0, bottom, self.width(), 1, look.quiet)
            painter.fillRect(0, 0, self.width(), RULER, look.ruler)
            painter.fillRect(0, RULER - 1, self.width(), 1, look.color("line"))
            painter.fillRect(self.width() - 1, 0, 1, self.height(), look.color("line"))

    def _height(self, y: float) -> int:
        assert self._dragged is not None
        _, pressed, before = self._dragged
        return max(LOWEST, min(HIGHEST, round(before + y - pressed)))

    def _with_height(self, y: float) -> Timeline | None:
        assert self._dragged is not None
        name, shown = self._dragged[0], self._view.timeline
        if shown is None:
            return None
        height = self._height(y)
        tracks = (replace(track, height=height) if track.id == name else track for track in shown.tracks)
        return replace(shown, tracks=tuple(tracks))

    def _give_up(self) -> None:
        self._dragged = None
        self._view.show_draft(None)
