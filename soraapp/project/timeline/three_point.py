"""Three-point editing: of where a shot begins and ends, in its source and on the timeline, three are enough."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from soraapp.errors import GraphError
from soraapp.project.edits import Edit, new_id
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import timeline_edit
from soraapp.project.timeline.placing import Placing, placed
from soraapp.project.timeline.timeline import FASTEST, Item, Source, Timeline


class Points(NamedTuple):
    """Where a shot begins and ends."""

    source_first: Fraction | None
    """The earliest moment of the source that is seen, in seconds."""
    source_last: Fraction | None
    """The moment at which that ends: the one that is no longer seen."""
    first: int | None
    """The first frame on the timeline."""
    last: int | None
    """The last frame that shows it."""


def three_point(
    timeline: str,
    source: Source,
    source_first: Fraction | None,
    source_last: Fraction | None,
    first: int | None,
    last: int | None,
    track: str,
    placing: Placing = Placing.OVERWRITE,
    *,
    sound: str | None = None,
    id: str | None = None,  # noqa: A002
    merge: str = "",
) -> Edit:
    """Put a part of a source on a track: any three of the four points tell which, and where; see `Points`. With all
    four the speed is such that the part fills the place. `sound` is a track on which its sound comes, linked with it.

    Raises GraphError when fewer than three are given, an end is before its beginning, the source would have to begin
    before its beginning, and when a track is locked.
    """
    points, made, link = Points(source_first, source_last, first, last), id or new_id(), new_id() if sound else ""

    def change(before: Timeline) -> Timeline:
        item = replace(shot_of(points, source, before.rate), id=made, link=link)
        heard = [(sound, altered(item, id=new_id()))] if sound else []
        return placed(before, [(track, item), *heard], placing)

    return timeline_edit("Three-point edit", timeline, change, merge)


def shot_of(points: Points, source: Source, rate: Fraction) -> Item:
    """The item that three or four points tell of, without an id. Raises GraphError."""
    source_first, source_last, first, last = points
    if sum(point is not None for point in points) < 3:
        raise GraphError(
            "A three-point edit needs three points.",
            remedy="Mark a beginning or an end in the source or on the timeline.",
        )
    if (source_first is not None and source_last is not None and source_first >= source_last) or (
        first is not None and last is not None and first > last
    ):
        raise GraphError("The marked part ends before it begins.", remedy="Choose a later end.")
    speed = Fraction(1)
    if first is None or last is None:
        assert source_first is not None and source_last is not None  # noqa: PT018
        length = max(1, round((source_last - source_first) * rate))
    else:
        length = last - first + 1
        if source_first is not None and source_last is not None:
            speed = min(FASTEST, max(1 / FASTEST, (source_last - source_first) * rate / length))
    start = first if first is not None else (last or 0) + 1 - length
    offset = source_first if source_first is not None else (source_last or 0) - length / rate
    if offset < 0 or start < 0:
        raise GraphError("There is too little before the end that is marked.", remedy="Choose a later end.")
    return Item("", source, start, length, Fraction(offset), speed)
