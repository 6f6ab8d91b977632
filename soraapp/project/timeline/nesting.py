"""Items become a timeline of their own, which stands in their place as one shot, and come out of it again.

Pictures are seen, and sounds are heard, through an item each: a nested timeline with both stands on two tracks, linked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from soraapp.errors import GraphError
from soraapp.project.edits import Edit, new_id
from soraapp.project.naming import free_name
from soraapp.project.project import Project
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import chosen, item_of, sound, timeline_edit, timeline_of, track_of
from soraapp.project.timeline.pieces import Span, fitted_to
from soraapp.project.timeline.placing import Place, Placing, lifted, placed
from soraapp.project.timeline.properties import checked_gain
from soraapp.project.timeline.rates import at_rate
from soraapp.project.timeline.timeline import Item, Timeline, TimelineSource, Track, TrackKind
from soraapp.project.timeline.tracks import with_track

SEEN = (TrackKind.VIDEO, TrackKind.TITLE)
HEARD = (TrackKind.AUDIO,)


def nest(
    timeline: str,
    ids: Collection[str],
    name: str,
    *,
    id: str | None = None,  # noqa: A002
    alone: bool = False,
) -> Edit:
    """Bring items into a timeline of their own, of the same size and rate, which is seen in their place. It stands on
    the lowest of their tracks that has room there, or else on one more. Raises GraphError when a track is locked."""
    made = id or new_id()

    def change(project: Project) -> Project:
        before = timeline_of(project, timeline)
        if made in project.timelines:
            raise GraphError("There is already a timeline with the id {id}.", id=made)
        found = chosen(before, ids, alone=alone)
        if not found:
            return project
        span = min(item.start for item in found.values()), max(item.end for item in found.values())
        tidy = " ".join(name.split()) or before.name
        title = free_name(tidy, {one.name for one in project.timelines.values()})
        outer, gain = _with_shots(lifted(before, found), before, found, span, made)
        rows = _rows(before, found, span[0], gain)
        inner = replace(before, id=made, name=title, tracks=rows, markers=(), first=None, last=None)
        together = replace(project, timelines={**project.timelines, made: sound(inner, before)})
        return timeline_edit("Nest", timeline, lambda _: outer).change(together)

    return Edit("Nest", change)


def unnest(timeline: str, item: str, *, alone: bool = False) -> Edit:
    """Bring the items of a nested timeline out of it, as much of them as is seen, and as they are there. A timeline
    that is shown nowhere else then is gone.

    Raises GraphError when the item is none, plays at another speed or backwards, and when a track is locked.
    """

    def change(project: Project) -> Project:
        before = timeline_of(project, timeline)
        source = item_of(before, item).source
        if not isinstance(source, TimelineSource):
            raise GraphError("This item is no timeline.", remedy="Choose one that is.")
        shots = [one for one in chosen(before, [item], alone=alone).values() if one.source == source]
        if any(one.reverse or one.speed != 1 for one in shots):
            raise GraphError(
                "A timeline that plays at another speed cannot be opened up.", remedy="Let it play at 100 % first."
            )
        inner = project.timelines[source.timeline]
        kept = any(
            one.source == source and (one not in shots or other is not before)
            for other in project.timelines.values()
            for one in other.items()
        )
        rest = {name: one for name, one in project.timelines.items() if kept or one is not inner}
        outer = lifted(before, {one.id for one in shots})
        for shot in shots:
            outer = _with_content(outer, before, shot, inner)
        renewed = _renewed(outer, before) if kept else outer
        return timeline_edit("Unnest", timeline, lambda _: renewed).change(replace(project, timelines=rest))

    return Edit("Unnest", change)


def _rows(timeline: Timeline, items: Mapping[str, Item], start: int, gain: float) -> tuple[Track, ...]:
    """The tracks of the inner timeline: those that items come from, with new ids, and without a gain that is heard
    outside of it."""
    rows = (
        replace(
            track,
            id=new_id(),
            items=tuple(altered(one, start=one.start - start) for one in track.items if one.id in items),
            gain=track.gain - gain if track.kind in HEARD else track.gain,
        )
        for track in timeline.tracks
    )
    return tuple(row for row in rows if row.items)


def _with_shots(
    timeline: Timeline, before: Timeline, items: Mapping[str, Item], span: Span, inner: str
) -> tuple[Timeline, float]:
    """The outer timeline, where the inner one stands in place of items, and the gain of the track that lets it be
    heard."""
    homes = [track for track in before.tracks if any(item.id in items for item in track.items)]
    shot = Item("", TimelineSource(inner), span[0], span[1] - span[0])
    shown: list[Place] = []
    for kinds, kind in ((SEEN, TrackKind.VIDEO), (HEARD, TrackKind.AUDIO)):
        own = [track.id for track in homes if track.kind is kind]
        if any(track.kind in kinds for track in homes):
            timeline, home = _with_home(timeline, kind, span, own)
            shown.append((home, replace(shot, id=new_id())))
    link = new_id() if len(shown) > 1 else ""
    heard = sum(track.gain for track in timeline.tracks if track.kind in HEARD and track.id in dict(shown))
    return placed(timeline, [(home, altered(item, link=link)) for home, item in shown], Placing.OVERWRITE), heard


def _with_content(timeline: Timeline, before: Timeline, shot: Item, inner: Timeline) -> Timeline:
    """The outer timeline with what an item showed of the inner one in its place."""
    rate, home = before.rate, before.homes[shot.id]
    away = shot.start - round(shot.offset * rate)
    taken: set[str] = set()
    for row in at_rate(inner, rate).tracks:
        if (row.kind in HEARD) != (home.kind in HEARD):
            continue
        items = list(_inside(row.items, away, (shot.start, shot.end), rate))
        if not items:
            continue
        same = [track.id for track in before.tracks if track.kind is row.kind and track.name == row.name]
        first = [home.id] if home.kind is row.kind and home.id not in taken else []
        span = items[0].start, items[-1].end
        own = [one for one in (*same, *first, *(track.id for track in timeline.tracks)) if one not in taken]
        timeline, place = _with_home(timeline, row.kind, span, own)
        taken.add(place)
        louder = shot.gain + row.gain + home.gain - track_of(timeline, place).gain if row.kind in HEARD else 0.0
        came = [(place, altered(item, gain=checked_gain(item.gain + louder))) for item in items]
        timeline = placed(timeline, came, Placing.OVERWRITE)
    return timeline


def _inside(items: Iterable[Item], away: int, span: Span, rate: Fraction) -> Iterable[Item]:
    """Items at their new places, without what is outside of a span."""
    for item in items:
        moved = altered(item, start=item.start + away)
        start, end = max(span[0], moved.start), min(span[1], moved.end)
        if start < end:
            yield fitted_to(moved, (start, end), rate)


def _with_home(timeline: Timeline, kind: TrackKind, span: Span, wishes: Sequence[str]) -> tuple[Timeline, str]:
    """The first track wished for that is of a kind, not locked, and empty in a span; or else a new one above them."""
    same = [track for track in timeline.tracks if track.kind is kind]
    for wish in wishes:
        track = next((one for one in same if one.id == wish), None)
        if track and not track.locked and all(item.end <= span[0] or item.start >= span[1] for item in track.items):
            return timeline, track.id
    above = next((track.id for track in reversed(same) if track.id in wishes), None)
    made = new_id()
    return with_track(timeline, kind, above, made), made


def _renewed(after: Timeline, before: Timeline) -> Timeline:
    """The timeline with new ids and links for the items that came."""
    links: dict[str, str] = {}

    def new(item: Item) -> Item:
        if item.id in before.by_id:
            return item
        link = links.setdefault(item.link, new_id()) if item.link else ""
        return altered(item, id=new_id(), link=link)

    return replace(after, tracks=tuple(replace(one, items=tuple(map(new, one.items))) for one in after.tracks))
