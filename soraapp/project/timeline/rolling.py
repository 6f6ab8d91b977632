"""Edges that neighbours share: one gives what the other takes, and nothing else moves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from soraapp.project.edits import Edit
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import chosen, item_of, timeline_edit, unlocked, with_items
from soraapp.project.timeline.bounds import (
    FREE,
    Edge,
    Limits,
    Reach,
    common,
    edge_of,
    edged,
    held,
    open_reach,
    reach,
)
from soraapp.project.timeline.timeline import Item, Timeline, Track


def roll(
    timeline: str,
    item: str,
    edge: Edge,
    frames: int,
    limits: Limits | None = None,
    *,
    alone: bool = False,
    merge: str = "",
) -> Edit:
    """Bring the cut at an edge of an item so many frames later: the item before it becomes longer and the one after it
    shorter. What these are linked with goes along where it has an edge at the same frame. Beside a gap the edge alone
    goes. All go as far as the one that can go least."""

    def change(before: Timeline) -> Timeline:
        found = item_of(before, item)
        at = edge_of(found, edge)
        ends = list(_ends(before, found, at, alone=alone))
        reaches = [reach(one, side, before.rate, limits) for _, one, side in ends]
        shared = {track.id for track, _, side in ends if side is Edge.HEAD} & {
            track.id for track, _, side in ends if side is Edge.TAIL
        }
        reaches += [open_reach(track, one, side) for track, one, side in ends if track.id not in shared]
        way = held(frames, common(reaches))
        if not way:
            return before
        return with_items(before, {one.id: edged(one, side, way, before.rate) for _, one, side in ends})

    return timeline_edit("Roll", timeline, change, merge)


def _ends(timeline: Timeline, item: Item, at: int, *, alone: bool) -> Iterator[tuple[Track, Item, Edge]]:
    """The items with an edge at the cut, with their tracks, and which edge that is."""
    home = timeline.homes[item.id]
    links = {one.link for one in home.items if at in (one.start, one.end)} - {""}
    for track in timeline.tracks:
        beside = [one for one in track.items if at in (one.start, one.end)]
        if track is home or (not alone and any(one.link in links for one in beside)):
            unlocked(track)
            for one in beside:
                yield track, one, Edge.HEAD if one.start == at else Edge.TAIL


def slide(
    timeline: str,
    ids: Collection[str],
    frames: int,
    limits: Limits | None = None,
    *,
    alone: bool = False,
    merge: str = "",
) -> Edit:
    """Bring items so many frames later between their neighbours, which give way: the one before becomes longer, the one
    after shorter. Beside a gap they go into the gap. All go as far as the one that can go least."""

    def change(before: Timeline) -> Timeline:
        items = chosen(before, ids, alone=alone)
        touched: list[tuple[Item, Edge]] = []
        reaches: list[Reach] = []
        for track in before.tracks:
            found = _beside(track, items)
            reaches += [room for *_, room in found]
            touched += [(one, edge) for one, edge, _ in found if one]
        reaches += [reach(one, edge, before.rate, limits) for one, edge in touched]
        way = held(frames, common(reaches))
        if not way:
            return before
        changed = {name: altered(item, start=item.start + way) for name, item in items.items()}
        for one, edge in touched:
            changed[one.id] = edged(changed.get(one.id, one), edge, way, before.rate)
        return with_items(before, changed)

    return timeline_edit("Slide", timeline, change, merge)


def _beside(track: Track, items: Mapping[str, Item]) -> list[tuple[Item | None, Edge, Reach]]:
    """What is beside the items of a track: the neighbour that touches one, if any, with its edge, and how far the items
    can go on that side."""
    found: list[tuple[Item | None, Edge, Reach]] = []
    ends: list[Item | None] = [None, *track.items, None]
    for earlier, later in pairwise(ends):
        goes, follows = bool(later and later.id in items), bool(earlier and earlier.id in items)
        if goes == follows:
            continue
        if later and goes:
            free = later.start - (earlier.end if earlier else 0)
            found.append((earlier, Edge.TAIL, FREE) if earlier and not free else (None, Edge.TAIL, (-free, FREE[1])))
        elif earlier:
            free = later.start - earlier.end if later else FREE[1] - earlier.end
            found.append((later, Edge.HEAD, FREE) if later and not free else (None, Edge.HEAD, (FREE[0], free)))
    return found
