"""The edges of items, and what is seen between them. Frames above 0 are later; all goes as far as it can."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from soraapp.project.edits import Edit
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import chosen, timeline_edit, unlocked, with_items
from soraapp.project.timeline.bounds import (
    Edge,
    Limits,
    Reach,
    common,
    edge_of,
    edged,
    endless,
    held,
    open_reaches,
    reach,
    spare,
)
from soraapp.project.timeline.rippling import closed, opened
from soraapp.project.timeline.rolling import roll, slide
from soraapp.project.timeline.timeline import Item, Timeline

__all__ = ["Edge", "Limits", "roll", "slide", "slip", "trim"]


def trim(
    timeline: str,
    ids: Collection[str],
    edge: Edge,
    frames: int,
    ripple: bool = False,
    limits: Limits | None = None,
    *,
    alone: bool = False,
    merge: str = "",
) -> Edit:
    """Bring an edge of items so many frames later, each as far as its source and its neighbours let it.

    What an item is linked with goes along where its edge is at the same frame, so that a sound that was let to begin
    earlier stays so. With `ripple` neighbours are no limit: the items stay where they begin, and what comes later makes
    way or closes up, on all tracks that are not locked; then all edges go as far as the one that can go least.
    Raises GraphError when a track is locked, or something is in the way of a ripple.
    """

    def change(before: Timeline) -> Timeline:
        rate = before.rate
        items = _with_edges(before, ids, edge, alone=alone)
        reaches = {item.id: reach(item, edge, rate, limits) for item in items}
        if ripple:
            way = held(frames, common(reaches.values()))
            return _rippled(before, items, edge, way)
        homes = {before.homes[item.id].id for item in items}
        beside: dict[str, Reach] = {}
        for track in before.tracks:
            beside |= open_reaches(track, edge) if track.id in homes else {}
        ways = {item.id: held(frames, common((reaches[item.id], beside[item.id]))) for item in items}
        return with_items(before, {one.id: edged(one, edge, ways[one.id], rate) for one in items if ways[one.id]})

    if ripple:
        return timeline_edit("Ripple trim", timeline, change, merge)
    return timeline_edit("Trim", timeline, change, merge)


def slip(
    timeline: str,
    ids: Collection[str],
    frames: int,
    limits: Limits | None = None,
    *,
    alone: bool = False,
    merge: str = "",
) -> Edit:
    """What is seen of the sources goes so many frames later under the items, which stay: a moment that was seen at a
    frame is seen that much later, and earlier ones come in at the head. All go the same way, as far as each source has
    something to show; titles and pictures look the same at every moment."""

    def change(before: Timeline) -> Timeline:
        rate = before.rate
        items = chosen(before, ids, alone=alone)
        ending = {name: item for name, item in items.items() if not endless(item, limits)}
        spares = (
            (-spare(one, Edge.TAIL, rate, limits), spare(one, Edge.HEAD, rate, limits)) for one in ending.values()
        )
        way = held(frames, common(spares))
        if not way:
            return before
        return with_items(before, {name: _slipped(item, way, rate) for name, item in ending.items()})

    return timeline_edit("Slip", timeline, change, merge)


def _slipped(item: Item, frames: int, rate: Fraction) -> Item:
    way = (frames if item.reverse else -frames) * item.speed / rate
    return altered(item, offset=max(Fraction(0), item.offset + way))


def _with_edges(timeline: Timeline, ids: Collection[str], edge: Edge, *, alone: bool) -> list[Item]:
    """Items, and those that are linked with one and have that edge at the same frame."""
    named = chosen(timeline, ids, alone=True)
    edges = {(item.link, edge_of(item, edge)) for item in named.values() if item.link and not alone}
    found: list[Item] = []
    for track in timeline.tracks:
        for item in track.items:
            if item.id in named or (item.link and (item.link, edge_of(item, edge)) in edges):
                unlocked(track)
                found.append(item)
    return found


def _rippled(timeline: Timeline, items: Collection[Item], edge: Edge, frames: int) -> Timeline:
    if not frames:
        return timeline
    longer = -frames if edge is Edge.HEAD else frames
    if longer > 0:
        room = opened(timeline, {edge_of(item, edge) for item in items}, longer)
        now = (room.by_id[item.id] for item in items)
        return with_items(room, {item.id: edged(item, edge, frames, timeline.rate) for item in now})
    trimmed = with_items(timeline, {item.id: edged(item, edge, frames, timeline.rate) for item in items})
    ends = {edge_of(item, edge) for item in items}
    return closed(trimmed, [(min(end, end + frames), max(end, end + frames)) for end in ends])
