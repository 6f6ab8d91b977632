"""What every edit of a timeline stands on: it changes one timeline, and leaves it sound."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from soraapp.errors import GraphError
from soraapp.project.edits import Edit
from soraapp.project.project import Project
from soraapp.project.timeline.encoding import contains
from soraapp.project.timeline.timeline import (
    LONGEST,
    Item,
    Lead,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)


def timeline_edit(label: str, timeline: str, change: Callable[[Timeline], Timeline], merge: str = "") -> Edit:
    """An edit that changes one timeline, by its id. What `change` gives is made sound: see `sound`.

    Raises GraphError when there is no such timeline, when the ids of new items are taken, and when a timeline would
    contain itself, or one that is not there.
    """

    def whole(project: Project) -> Project:
        before = timeline_of(project, timeline)
        after = change(before)
        if after is before:
            return project
        after = sound(after, before)
        _check(project, before, after)
        return replace(project, timelines={**project.timelines, timeline: after})

    return Edit(label, whole, merge)


def timeline_of(project: Project, timeline: str) -> Timeline:
    """The timeline of that id. Raises GraphError when there is none."""
    if timeline not in project.timelines:
        raise GraphError("There is no such timeline.", remedy="Choose another one.")
    return project.timelines[timeline]


def item_of(timeline: Timeline, item: str) -> Item:
    """The item of that id. Raises GraphError when there is none."""
    if item not in timeline.by_id:
        raise GraphError("This item is not on the timeline any more.", remedy="Choose another one.")
    return timeline.by_id[item]


def track_of(timeline: Timeline, track: str) -> Track:
    """The track of that id. Raises GraphError when there is none."""
    found = timeline.track(track)
    if found is None:
        raise GraphError("This track is not on the timeline any more.", remedy="Choose another one.")
    return found


def open_track(timeline: Timeline, track: str) -> Track:
    """The track of that id. Raises GraphError when there is none, or nothing on it can be changed."""
    return unlocked(track_of(timeline, track))


def unlocked(track: Track) -> Track:
    """The track itself. Raises GraphError when nothing on it can be changed."""
    if track.locked:
        raise GraphError("{track} is locked.", remedy="Unlock it.", track=track.name)
    return track


def chosen(timeline: Timeline, ids: Collection[str], *, alone: bool = False) -> dict[str, Item]:
    """Items by their ids, in the order of tracks and time, with those that they are linked with unless they are meant
    `alone`. Raises GraphError when one is not there, or on a track that is locked."""
    named = frozenset(ids)
    links = frozenset[str]() if alone else {item_of(timeline, name).link for name in named} - {""}
    found: dict[str, Item] = {}
    for track in timeline.tracks:
        for item in track.items:
            if item.id in named or item.link in links:
                found[item.id] = item
                unlocked(track)
    if not named <= found.keys():
        item_of(timeline, next(iter(named - found.keys())))
    return found


def with_items(timeline: Timeline, changed: Mapping[str, Item]) -> Timeline:
    """The timeline with some items in place of those of the same ids; each stays on its track, in the order of time."""
    tracks = {timeline.homes[name].id for name in changed}
    return with_tracks(
        timeline,
        {
            track.id: sorted((changed.get(item.id, item) for item in track.items), key=_start)
            for track in timeline.tracks
            if track.id in tracks
        },
    )


def with_tracks(timeline: Timeline, items: Mapping[str, Iterable[Item]]) -> Timeline:
    """The timeline with other items on some tracks, by the ids of these."""
    if not items:
        return timeline
    tracks = (replace(one, items=tuple(items[one.id])) if one.id in items else one for one in timeline.tracks)
    return replace(timeline, tracks=tuple(tracks))


def _start(item: Item) -> int:
    return item.start


def sound(timeline: Timeline, before: Timeline | None = None) -> Timeline:
    """The timeline without transitions that have nothing to come from, and with those shortened that are longer than
    their items. `before` is what it was made of: there, a transition went over a cut, and it goes where that cut is
    gone, whatever else stands there now."""
    same = {track.id: track for track in before.tracks} if before else {}
    if all(same.get(track.id) is track for track in timeline.tracks):
        return timeline
    cuts = _cuts(before) if before else {}
    rate = timeline.rate
    tracks = (one if same.get(one.id) is one else _sound(one, cuts, rate) for one in timeline.tracks)
    return replace(timeline, tracks=tuple(tracks))


def _cuts(timeline: Timeline) -> dict[str, Item]:
    """What is before each item that has a transition."""
    return {
        item.id: earlier
        for track in timeline.tracks
        for earlier, item in zip(track.items, track.items[1:], strict=False)
        if item.lead
    }


def _sound(track: Track, cuts: Mapping[str, Item], rate: Fraction) -> Track:
    items: list[Item] = []
    for item in track.items:
        if item.lead is not None:
            lead = _fitting(item, items[-1] if items else None, cuts.get(item.id), rate)
            if lead != item.lead:
                item = replace(item, lead=lead)  # noqa: PLW2901
        items.append(item)
    return replace(track, items=tuple(items))


def _fitting(item: Item, earlier: Item | None, once: Item | None, rate: Fraction) -> Lead | None:
    lead = item.lead
    if lead is None or earlier is None or earlier.end != item.start or (once and not _goes_on(once, earlier, rate)):
        return None
    taken = earlier.lead.after if earlier.lead else 0
    fitting = replace(lead, before=min(lead.before, earlier.length - taken), after=min(lead.after, item.length))
    return fitting if fitting.span else None


def _goes_on(once: Item, now: Item, rate: Fraction) -> bool:
    """Whether an item is what another one was, or the last piece of it."""
    if once.id == now.id:
        return True
    same = (once.source, once.speed, once.reverse) == (now.source, now.speed, now.reverse)
    return same and once.moment(once.end, rate) == now.moment(now.end, rate)


def checked_kind(track: Track, item: Item) -> None:
    """Raises GraphError when an item does not belong on a track."""
    if isinstance(item.source, TitleSource) == (track.kind is TrackKind.TITLE):
        return
    if track.kind is TrackKind.TITLE:
        raise GraphError("{track} takes titles alone.", remedy="Choose another track.", track=track.name)
    raise GraphError("{track} takes no titles.", remedy="Choose a track of titles.", track=track.name)


def _check(project: Project, before: Timeline, after: Timeline) -> None:
    if after.end > LONGEST:
        raise GraphError("A timeline cannot be so long.", remedy="Choose an earlier place.")
    known = {id(track) for track in before.tracks}
    for track in after.tracks:
        place = 0
        for item in track.items if id(track) not in known else ():
            if item.start < place:
                raise GraphError(
                    "Two items of {track} would be at one place.", remedy="Make room there first.", track=track.name
                )
            place = item.end
    new = after.by_id.keys() - before.by_id.keys()
    others = [one for one in project.timelines.values() if one.id != after.id]
    if len(after.by_id) < sum(len(track.items) for track in after.tracks) or any(
        not one.by_id.keys().isdisjoint(new) for one in others
    ):
        raise GraphError("Two items would have the same id.")
    sources = {item.source for item in after.items() if isinstance(item.source, TimelineSource)}
    for source in sources:
        if source.timeline not in project.timelines:
            raise GraphError("The timeline that is to be shown is not there.", remedy="Choose another one.")
        if contains(project.timelines, source.timeline, after.id):
            raise GraphError("A timeline cannot be part of itself.", remedy="Choose another one.")
