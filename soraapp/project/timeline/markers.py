"""Markers, and the part of a timeline that is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypedDict, Unpack

from soraapp.errors import GraphError
from soraapp.project.edits import Edit, new_id
from soraapp.project.frame_edits import checked_color
from soraapp.project.timeline.base import timeline_edit
from soraapp.project.timeline.timeline import LONGEST, Marker, Timeline


class Words(TypedDict, total=False):
    """What a marker says, as in `Marker`."""

    length: int
    name: str
    note: str
    color: str


class Values(Words, total=False):
    """What can be changed of a marker."""

    at: int


def add_marker(timeline: str, at: int, *, id: str | None = None, merge: str = "", **values: Unpack[Words]) -> Edit:  # noqa: A002
    """Mark a frame, or with a length a part. Raises GraphError for what is no colour, and where no frame can be."""
    made = id or new_id()

    def change(before: Timeline) -> Timeline:
        if any(marker.id == made for marker in before.markers):
            raise GraphError("There is already a marker with the id {id}.", id=made)
        return _with(before, (*before.markers, _sound(replace(Marker(made, at), **values))))

    return timeline_edit("Add marker", timeline, change, merge)


def change_marker(timeline: str, marker: str, *, merge: str = "", **values: Unpack[Values]) -> Edit:
    """Move a marker, or change what it says. Raises GraphError."""

    def change(before: Timeline) -> Timeline:
        new = _sound(replace(marker_of(before, marker), **values))
        if new in before.markers:
            return before
        return _with(before, (new if one.id == marker else one for one in before.markers))

    return timeline_edit("Change marker", timeline, change, merge)


def remove_marker(timeline: str, marker: str, *, merge: str = "") -> Edit:
    """Take a marker away. Raises GraphError when it is not there."""

    def change(before: Timeline) -> Timeline:
        gone = marker_of(before, marker)
        return _with(before, (one for one in before.markers if one is not gone))

    return timeline_edit("Remove marker", timeline, change, merge)


def set_range(timeline: str, first: int | None, last: int | None, *, merge: str = "") -> Edit:
    """Mark the part from a first frame to a last one; None for the beginning or the end. Raises GraphError when the
    last is before the first."""

    def change(before: Timeline) -> Timeline:
        found = [frame for frame in (first, last) if frame is not None]
        if found != sorted(found) or not all(0 <= frame <= LONGEST for frame in found):
            raise GraphError("The marked part ends before it begins.", remedy="Choose a later end.")
        return before if (first, last) == (before.first, before.last) else replace(before, first=first, last=last)

    return timeline_edit("Mark part", timeline, change, merge)


def marker_of(timeline: Timeline, marker: str) -> Marker:
    """The marker of that id. Raises GraphError when there is none."""
    found = next((one for one in timeline.markers if one.id == marker), None)
    if found is None:
        raise GraphError("This marker is not on the timeline any more.", remedy="Choose another one.")
    return found


def _with(timeline: Timeline, markers: Iterable[Marker]) -> Timeline:
    return replace(timeline, markers=tuple(sorted(markers, key=lambda marker: marker.at)))


def _sound(marker: Marker) -> Marker:
    checked_color(marker.color)
    if not (0 <= marker.at <= LONGEST and 0 <= marker.length <= LONGEST):
        raise GraphError("There is no such place on a timeline.", remedy="Choose another one.")
    return replace(marker, name=" ".join(marker.name.split()))
