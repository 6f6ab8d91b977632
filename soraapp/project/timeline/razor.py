"""Items are cut in two, and pieces are made one again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from itertools import pairwise

from soraapp.errors import GraphError
from soraapp.project.edits import Edit
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import chosen, timeline_edit, with_tracks
from soraapp.project.timeline.pieces import split
from soraapp.project.timeline.timeline import Item, Timeline, TitleSource


def cut(timeline: str, frame: int, ids: Collection[str] | None = None, *, alone: bool = False, merge: str = "") -> Edit:
    """Cut items in two before a frame: all on tracks that are not locked, or those of some ids. Nothing that is seen
    changes. The pieces before the frame stay linked with each other, and so do those after it.

    Raises GraphError when none of them goes over that frame.
    """

    def change(before: Timeline) -> Timeline:
        found = None if ids is None else chosen(before, ids, alone=alone).keys()
        after = split(before, frame, found)
        if after is before:
            raise GraphError("There is nothing to cut here.", remedy="Choose a frame inside of an item.")
        return after

    return timeline_edit("Cut in two", timeline, change, merge)


def join(timeline: str, ids: Collection[str], *, alone: bool = False, merge: str = "") -> Edit:
    """Make one of pieces that follow one another on a track and in their source, and look the same. What one of them is
    linked with is linked with the whole.

    Raises GraphError when there are no two such pieces.
    """

    def change(before: Timeline) -> Timeline:
        found = chosen(before, ids, alone=alone)
        changed: dict[str, list[Item]] = {}
        links: dict[str, str] = {}
        for track in before.tracks:
            items: list[Item] = []
            for item in track.items:
                if items and item.id in found and items[-1].id in found and follows(items[-1], item, before.rate):
                    _united(links, items[-1].link, item.link)
                    items[-1] = _whole(items[-1], item)
                else:
                    items.append(item)
            if len(items) < len(track.items):
                changed[track.id] = items
        if not changed:
            raise GraphError(
                "These items do not go on from one to the next.",
                remedy="Choose two that were cut from one and changed in nothing since.",
            )
        return _relinked(with_tracks(before, changed), links)

    return timeline_edit("Join", timeline, change, merge)


def through_edits(timeline: Timeline) -> list[tuple[str, str]]:
    """The pairs of items that `join` would make one, in the order of tracks and time."""
    return [
        (first.id, second.id)
        for track in timeline.tracks
        for first, second in pairwise(track.items)
        if follows(first, second, timeline.rate)
    ]


def follows(first: Item, second: Item, rate: Fraction) -> bool:
    """Whether nothing is to be seen of the cut between two items."""
    if first.end != second.start or first.source != second.source or second.lead or first.fade_out or second.fade_in:
        return False
    goes_on = first.moment(second.start, rate) == second.moment(second.start, rate)
    if not goes_on and not isinstance(first.source, TitleSource):
        return False
    pieces = (altered(one, id="", start=0, length=1, offset=Fraction(0), link="", lead=None) for one in (first, second))
    one, other = (altered(piece, fade_in=0, fade_out=0) for piece in pieces)
    return one == other


def _whole(first: Item, second: Item) -> Item:
    return altered(
        first,
        length=first.length + second.length,
        offset=min(first.offset, second.offset),
        fade_out=second.fade_out,
        link=first.link or second.link,
    )


def _united(links: dict[str, str], first: str, second: str) -> None:
    first, second = _last(links, first), _last(links, second)
    if first and second and first != second:
        links[second] = first


def _last(links: Mapping[str, str], link: str) -> str:
    """What a link has become, step by step."""
    while link in links:
        link = links[link]
    return link


def _relinked(timeline: Timeline, links: Mapping[str, str]) -> Timeline:
    """The timeline with links in place of others, but on tracks that are locked."""
    changed = {
        track.id: [altered(item, link=_last(links, item.link)) for item in track.items]
        for track in timeline.tracks
        if not track.locked and any(item.link in links for item in track.items)
    }
    return with_tracks(timeline, changed)
