"""The tracks of a timeline themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypedDict, Unpack

from soraapp.errors import GraphError
from soraapp.project.edits import Edit, new_id
from soraapp.project.timeline.base import open_track, timeline_edit, track_of
from soraapp.project.timeline.properties import checked_gain
from soraapp.project.timeline.timeline import Timeline, Track, TrackKind

LETTERS = {TrackKind.VIDEO: "V", TrackKind.AUDIO: "A", TrackKind.TITLE: "T"}
"""With what the names of tracks begin."""
LOWEST, HIGHEST = 24, 400
"""The least and the greatest height of a track, in pixels."""


class Flags(TypedDict, total=False):
    """What can be changed of a track, as in `Track`."""

    muted: bool
    hidden: bool
    solo: bool
    locked: bool
    height: int
    gain: float


def add_track(
    timeline: str,
    kind: TrackKind,
    above: str | None = None,
    id: str | None = None,  # noqa: A002
    *,
    merge: str = "",
) -> Edit:
    """Add an empty track with a free name, after the track `above` in the order of tracks, or else after the last of
    its kind. Titles come over pictures, and sounds last."""
    made = id or new_id()

    def change(before: Timeline) -> Timeline:
        return with_track(before, kind, above, made)

    return timeline_edit("Add track", timeline, change, merge)


def remove_track(timeline: str, track: str, *, merge: str = "") -> Edit:
    """Remove a track with all that is on it. Raises GraphError when it is locked."""

    def change(before: Timeline) -> Timeline:
        gone = open_track(before, track)
        return replace(before, tracks=tuple(one for one in before.tracks if one is not gone))

    return timeline_edit("Remove track", timeline, change, merge)


def rename_track(timeline: str, track: str, name: str, *, merge: str = "") -> Edit:
    """Give a track another name. Raises GraphError when it is empty or taken."""
    tidy = " ".join(name.split())

    def change(before: Timeline) -> Timeline:
        if not tidy:
            raise GraphError("A track needs a name.", remedy="Type a name.")
        if any(one.name == tidy and one.id != track for one in before.tracks):
            raise GraphError("Another track is called {name}.", remedy="Choose another name.", name=tidy)
        return _changed(before, track, lambda found: replace(found, name=tidy))

    return timeline_edit("Rename track", timeline, change, merge)


def move_track(timeline: str, track: str, to_index: int, *, merge: str = "") -> Edit:
    """Bring a track to another place among all tracks, counted without itself; beyond an end, to that end."""

    def change(before: Timeline) -> Timeline:
        moved = track_of(before, track)
        rest = [one for one in before.tracks if one is not moved]
        rest.insert(max(0, to_index), moved)
        return before if tuple(rest) == before.tracks else replace(before, tracks=tuple(rest))

    return timeline_edit("Move track", timeline, change, merge)


def set_track(timeline: str, track: str, *, merge: str = "", **flags: Unpack[Flags]) -> Edit:
    """Mute, hide, solo, lock, or unlock a track, or give it another height or gain, which are brought into their
    ranges; a height of 0 is the usual one. A locked track can be changed like that, too."""

    def change(before: Timeline) -> Timeline:
        return _changed(before, track, lambda found: _sound(replace(found, **flags)))

    return timeline_edit("Change track", timeline, change, merge)


def with_track(timeline: Timeline, kind: TrackKind, above: str | None = None, made: str | None = None) -> Timeline:
    """The timeline with one more track; see `add_track`. Raises GraphError."""
    made = made or new_id()
    if timeline.track(made):
        raise GraphError("There is already a track with the id {id}.", id=made)
    below = track_of(timeline, above) if above else _last(timeline, kind)
    place = timeline.tracks.index(below) + 1 if below else 0
    track = Track(made, kind, free_track_name(timeline, kind))
    return replace(timeline, tracks=(*timeline.tracks[:place], track, *timeline.tracks[place:]))


def free_track_name(timeline: Timeline, kind: TrackKind) -> str:
    """Such as ``V3``, where V1 and V2 are taken."""
    taken = {track.name for track in timeline.tracks}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{LETTERS[kind]}{number}") not in taken)


def _last(timeline: Timeline, kind: TrackKind) -> Track | None:
    order = (TrackKind.VIDEO, TrackKind.TITLE, TrackKind.AUDIO)
    before = order[: order.index(kind) + 1]
    same = [track for track in timeline.tracks if track.kind is kind]
    found = same or [track for track in timeline.tracks if track.kind in before]
    return found[-1] if found else None


def _changed(timeline: Timeline, track: str, change: Callable[[Track], Track]) -> Timeline:
    old = track_of(timeline, track)
    new = change(old)
    if new == old:
        return timeline
    return replace(timeline, tracks=tuple(new if one is old else one for one in timeline.tracks))


def _sound(track: Track) -> Track:
    height = min(HIGHEST, max(LOWEST, track.height)) if track.height > 0 else 0
    return replace(track, height=height, gain=checked_gain(track.gain))
