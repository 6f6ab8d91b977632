"""What comes later makes way, or closes up, on all tracks that are not locked, so that they stay in step.

What begins at the place or later moves, and what goes over it stays as it is. Linked items move as one. Where something
would have to overlap, or what is linked is on a locked track, nothing moves, and the error names the track: a film that
silently falls out of step is worse than one that asks. A bed of music that is to stay is on a locked track.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from soraapp.errors import GraphError
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import unlocked, with_tracks
from soraapp.project.timeline.pieces import Span, parted, split
from soraapp.project.timeline.timeline import Item, Timeline, Track


def made_room(timeline: Timeline, at: int, frames: int) -> Timeline:
    """Nothing is from a frame on, for so many frames: items that go over it are cut, and links, too."""
    return opened(parted(split(timeline, at), at), [at], frames)


def opened(timeline: Timeline, places: Iterable[int], frames: int) -> Timeline:
    """What begins at a place or after it is so many frames later, for each of the places before it."""
    found = sorted(places)
    return shifted(timeline, lambda item: frames * sum(place <= item.start for place in found))


def closed(timeline: Timeline, spans: Iterable[Span]) -> Timeline:
    """What begins after a span is earlier by its length."""
    found = united(spans)
    if not found:
        return timeline
    return shifted(timeline, lambda item: -sum(end - start for start, end in found if end <= item.start))


def united(spans: Iterable[Span]) -> list[Span]:
    """The frames that are in any of the spans, as spans in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def without(span: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of a span."""
    found: list[Span] = []
    place = span[0]
    for start, end in united(taken):
        if end > place and start < span[1]:
            found += [(place, start)] if start > place else []
            place = max(place, end)
    return [*found, (place, span[1])] if place < span[1] else found


def shifted(timeline: Timeline, shift: Callable[[Item], int]) -> Timeline:
    """Every item on a track that is not locked is as many frames later as `shift` says: linked ones as that of them
    which moves most. Raises GraphError."""
    links: dict[str, int] = {}
    ways: dict[str, int] = {}
    for track in timeline.tracks:
        for item in track.items if not track.locked else ():
            ways[item.id] = way = shift(item)
            if way and item.link:
                links[item.link] = max(links.get(item.link, 0), way, key=abs)
    if not any(ways.values()):
        return timeline
    changed: dict[str, list[Item]] = {}
    for track in timeline.tracks:
        if track.locked:
            if links and any(item.link in links for item in track.items):
                unlocked(track)
            continue
        moved = [_moved(item, links.get(item.link) or ways[item.id]) for item in track.items]
        if any(one is not other for one, other in zip(moved, track.items, strict=True)):
            _check(track, moved)
            changed[track.id] = moved
    return with_tracks(timeline, changed)


def _moved(item: Item, frames: int) -> Item:
    return altered(item, start=item.start + frames) if frames else item


def _check(track: Track, items: Iterable[Item]) -> None:
    place = 0
    for item in items:
        if item.start < place:
            raise GraphError(
                "On {track} something is in the way of what comes later.",
                remedy="Make room there, unlink what is linked, or lock the track.",
                track=track.name,
            )
        place = item.end
