"""How far the edges of items can go: as far as their sources last, to their last frame, and to their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction

from soraapp.project.timeline.pieces import fitted_to
from soraapp.project.timeline.timeline import LONGEST, Item, TitleSource, Track

Limits = Callable[[Item], Fraction | None]
"""How many seconds the source of an item has: None where it has no end, as a picture or a title has none. For one whose
length is not known yet, a great number."""
Reach = tuple[int, int]
"""From how many frames, at most 0, to how many, at least 0."""
FREE: Reach = (-LONGEST, LONGEST)
ENDLESS = (LONGEST, LONGEST)


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


def spare(item: Item, rate: Fraction, limits: Limits | None) -> tuple[int, int]:
    """How many frames of its source are before what is seen of it, and after it, in the order in which they are seen.
    Without `limits` no source has an end."""
    limit = limits(item) if limits else None
    if isinstance(item.source, TitleSource) or (limits and limit is None):
        return ENDLESS
    earlier = int(item.offset * rate / item.speed)
    later = LONGEST if limit is None else max(0, int((limit - item.offset - item.span(rate)) * rate / item.speed))
    return (later, earlier) if item.reverse else (earlier, later)


def reach(item: Item, edge: Edge, rate: Fraction, limits: Limits | None) -> Reach:
    """How far an edge of an item can go by what its source has; one frame of it stays."""
    before, after = spare(item, rate, limits)
    return (-before, item.length - 1) if edge is Edge.HEAD else (1 - item.length, after)


def open_reach(track: Track, item: Item, edge: Edge) -> Reach:
    """How far an edge of an item can go by what is beside it on its track."""
    if edge is Edge.HEAD:
        return max((one.end for one in track.items if one.end <= item.start), default=0) - item.start, LONGEST
    return -LONGEST, min((one.start for one in track.items if one.start >= item.end), default=LONGEST) - item.end


def common(reaches: Iterable[Reach]) -> Reach:
    """What all reach."""
    found = list(reaches)
    return max((least for least, _ in found), default=0), min((most for _, most in found), default=0)


def held(frames: int, within: Reach) -> int:
    """So many frames, or as many as can be."""
    return max(within[0], min(frames, within[1]))
