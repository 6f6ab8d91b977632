"""Commands that move the playhead and the selection along a timeline."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

LEAP = 10
"""Frames of a longer step."""


class Going(QObject):
    """By frames, by cuts and by markers."""

    play_asked = Signal()
    """The film is to play, or to rest."""
    shuttle_asked = Signal(int)
    """It is to play forward (1), backward (-1), or to rest (0)."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view

    # Playing

    def play(self) -> None:
        self.play_asked.emit()

    def backward(self) -> None:
        self.shuttle_asked.emit(-1)

    def rest(self) -> None:
        self.shuttle_asked.emit(0)

    def forward(self) -> None:
        self.shuttle_asked.emit(1)

    # The playhead

    def back(self) -> None:
        self._by(-1)

    def on(self) -> None:
        self._by(1)

    def far_back(self) -> None:
        self._by(-LEAP)

    def far_on(self) -> None:
        self._by(LEAP)

    def first(self) -> None:
        self._to(0)

    def last(self) -> None:
        self._to(self._view.shown.end)

    def next_cut(self) -> None:
        self._next(self._cuts())

    def previous_cut(self) -> None:
        self._previous(self._cuts())

    def next_marker(self) -> None:
        self._next(sorted({one.at for one in self._view.shown.markers}))

    def previous_marker(self) -> None:
        self._previous(sorted({one.at for one in self._view.shown.markers}))

    def _cuts(self) -> list[int]:
        """Where items begin and end, and the beginning of the film."""
        return sorted({0} | {edge for item in self._view.shown.items() for edge in (item.start, item.end)})

    def _next(self, places: list[int]) -> None:
        index = bisect_right(places, self._view.playhead)
        if index < len(places):
            self._to(places[index])

    def _previous(self, places: list[int]) -> None:
        index = bisect_left(places, self._view.playhead) - 1
        if index >= 0:
            self._to(places[index])

    def _by(self, frames: int) -> None:
        self._to(self._view.playhead + frames)

    def _to(self, frame: int) -> None:
        self._view.seek(max(0, frame), follow=True)

    # The selection

    def select_all(self) -> None:
        """Select what can be changed: nothing on tracks that are locked."""
        tracks = (track for track in self._view.shown.tracks if not track.locked)
        self._view.select(item.id for track in tracks for item in track.items)

    def select_here(self) -> None:
        """Select the uppermost item at the playhead with what is linked; once more, the one below it."""
        view = self._view
        under = [item for row in view.geometry_.rows if (item := row.track.at(view.playhead))]
        if not under:
            view.select(())
            return
        chosen = [item.id in view.selection for item in under]
        place = (chosen.index(True) + 1) % len(under) if True in chosen else 0
        while True in chosen and chosen[place] and place:
            place = (place + 1) % len(under)
        view.select(one.id for one in view.shown.linked(under[place]))

    def select_rest(self) -> None:
        """Select what begins at what is selected or later, on the same tracks; without a selection, what begins at the
        playhead or later on all tracks."""
        view = self._view
        shown = view.shown
        if not view.selection:
            view.select(item.id for item in shown.items() if item.end > view.playhead)
            return
        first = {track.id: track.end for track in shown.tracks}
        for one in view.selection:
            home = shown.homes[one].id
            first[home] = min(first[home], shown.by_id[one].start)
        rest = (item for track in shown.tracks for item in track.items if item.start >= first[track.id])
        view.select((*view.selection, *(one.id for item in rest for one in shown.linked(item))))
