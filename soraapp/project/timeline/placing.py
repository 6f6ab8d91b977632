"""Items are put on a timeline, moved on it and taken off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from itertools import pairwise

from soraapp.errors import GraphError
from soraapp.project.edits import Edit, new_id
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import checked_kind, chosen, open_track, timeline_edit, with_tracks
from soraapp.project.timeline.pieces import Span, cleared
from soraapp.project.timeline.rippling import closed, made_room, united, without
from soraapp.project.timeline.timeline import LONGEST, Item, Timeline, Track


class Placing(Enum):
    """What becomes of that which is there already."""

    OVERWRITE = "overwrite"
    """What is under is cut away."""
    INSERT = "insert"
    """What goes over the place is cut there, and what comes later makes way, on all tracks that are not locked."""


Place = tuple[str, Item]
"""The id of a track, and an item for it, which knows its time."""


def put(timeline: str, places: Sequence[Place], placing: Placing = Placing.OVERWRITE, *, merge: str = "") -> Edit:
    """Put new items on tracks. All of them together need the room between the first frame and the last of any.

    Raises GraphError when a track is locked, or an item does not belong there, and when two of the items overlap.
    """

    def change(before: Timeline) -> Timeline:
        return placed(before, places, placing)

    return timeline_edit("Add to timeline", timeline, change, merge)


def move(
    timeline: str,
    ids: Collection[str],
    frames: int,
    tracks: int = 0,
    placing: Placing = Placing.OVERWRITE,
    copies: bool = False,
    *,
    alone: bool = False,
    merge: str = "",
) -> Edit:
    """Bring items so many frames later, and so many tracks of their kind further in the order of tracks.

    All go the same way, as far as the timeline reaches. What they are linked with goes along in time, and stays on its
    tracks. With `copies` the items stay, and copies of them come there, linked among each other as they are.
    """

    def change(before: Timeline) -> Timeline:
        found = chosen(before, ids, alone=alone)
        if not found:
            return before
        first, last = min(item.start for item in found.values()), max(item.end for item in found.values())
        way = max(-first, min(frames, LONGEST - last))
        homes = _homes(before, found, ids, tracks)
        places = [(homes[item.id], altered(item, start=item.start + way)) for item in found.values()]
        if not way and not copies and all(before.homes[item.id].id == home for home, item in places):
            return before
        if copies:
            return placed(before, copied_places(places), placing)
        return placed(lifted(before, found), places, placing)

    if copies:
        return timeline_edit("Duplicate", timeline, change, merge)
    return timeline_edit("Move", timeline, change, merge)


def remove(
    timeline: str,
    ids: Collection[str],
    ripple: bool = False,
    *,
    alone: bool = False,
    merge: str = "",
) -> Edit:
    """Take items off. With `ripple` what comes later closes up, where nothing is left on their tracks in between."""

    def change(before: Timeline) -> Timeline:
        found = chosen(before, ids, alone=alone)
        if not found:
            return before
        after = lifted(before, found)
        return closed(after, _left_open(before, after, found.values())) if ripple else after

    if ripple:
        return timeline_edit("Ripple delete", timeline, change, merge)
    return timeline_edit("Delete", timeline, change, merge)


def close_gap(timeline: str, track: str, frame: int, *, merge: str = "") -> Edit:
    """Bring what comes after a gap to its beginning, on all tracks that are not locked. Raises GraphError when there is
    no gap at that frame of the track."""

    def change(before: Timeline) -> Timeline:
        gap = gap_at(open_track(before, track), frame)
        if gap is None:
            raise GraphError("There is no gap.", remedy="Choose a place between two items.")
        return closed(before, [gap])

    return timeline_edit("Close gap", timeline, change, merge)


def gap_at(track: Track, frame: int) -> Span | None:
    """The empty frames around a frame, before an item; None where an item is, or none comes after."""
    end = next((item.start for item in track.items if item.end > frame), None)
    if end is None or end <= frame or frame < 0:
        return None
    return max((item.end for item in track.items if item.end <= frame), default=0), end


def lifted(timeline: Timeline, items: Collection[str]) -> Timeline:
    """The timeline without some items, by their ids."""
    tracks = {timeline.homes[name].id for name in items}
    return with_tracks(
        timeline,
        {
            track.id: [item for item in track.items if item.id not in items]
            for track in timeline.tracks
            if track.id in tracks
        },
    )


def placed(timeline: Timeline, places: Sequence[Place], placing: Placing) -> Timeline:
    """The timeline with new items on it; see `put`."""
    if not places:
        return timeline
    start, end = min(item.start for _, item in places), max(item.end for _, item in places)
    if start < 0 or end > LONGEST:
        raise GraphError("There is no such place on a timeline.", remedy="Choose another one.")
    for name, item in places:
        checked_kind(open_track(timeline, name), item)
    if placing is Placing.INSERT:
        timeline = made_room(timeline, start, end - start)
    new: dict[str, list[Item]] = {}
    for name, item in places:
        new.setdefault(name, []).append(item)
    return with_tracks(timeline, {name: _among(timeline, name, items) for name, items in new.items()})


def _among(timeline: Timeline, track: str, new: list[Item]) -> list[Item]:
    new.sort(key=_start)
    if any(later.start < earlier.end for earlier, later in pairwise(new)):
        raise GraphError("Two items would be at one place.", remedy="Choose another place, or another track.")
    rest = cleared(open_track(timeline, track).items, united((item.start, item.end) for item in new), timeline.rate)
    return sorted((*rest, *new), key=_start)


def _start(item: Item) -> int:
    return item.start


def copied_places(places: Sequence[Place]) -> list[Place]:
    """Places with copies of their items: with new ids, linked among each other as these are, and with the transitions
    from items that are copied, too."""
    links = {item.link: new_id() for _, item in places if item.link}
    ends = {(track, item.end) for track, item in places}
    return [
        (
            track,
            altered(
                item,
                id=new_id(),
                link=links.get(item.link, ""),
                lead=item.lead if (track, item.start) in ends else None,
            ),
        )
        for track, item in places
    ]


def _homes(timeline: Timeline, items: Collection[str], named: Collection[str], steps: int) -> dict[str, str]:
    """The tracks that items come to, by their ids."""
    homes = {name: timeline.homes[name] for name in items}
    found = {name: home.id for name, home in homes.items()}
    if not steps:
        return found
    for kind in {homes[name].kind for name in named}:
        same = [track.id for track in timeline.tracks if track.kind is kind]
        movers = {name: same.index(homes[name].id) for name in named if homes[name].kind is kind}
        way = max(-min(movers.values()), min(steps, len(same) - 1 - max(movers.values())))
        found |= {name: same[place + way] for name, place in movers.items()}
    return found


def _left_open(before: Timeline, after: Timeline, gone: Iterable[Item]) -> list[Span]:
    """The frames of which nothing is left on the tracks of what is gone."""
    left = list(gone)
    tracks = {before.homes[item.id].id for item in left}
    rest = [(item.start, item.end) for track in after.tracks if track.id in tracks for item in track.items]
    return [open_ for span in united((item.start, item.end) for item in left) for open_ in without(span, rest)]
