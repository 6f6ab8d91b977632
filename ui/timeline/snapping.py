"""What is dragged on a timeline comes to rest at cuts, markers, the playhead, and the ends of the marked part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from soraapp.project.timeline.timeline import Timeline

REACH = 9.0
"""Pixels from which on something is caught."""


class Caught(NamedTuple):
    """How far to go, and the frame that holds what goes there; None where nothing does."""

    frames: int
    line: int | None


def rests(timeline: Timeline, playhead: int | None, without: Collection[str] = ()) -> list[int]:
    """The frames of a timeline where something comes to rest, in order: edges of items but for some, both ends of
    markers and of the marked part, the beginning, and the playhead."""
    return sorted(set(_rests(timeline, playhead, without)))


def _rests(timeline: Timeline, playhead: int | None, without: Collection[str]) -> Iterator[int]:
    yield 0
    if playhead is not None:
        yield playhead
    for item in timeline.items():
        if item.id not in without:
            yield item.start
            yield item.end
    for marker in timeline.markers:
        yield marker.at
        yield marker.at + marker.length
    if timeline.first is not None:
        yield timeline.first
    if timeline.last is not None:
        yield timeline.last + 1


def caught(points: Iterable[int], edges: Iterable[int], frames: int, reach: float) -> Caught:
    """So many frames, or as many as bring one of some edges to one of some points, where that is at most `reach` frames
    away; of several the nearest. `points` are in order."""
    known = list(points)
    best: tuple[int, int] | None = None
    for edge in edges:
        place = edge + frames
        index = bisect_left(known, place)
        for point in known[max(0, index - 1) : index + 1]:
            away = point - place
            if abs(away) <= reach and (best is None or abs(away) < abs(best[0])):
                best = away, point
    return Caught(frames + best[0], best[1]) if best else Caught(frames, None)
