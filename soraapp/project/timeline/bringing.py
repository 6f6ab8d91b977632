"""What is put on a timeline for the first time: shots one after the other, with their sounds on a track of sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from soraapp.media.clip import Size
from soraapp.project.edits import Edit, new_id
from soraapp.project.project import Project
from soraapp.project.timeline.base import timeline_edit, timeline_of
from soraapp.project.timeline.placing import Place, Placing, placed
from soraapp.project.timeline.timeline import Item, Source, Timeline, Track, TrackKind
from soraapp.project.timeline.timelines import ensure_film, fitted
from soraapp.project.timeline.tracks import with_track

STILL = Fraction(4)
"""Seconds that a picture stands, and what is not known yet."""


@dataclass(frozen=True)
class Footage:
    """A source, and as much of it as is to be put on a timeline."""

    source: Source
    seconds: Fraction | None = None
    """How long it is; None for a picture, or where that is not known yet."""
    size: Size | None = None
    """Of its pictures, where that is known."""
    rate: Fraction | None = None
    """Of its pictures, where that is known."""
    seen: bool = True
    """It has pictures."""
    heard: bool = False
    """It has a sound."""
    offset: Fraction = Fraction(0)
    """The moment of the source at which it begins, in seconds."""
    id: str = ""
    """The id of its item, of the pictures where it has some; empty for a new one."""


def bring(
    timeline: str,
    footage: Sequence[Footage],
    frame: int,
    track: str | None = None,
    placing: Placing = Placing.OVERWRITE,
) -> Edit:
    """Put sources on a timeline one after the other, from a frame on, and the sounds of clips linked with them.

    `timeline` may be empty for the film of the project, which is made where there is none. Where nothing is on the
    timeline, it takes the size and the rate of the first clip. Pictures come on `track`, or else on the lowest that is
    not locked; sounds likewise, and where something would be overwritten on a track that nobody named, on the next one.
    Tracks that are missing are added. Raises GraphError when `track` is locked.
    """
    named = [replace(one, id=one.id or new_id()) for one in footage]
    made, links = new_id(), [new_id() for _ in named]

    def change(project: Project) -> Project:
        name = timeline
        if not name and (film := ensure_film(project)):
            project = film.change(project)
        if not name:
            assert project.film is not None
            name = project.film.id
        first = next((one for one in named if one.size and one.seen), None)
        if first and first.size:
            rate = first.rate or timeline_of(project, name).rate
            project = fitted(name, _even(first.size), rate).change(project)
        return timeline_edit(
            "Add to timeline", name, lambda found: _brought(found, named, links, made, frame, track, placing)
        ).change(project)

    return Edit("Add to timeline", change)


def length_of(footage: Footage, rate: Fraction) -> int:
    """How many frames of a timeline something lasts: no more than there is of it, but for one."""
    return max(1, int((STILL if footage.seconds is None else footage.seconds) * rate))


def _brought(
    timeline: Timeline,
    footage: Sequence[Footage],
    links: Sequence[str],
    made: str,
    frame: int,
    track: str | None,
    placing: Placing,
) -> Timeline:
    spans: list[tuple[int, int]] = []
    at = frame
    for one in footage:
        spans.append((at, length_of(one, timeline.rate)))
        at += spans[-1][1]
    asked = timeline.track(track) if track else None
    seen = heard = ""
    if any(one.seen for one in footage):
        timeline, seen = _home(timeline, TrackKind.VIDEO, asked, None, f"{made}v")
    if any(one.heard for one in footage):
        free = None if placing is Placing.INSERT else (frame, at)
        timeline, heard = _home(timeline, TrackKind.AUDIO, asked, free, f"{made}a")
    places: list[Place] = []
    for one, link, (start, length) in zip(footage, links, spans, strict=True):
        both = one.seen and one.heard
        item = Item(one.id, one.source, start, length, one.offset, link=link if both else "")
        if one.seen:
            places.append((seen, item))
        if one.heard:
            places.append((heard, replace(item, id=f"{one.id}s") if both else item))
    return placed(timeline, places, placing)


def _home(
    timeline: Timeline, kind: TrackKind, asked: Track | None, free: tuple[int, int] | None, made: str
) -> tuple[Timeline, str]:
    """The track that was asked for if it is of a kind, or else the first one that is not locked, and empty where it has
    to be; or a new one."""
    if asked and asked.kind is kind:
        return timeline, asked.id
    for track in timeline.tracks:
        empty = free is None or all(item.end <= free[0] or item.start >= free[1] for item in track.items)
        if track.kind is kind and not track.locked and empty:
            return timeline, track.id
    return with_track(timeline, kind, None, made), made


def _even(size: Size) -> Size:
    """A size that films can have: each side even."""
    return Size(max(2, size.width // 2 * 2), max(2, size.height // 2 * 2))
