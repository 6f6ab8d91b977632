"""Commands that change what items are: on or off, linked, how fast, nested; and the tracks that they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from soraapp.project.edits import new_id
from soraapp.project.timeline.links import link, unlink
from soraapp.project.timeline.nesting import nest, unnest
from soraapp.project.timeline.pace import set_speed
from soraapp.project.timeline.properties import change_items
from soraapp.project.timeline.timeline import TimelineSource, TrackKind
from soraapp.project.timeline.tracks import add_track, move_track, remove_track
from ui.timeline.pace_dialog import PaceDialog
from ui.timeline.words import tr

if TYPE_CHECKING:
    from ui.timeline.editing import Editing
    from ui.timeline.view import TimelineView


class Changing(QObject):
    """About what is selected, or else about what is at the playhead."""

    def __init__(self, view: TimelineView, editing: Editing) -> None:
        super().__init__(view)
        self._view, self._editing = view, editing

    # Items

    def switch(self) -> None:
        """Neither see nor hear them; once more, see and hear them again."""
        ids = self._editing.needed()
        off = not all(self._view.shown.by_id[one].off for one in ids)
        label = "Turn off" if off else "Turn on"
        if ids:
            self._editing.attempt(lambda timeline: change_items(timeline.id, ids, label, off=off))

    @property
    def linked(self) -> bool:
        """Whether what is selected is linked."""
        items = self._editing.chosen
        return bool(items) and all(item.link for item in items)

    def link(self) -> None:
        """Link what is selected; or take the link away, where all of it is linked."""
        ids = self._view.selection
        if not ids:
            self._editing.decline("No item is selected.", "Click one, or put the playhead on it.")
        elif self.linked:
            self._editing.attempt(lambda timeline: unlink(timeline.id, ids))
        else:
            self._editing.attempt(lambda timeline: link(timeline.id, ids))

    def ask_pace(self) -> None:
        """Ask for the speed and the direction."""
        ids = self._editing.needed()
        if ids and self._view.timeline is not None:
            PaceDialog(self._view.document, self._view.timeline, ids, self._view.window()).open()

    def reverse(self) -> None:
        """Play them backwards, or forwards again."""
        ids = self._editing.needed()
        way = not all(self._view.shown.by_id[one].reverse for one in ids)
        if ids:
            self._editing.attempt(lambda timeline: set_speed(timeline.id, ids, None, way))

    # Nests

    def nest(self) -> None:
        """Make a timeline of its own of what is selected."""
        ids = self._editing.needed()
        if ids:
            self._editing.attempt(lambda timeline: nest(timeline.id, ids, tr("Shot"), id=new_id()), choose=True)

    def unnest(self) -> None:
        """Bring what is in a nested timeline out of it."""
        ids = self._editing.needed()
        found = [one for one in ids if isinstance(self._view.shown.by_id[one].source, TimelineSource)]
        if ids and not found:
            self._editing.decline("This item is no timeline.", "Choose one that is.")
        elif found:
            self._editing.attempt(lambda timeline: unnest(timeline.id, found[0]), choose=True)

    def open(self) -> None:
        """What a double click does: enter a nested timeline, write a title, ask about another item."""
        ids = self._editing.needed()
        if ids:
            self._view.pointer.open_item(ids[-1])

    def leave(self) -> None:
        """From a nested timeline back to the one that it was entered from."""
        if self._view.way:
            self._view.open(*self._view.way[:-1])

    # Tracks

    def add_video(self) -> None:
        self.add_track(TrackKind.VIDEO)

    def add_audio(self) -> None:
        self.add_track(TrackKind.AUDIO)

    def add_title(self) -> None:
        self.add_track(TrackKind.TITLE)

    def add_track(self, kind: TrackKind, above: str | None = None) -> None:
        """Add a track after another one, or else after the last of its kind."""
        self._editing.attempt(lambda timeline: add_track(timeline.id, kind, above))

    def remove_track(self, track: str) -> None:
        self._editing.attempt(lambda timeline: remove_track(timeline.id, track))

    def shift_track(self, track: str, up: int) -> None:
        """Bring a track past the one above it (1) or below it (-1) in the view."""
        timeline = self._view.timeline
        rows = [row.track.id for row in self._view.geometry_.rows]
        place = rows.index(track) - up
        if timeline is None or not 0 <= place < len(rows):
            return
        order = [one.id for one in timeline.tracks]
        goal = order.index(rows[place])
        self._editing.attempt(lambda found: move_track(found.id, track, goal))
