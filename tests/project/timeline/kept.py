"""What edits of a timeline must keep: an edit with a check tells when it does not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from soraapp.project.edits import Edit
from soraapp.project.project import Project
from soraapp.project.timeline.razor import join
from soraapp.project.timeline.timeline import Item, Timeline, TitleSource, problems
from soraapp.project.timeline.trimming import Edge

Check = Callable[[Timeline, Timeline], None]


def all_(edit: Edit, timeline: str, checks: Iterable[Check] = (), *, in_step: bool = True) -> Edit:
    """The edit, which fails a test when it leaves something wrong: with any timeline, with what is on a locked track,
    with linked items, and with what the checks are about."""

    def change(project: Project) -> Project:
        after = edit.change(project)
        for one in after.timelines.values():
            assert not list(problems(one)), edit.label
        old, new = project.timelines[timeline], after.timelines[timeline]
        _locked(old, new)
        if in_step:
            _in_step(old, new)
        for check in checks:
            check(old, new)
        return after

    return Edit(edit.label, change, edit.merge)


def _locked(before: Timeline, after: Timeline) -> None:
    for track in before.tracks:
        if track.locked:
            now = after.track(track.id)
            assert now is not None
            assert now.items == track.items


def _in_step(before: Timeline, after: Timeline) -> None:
    """Of two items that are linked before and after, the same moments are seen at the same time of each other."""
    groups: dict[str, list[Item]] = {}
    for item in before.items():
        now = after.by_id.get(item.id)
        if item.link and now and now.link == item.link and not isinstance(item.source, TitleSource):
            groups.setdefault(item.link, []).append(item)
    for items in groups.values():
        moved = {_beginning(after.by_id[item.id], after.rate) - _beginning(item, before.rate) for item in items}
        assert len(moved) == 1


def _beginning(item: Item, rate: Fraction) -> Fraction:
    """The frame, as a number of the timeline's, at which the source would be at its beginning."""
    way = item.offset * rate / item.speed
    return item.start + item.length - 1 + way if item.reverse else item.start - way


def lengths(ids: Collection[str]) -> Check:
    """Items have their lengths, and what is seen of their sources."""

    def check(before: Timeline, after: Timeline) -> None:
        for name in ids:
            old, new = before.by_id[name], after.by_id[name]
            assert (new.length, new.offset, new.speed, new.source) == (old.length, old.offset, old.speed, old.source)

    return check


def linked_steps(ids: Collection[str]) -> Check:
    """Items and those that they are linked with went the same way."""

    def check(before: Timeline, after: Timeline) -> None:
        links = {before.by_id[name].link for name in ids} - {""}
        moved = [item for item in before.items() if item.id in ids or item.link in links]
        assert len({after.by_id[item.id].start - item.start for item in moved}) == 1

    return check


def places(before: Timeline, after: Timeline) -> None:
    """Every item is where it was."""
    assert _places(before) == _places(after)


def _places(timeline: Timeline) -> list[tuple[str, str, int, int]]:
    return [(timeline.homes[item.id].id, item.id, item.start, item.length) for item in timeline.items()]


def moments(before: Timeline, after: Timeline) -> None:
    """At every frame of every track the same moment of the same source is to be seen."""
    assert _moments(before) == _moments(after)


def _moments(timeline: Timeline) -> dict[tuple[str, int], object]:
    return {
        (track.id, frame): (
            item.source,
            None if isinstance(item.source, TitleSource) else item.moment(frame, timeline.rate),
        )
        for track in timeline.tracks
        for item in track.items
        for frame in range(item.start, item.end)
    }


def joined(frame: int) -> Check:
    """Pieces that were cut at a frame are what they were once they are joined again; a transition that was cut is
    shorter."""

    def check(before: Timeline, after: Timeline) -> None:
        cut = [
            item.id for item in before.items() if item.id in after.by_id and after.by_id[item.id].length < item.length
        ]
        pieces = [item.id for item in after.items() if item.id not in before.by_id]
        project = Project(timelines={after.id: after})
        again = join(after.id, [*cut, *pieces], alone=True).change(project).timelines[after.id]
        assert _plain(again) == _plain(before)

    return check


def _plain(timeline: Timeline) -> Timeline:
    tracks = (replace(one, items=tuple(replace(item, lead=None) for item in one.items)) for one in timeline.tracks)
    return replace(timeline, tracks=tuple(tracks))


def rolled(item: str, edge: Edge) -> Check:
    """Two neighbours have the same frames together, and nothing else is different on their track."""

    def check(before: Timeline, after: Timeline) -> None:
        track = before.homes[item]
        place = track.items.index(before.by_id[item]) - (edge is Edge.HEAD)
        pair = track.items[max(0, place) : place + 2]
        if len(pair) == 2 and pair[0].end == pair[1].start:
            now = [after.by_id[one.id] for one in pair]
            assert (now[0].start, now[1].end) == (pair[0].start, pair[1].end)
            assert now[0].end == now[1].start
            others = [one for one in track.items if one not in pair]
            assert [_bare(after.by_id[one.id]) for one in others] == [_bare(one) for one in others]

    return check


def _bare(item: Item) -> Item:
    return replace(item, lead=None)


def slid(before: Timeline, after: Timeline) -> None:
    """Every track has its items in the same order, and where items touched, they touch."""
    for old, new in zip(before.tracks, after.tracks, strict=True):
        assert [item.id for item in old.items] == [item.id for item in new.items]
        for first, second in pairwise(old.items):
            assert first.end < second.start or after.by_id[first.id].end == after.by_id[second.id].start


def copied(source: Timeline, ids: Collection[str]) -> Check:
    """What was pasted is what was copied, but for ids, links, places and transitions."""

    def check(before: Timeline, after: Timeline) -> None:
        links = {source.by_id[name].link for name in ids} - {""}
        old = [item for item in source.items() if item.id in ids or item.link in links]
        known = sorted(repr(_anywhere(item)) for item in old)
        new = [item for item in after.items() if item.id not in before.by_id]
        found = sorted(repr(_anywhere(item)) for item in new)
        assert all(found.count(one) >= known.count(one) for one in known)

    return check


def _anywhere(item: Item) -> Item:
    return replace(item, id="", link="", start=0, lead=None)
