"""Items as text that any program can carry elsewhere, and from there onto a timeline again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from soraapp.errors import GraphError, ProjectError
from soraapp.project.edits import Edit
from soraapp.project.part import Part
from soraapp.project.text import parsed, written
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import item_of, sound, timeline_edit, track_of
from soraapp.project.timeline.encoding import read_timeline, write_timeline
from soraapp.project.timeline.placing import Place, Placing, copied_places, placed
from soraapp.project.timeline.rates import at_rate
from soraapp.project.timeline.timeline import Timeline, Track, TrackKind
from soraapp.project.timeline.tracks import with_track

CLIPBOARD = "soraapp timeline items"
"""The format of copied items."""


def copied(timeline: Timeline, ids: Collection[str], *, alone: bool = False) -> str:
    """Items and those that they are linked with as readable JSON, for the clipboard; the first of them begins at 0.
    Those of locked tracks, too. Raises GraphError when there are none."""
    links = set[str]() if alone else {item_of(timeline, name).link for name in ids} - {""}
    rows = [
        replace(track, items=tuple(item for item in track.items if item.id in ids or item.link in links))
        for track in timeline.tracks
    ]
    start = min((track.items[0].start for track in rows if track.items), default=None)
    if start is None:
        raise GraphError("There are no items to copy.", remedy="Select some items first.")
    tracks = (
        replace(track, items=tuple(altered(item, start=item.start - start) for item in track.items), locked=False)
        for track in rows
        if track.items
    )
    part = sound(replace(timeline, tracks=tuple(tracks), markers=(), first=None, last=None), None)
    return written({"format": CLIPBOARD, "timeline": write_timeline(part, None)})


def paste(
    timeline: str,
    text: str,
    frame: int,
    track: str | None = None,
    placing: Placing = Placing.OVERWRITE,
    *,
    merge: str = "",
) -> Edit:
    """Put the items that `copied` wrote on a timeline, from a frame on, with new ids, and linked among each other.

    They come on the tracks that they were on, or on the first of their kind; with `track`, the first row of that kind
    comes there, and the others on those after it. Where tracks are missing, they are added.
    Raises ProjectError at once when the text holds no items; GraphError when a track is locked.
    """
    members = Part(parsed(text)).members(("format", "timeline"))
    if members["format"].value != CLIPBOARD:
        raise ProjectError("There are no items to paste.", remedy="Copy some items of a timeline first.")
    part = read_timeline(members["timeline"], None)

    def change(before: Timeline) -> Timeline:
        if track:
            track_of(before, track)
        rows = sound(at_rate(part, before.rate)).tracks
        after, places = before, list[Place]()
        for kind in TrackKind:
            same = [row for row in rows if row.kind is kind]
            after, homes = _homes(after, kind, same, track)
            places += [
                (home, altered(item, start=item.start + frame))
                for row, home in zip(same, homes, strict=True)
                for item in row.items
            ]
        return placed(after, copied_places(places), placing)

    return timeline_edit("Paste", timeline, change, merge)


def _homes(timeline: Timeline, kind: TrackKind, rows: Sequence[Track], first: str | None) -> tuple[Timeline, list[str]]:
    """The tracks that rows of a kind come on, with those that are missing added."""
    same = [track.id for track in timeline.tracks if track.kind is kind]
    if first not in same and {row.id for row in rows} <= set(same):
        return timeline, [row.id for row in rows]
    start = same.index(first) if first in same else 0
    while len(same) < start + len(rows):
        timeline = with_track(timeline, kind)
        same = [track.id for track in timeline.tracks if track.kind is kind]
    return timeline, same[start : start + len(rows)]
