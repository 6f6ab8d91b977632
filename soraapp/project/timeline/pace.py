"""How fast items play, and in which direction."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from soraapp.errors import GraphError
from soraapp.project.edits import Edit
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import chosen, timeline_edit, with_items
from soraapp.project.timeline.bounds import Edge, edged, open_reach
from soraapp.project.timeline.rippling import shifted
from soraapp.project.timeline.timeline import FASTEST, Item, Timeline, TitleSource


def set_speed(
    timeline: str,
    ids: Collection[str],
    speed: Fraction | None = None,
    reverse: bool | None = None,
    ripple: bool = True,
    *,
    alone: bool = False,
    merge: str = "",
) -> Edit:
    """Let items play at another speed, in seconds of the source that pass in one second, or in the other direction;
    None leaves it. What is seen of the source stays, so that the length changes, to the nearest frame; titles keep
    theirs.

    With `ripple` what comes later makes way or closes up on all tracks that are not locked; else an item that becomes
    longer ends where the next one begins. Linked items keep in step, also where one of them begins later.
    Raises GraphError for a speed that is not from 1/100 to 100, and when a ripple cannot be.
    """

    def change(before: Timeline) -> Timeline:
        if speed is not None and not 1 / FASTEST <= speed <= FASTEST:
            raise GraphError(
                "{speed} is no speed.", remedy="Choose one from 1 % to 10000 %.", speed=f"{float(speed) * 100:g} %"
            )
        found = chosen(before, ids, alone=alone)
        after = before
        for group in _groups(found.values()):
            now = [after.by_id[item.id] for item in group if not isinstance(item.source, TitleSource)]
            if now:
                after = _paced(after, now, speed, reverse, ripple=ripple)
        return after

    return timeline_edit("Change speed", timeline, change, merge)


def _groups(items: Collection[Item]) -> list[list[Item]]:
    """Items that keep in step, in the order of time."""
    found: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda one: one.start):
        found.setdefault(f"link {item.link}" if item.link else item.id, []).append(item)
    return list(found.values())


def _paced(
    timeline: Timeline, items: list[Item], speed: Fraction | None, reverse: bool | None, *, ripple: bool
) -> Timeline:
    base = min(item.start for item in items)
    new = {item.id: _quick(item, base, speed, reverse) for item in items}
    if all(one.length == item.length and one.start == item.start for one, item in _pairs(items, new)):
        return with_items(timeline, {one.id: one for one, item in _pairs(items, new) if one != item})
    if not ripple:
        return _squeezed(timeline, items, new)
    # Of those that end last on each track, one may end a frame earlier than the others by rounding: it ends with them.
    lasts = {timeline.homes[item.id].id: item for item in items}
    longer = max(new[item.id].end - item.end for item in lasts.values())
    for item in lasts.values():
        one = new[item.id]
        missing = item.end + longer - one.end
        new[item.id] = edged(one, Edge.TAIL, missing, timeline.rate) if missing == 1 else one
    ends = {track: item.end for track, item in lasts.items()}
    last = max(ends.values())

    def later(item: Item) -> int:
        follows = item.id not in new and item.start >= ends.get(timeline.homes[item.id].id, last)
        return longer if follows else 0

    if longer < 0:
        return shifted(with_items(timeline, new), later)
    return with_items(shifted(timeline, later), new)


def _squeezed(timeline: Timeline, items: list[Item], new: dict[str, Item]) -> Timeline:
    """Each at its own place, as long as the room up to the next item."""
    for one, item in _pairs(items, new):
        room = open_reach(timeline.homes[item.id], item, Edge.TAIL)[1]
        kept = altered(one, start=item.start)
        new[one.id] = edged(kept, Edge.TAIL, min(0, item.end + room - kept.end), timeline.rate)
    return with_items(timeline, new)


def _pairs(items: list[Item], new: dict[str, Item]) -> list[tuple[Item, Item]]:
    return [(new[item.id], item) for item in items]


def _quick(item: Item, base: int, speed: Fraction | None, reverse: bool | None) -> Item:
    pace = item.speed if speed is None else speed
    way = item.reverse if reverse is None else reverse
    ratio = item.speed / pace
    start, end = (base + round((frame - base) * ratio) for frame in (item.start, item.end))
    return altered(item, start=start, length=max(1, end - start), speed=pace, reverse=way)
