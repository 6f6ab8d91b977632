"""How far the edges of items can go: as far as their sources last, to their last frame, and to their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction

from soraapp.project.timeline.pieces import fitted_to, place_of
from soraapp.project.timeline.timeline import LONGEST, Item, TitleSource, Track

Limits = Callable[[Item], Fraction | None]
"""How many seconds the source of an item has: None where it has no end, as a picture or a title has none. For one whose
length is not known yet, a great number."""
Reach = tuple[int, int]
"""From how many frames, at most 0, to how many, at least 0."""
FREE: Reach = (-LONGEST, LONGEST)


class Edge(Enum):
    """An end of an item."""

    HEAD = "head"
    TAIL = "tail"


def edge_of(item: Item, edge: Edge) -> int:
    """The frame at which an edge is."""
    return item.start if edge is Edge.HEAD else item.end


def edged(item: Item, edge: Edge, frames: int, rate: Fraction) -> Item:
    """The item with an edge so many frames later, and the same moments of its source where they were."""
    if edge is Edge.HEAD:
        return fitted_to(item, (item.start + frames, item.end), rate)
    return fitted_to(item, (item.start, item.end + frames), rate)


def endless(item: Item, limits: Limits | None) -> bool:
    """Whether the source of an item has no beginning and no end. Without `limits` only titles have none."""
    return isinstance(item.source, TitleSource) or (limits is not None and limits(item) is None)


def spare(item: Item, edge: Edge, rate: Fraction, limits: Limits | None) -> int:
    """How many frames of its source are beyond an edge of an item. Without `limits` no source has an end."""
    if endless(item, limits):
        return LONGEST
    if (edge is Edge.HEAD) != item.reverse:
        return int(item.offset * rate / item.speed)
    limit = limits(item) if limits else None
    return LONGEST if limit is None else max(0, int((limit - item.offset - item.span(rate)) * rate / item.speed))


def reach(item: Item, edge: Edge, rate: Fraction, limits: Limits | None) -> Reach:
    """How far an edge of an item can go by what its source has; one frame of it stays."""
    beyond = spare(item, edge, rate, limits)
    return (-beyond, item.length - 1) if edge is Edge.HEAD else (1 - item.length, beyond)


def open_reach(track: Track, item: Item, edge: Edge) -> Reach:
    """How far an edge of an item can go by what is beside it on its track."""
    return _open(track, place_of(track, item), edge)


def open_reaches(track: Track, edge: Edge) -> dict[str, Reach]:
    """The same of all items of a track, by their ids."""
    return {item.id: _open(track, place, edge) for place, item in enumerate(track.items)}


def _open(track: Track, place: int, edge: Edge) -> Reach:
    item = track.items[place]
    if edge is Edge.HEAD:
        return (track.items[place - 1].end if place else 0) - item.start, LONGEST
    return -LONGEST, (track.items[place + 1].start if place + 1 < len(track.items) else LONGEST) - item.end


def common(reaches: Iterable[Reach]) -> Reach:
    """What all reach."""
    found = list(reaches)
    return max((least for least, _ in found), default=0), min((most for _, most in found), default=0)


def held(frames: int, within: Reach) -> int:
    """So many frames, or as many as can be."""
    return max(within[0], min(frames, within[1]))
