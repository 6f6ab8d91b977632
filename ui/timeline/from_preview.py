"""Three-point editing: what the preview shows comes onto the timeline by the parts that are marked in both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from soraapp.project import edits
from soraapp.project.edits import Edit
from soraapp.project.timeline.bringing import Footage
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.three_point import three_point
from soraapp.project.timeline.timeline import Source, Timeline, TrackKind
from ui.timeline.bringing import Bringing, span_of

if TYPE_CHECKING:
    from ui.timeline.editing import Editing
    from ui.timeline.view import TimelineView


@dataclass(frozen=True)
class Seen:
    """What the preview shows, and the part of it that is marked there."""

    source: Source
    first: Fraction | None = None
    """The moment at which the marked part begins, in seconds; None where no beginning is marked."""
    last: Fraction | None = None
    """The moment before which it ends."""


class FromPreview(QObject):
    """Commands about what the preview shows."""

    def __init__(self, view: TimelineView, editing: Editing, bringing: Bringing) -> None:
        super().__init__(view)
        self._view, self._editing, self._bringing = view, editing, bringing
        self.seen: Callable[[], Seen | None] = lambda: None
        """Tells what the preview shows, or showed before the film."""
        self.latest: Seen | None = None

    def insert(self) -> None:
        """Put what the preview shows between what is there; see `_put`."""
        self._put(Placing.INSERT)

    def overwrite(self) -> None:
        """Put what the preview shows over what is there."""
        self._put(Placing.OVERWRITE)

    def _put(self, placing: Placing) -> None:
        """The part that is marked in the preview, or all of it, comes to the part that is marked on the timeline, or
        else to the playhead: any three of these four points are enough."""
        view, seen = self._view, self.seen()
        if seen is None:
            self._editing.decline("The preview shows nothing to put on the timeline.", "Choose a node that was run.")
            return
        footage = self._bringing.of_source(seen.source)
        timeline = view.timeline
        if timeline is None or not timeline.end or footage.seconds is None or not footage.seen:
            first = seen.first or Fraction(0)
            stop = seen.last if seen.last is not None else footage.seconds
            part = replace(footage, offset=first, seconds=None if stop is None else stop - first)
            if self._bringing.put([part], view.playhead, None, placing) and self._view.selection:
                view.seek(span_of(view)[1], follow=True)
            return
        track = next((one for one in timeline.tracks if one.kind is TrackKind.VIDEO and not one.locked), None)
        sound = next((one for one in timeline.tracks if one.kind is TrackKind.AUDIO and not one.locked), None)
        if track is None:
            self._editing.decline("There is no track of pictures that is not locked.", "Unlock one, or add one.")
            return
        points = _points(timeline, view.playhead, seen, footage)
        heard = sound.id if sound and footage.heard else None
        made = edits.new_id()

        def edit(found: Timeline) -> Edit:
            return three_point(found.id, seen.source, *points, track.id, placing, sound=heard, id=made)

        if self._editing.attempt(edit) and view.timeline is not None:
            item = view.timeline.by_id[made]
            view.select(one.id for one in view.timeline.linked(item))
            view.seek(item.end, follow=True)


def _points(
    timeline: Timeline, playhead: int, seen: Seen, footage: Footage
) -> tuple[Fraction | None, Fraction | None, int | None, int | None]:
    """The three points, or four, of a three-point edit: what is not marked in the source is all of it, and what is not
    marked on the timeline is the playhead."""
    first, last = timeline.first, timeline.last
    if first is None and last is None:
        first = playhead
    whole = footage.seconds
    if first is not None and last is not None:
        if seen.first is None and seen.last is None:
            return Fraction(0), None, first, last
        return seen.first, seen.last, first, last
    begin = seen.first if seen.first is not None else Fraction(0)
    return begin, seen.last if seen.last is not None else whole, first, last
