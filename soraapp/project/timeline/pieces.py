"""Pieces of items that show at every frame what the whole showed there, and room among the items of a track."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from soraapp.project.edits import new_id
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import with_tracks
from soraapp.project.timeline.timeline import Item, Timeline, Track

Span = tuple[int, int]
"""A first frame, and the one after the last."""


def fitted_to(item: Item, span: Span, rate: Fraction) -> Item:
    """The item with other ends, the same moment of its source at every frame that both have. A source that would have
    to begin before its beginning begins there."""
    start, end = span
    if (start, end) == (item.start, item.end):
        return item
    skipped = item.end - end if item.reverse else start - item.start
    offset = max(Fraction(0), item.offset + skipped * item.speed / rate) if skipped else item.offset
    return altered(item, start=start, length=end - start, offset=offset)


def place_of(track: Track, item: Item) -> int:
    """The number of an item on its track. Comparing items field by field, as `index` does, takes its time."""
    return next(place for place, one in enumerate(track.items) if one is item)


def halves(item: Item, frame: int, rate: Fraction) -> tuple[Item, Item]:
    """What is before a frame inside of an item, and what begins there, which has a new id. The transition stays with
    the first, fades stay at their ends, and the link is that of both."""
    first = altered(fitted_to(item, (item.start, frame), rate), fade_out=0)
    second = altered(fitted_to(item, (frame, item.end), rate), id=new_id(), fade_in=0, lead=None)
    return first, second


def cleared(items: Iterable[Item], spans: Sequence[Span], rate: Fraction) -> list[Item]:
    """Items without what they have inside of some spans, which are in order and do not overlap."""
    found: list[Item] = []
    number = 0
    for item in items:
        while number < len(spans) and spans[number][1] <= item.start:
            number += 1
        left: Item | None = item
        for start, end in spans[number:]:
            if left is None or start >= left.end:
                break
            before, left = _around(left, (start, end), rate)
            found += before
        found += [left] if left else []
    return found


def _around(item: Item, span: Span, rate: Fraction) -> tuple[list[Item], Item | None]:
    """What an item has before a span, and what it has after it."""
    start, end = span
    if end <= item.start:
        return [], item
    if item.start < start and end < item.end:
        first, rest = halves(item, start, rate)
        return [first], fitted_to(rest, (end, item.end), rate)
    if item.start < start:
        return [altered(fitted_to(item, (item.start, start), rate), fade_out=0)], None
    if end < item.end:
        return [], altered(fitted_to(item, (end, item.end), rate), fade_in=0, lead=None)
    return [], None


def split(timeline: Timeline, frame: int, ids: Collection[str] | None = None) -> Timeline:
    """The timeline with items cut in two where they go over a frame: all on tracks that are not locked, or those of
    some ids. What is linked on each side stays linked there."""
    changed: dict[str, list[Item]] = {}
    links: set[str] = set()
    for track in timeline.tracks:
        found = track.at(frame)
        if track.locked or found is None or found.start == frame or (ids is not None and found.id not in ids):
            continue
        place = place_of(track, found)
        changed[track.id] = [*track.items[:place], *halves(found, frame, timeline.rate), *track.items[place + 1 :]]
        links |= {found.link}
    return parted(with_tracks(timeline, changed), frame, links - {""}) if changed else timeline


def parted(timeline: Timeline, frame: int, links: Collection[str] | None = None) -> Timeline:
    """The timeline with those links cut at a frame, or all, that nothing holds together there: what begins at it or
    later has a link of its own, or none where it is alone. What goes over the frame holds, and what is on a locked
    track."""
    sides: dict[str, list[bool]] = {}
    held: set[str] = set()
    for track in timeline.tracks:
        for item in track.items:
            if item.link and (links is None or item.link in links):
                sides.setdefault(item.link, []).append(item.start >= frame)
                if track.locked or item.start < frame < item.end:
                    held.add(item.link)
    cut = {link: sum(found) for link, found in sides.items() if link not in held and 0 < sum(found) < len(found)}
    new = {link: new_id() if later > 1 else "" for link, later in cut.items()}
    if not new:
        return timeline
    return with_tracks(
        timeline,
        {
            track.id: [
                altered(item, link=new[item.link]) if item.start >= frame and item.link in new else item
                for item in track.items
            ]
            for track in timeline.tracks
            if any(item.start >= frame and item.link in new for item in track.items)
        },
    )
