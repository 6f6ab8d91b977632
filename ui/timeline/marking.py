"""Commands about markers and the marked part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from soraapp.project.edits import new_id
from soraapp.project.timeline.markers import add_marker, remove_marker, set_range
from soraapp.project.timeline.timeline import Marker
from ui.timeline.marker_dialog import MarkerDialog

if TYPE_CHECKING:
    from ui.timeline.editing import Editing
    from ui.timeline.view import TimelineView


class Marking(QObject):
    """At the playhead."""

    def __init__(self, view: TimelineView, editing: Editing) -> None:
        super().__init__(view)
        self._view, self._editing = view, editing
        view.pointer.marker_wanted = self.edit

    # Markers

    def add(self) -> None:
        """Mark the frame of the playhead; where a marker is already, edit it."""
        at = self._view.playhead
        here = self._here()
        if here is not None:
            self.edit(here.id)
        else:
            self._editing.attempt(lambda timeline: add_marker(timeline.id, at, id=new_id()))

    def edit_here(self) -> None:
        """Edit the marker at the playhead, or the last one before it."""
        before = [one for one in self._view.shown.markers if one.at <= self._view.playhead]
        if before:
            self.edit(before[-1].id)
        else:
            self._editing.decline("There is no marker here.", "Add one first.")

    def edit(self, marker: str) -> None:
        """Ask for the name, the note and the colour of a marker."""
        timeline = self._view.timeline
        found = next((one for one in timeline.markers if one.id == marker), None) if timeline else None
        if timeline is not None and found is not None:
            MarkerDialog(self._view.document, timeline, found, self._view.look, self._view.window()).open()

    def remove(self, marker: str) -> None:
        self._editing.attempt(lambda timeline: remove_marker(timeline.id, marker))

    def _here(self) -> Marker | None:
        return next((one for one in self._view.shown.markers if one.at == self._view.playhead), None)

    # The marked part

    def begin(self) -> None:
        """The marked part begins at the playhead; beyond its end, it ends with the film."""
        at, last = self._view.playhead, self._view.shown.last
        last = last if last is not None and last >= at else None
        self._editing.attempt(lambda timeline: set_range(timeline.id, at, last))

    def end(self) -> None:
        """The marked part ends with the frame of the playhead."""
        at, first = self._view.playhead, self._view.shown.first
        first = first if first is not None and first <= at else None
        self._editing.attempt(lambda timeline: set_range(timeline.id, first, at))

    def around(self) -> None:
        """Mark the part that is selected, or what is at the playhead."""
        shown = self._view.shown
        items = [shown.by_id[one] for one in self._editing.needed()]
        if items:
            first, last = min(one.start for one in items), max(one.end for one in items) - 1
            self._editing.attempt(lambda timeline: set_range(timeline.id, first, last))

    def clear(self) -> None:
        """Mark no part."""
        self._editing.attempt(lambda timeline: set_range(timeline.id, None, None))
