"""Items that become a timeline of their own, and come out of it again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from soraapp.errors import GraphError
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.edits import Edit
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.storage import from_json, to_json
from soraapp.project.timeline.nesting import nest, unnest
from soraapp.project.timeline.pace import set_speed
from soraapp.project.timeline.placing import move
from soraapp.project.timeline.timeline import Lead, Timeline, TimelineSource, problems
from soraapp.project.timeline.timelines import set_timeline
from soraapp.project.timeline.trimming import Edge, trim
from tests.project.timeline.films import film, linked, moments, seen, shot


def made(timeline: Timeline, *edits: Edit) -> Project:
    history = History(Project(timelines={timeline.id: timeline}))
    for edit in edits:
        before = history.project
        after = history.apply(edit)
        assert not [told for one in after.timelines.values() for told in problems(one)]
        assert from_json(to_json(after, None), None) == after
        assert history.undo() == before
        history.redo()
    return history.project


def sample() -> Timeline:
    return film(
        V1=[shot("a", 0, 10), linked(shot("b", 10, 20)), shot("c", 20, 30, lead=Lead(TransitionStyle.WIPE, 2, 2))],
        V2=[shot("d", 12, 16)],
        T1=[shot("t", 11, 14)],
        A1=[linked(shot("s", 10, 20)), shot("m", 20, 30)],
    )


def shots(timeline: Timeline) -> dict[str, list[tuple[bool, int, int]]]:
    return {
        track.name: [(isinstance(item.source, TimelineSource), item.start, item.end) for item in track.items]
        for track in timeline.tracks
        if track.items
    }


def test_items_become_a_timeline_that_stands_in_their_place_seen_and_heard() -> None:
    project = made(sample(), nest("film", ["b", "d", "t"], "Scene", id="scene"))
    outer, inner = project.timelines["film"], project.timelines["scene"]
    assert shots(outer) == {
        "V1": [(False, 0, 10), (True, 10, 20), (False, 20, 30)],
        "A1": [(True, 10, 20), (False, 20, 30)],
    }
    assert seen(inner) == {"V1": [("b", 0, 10)], "V2": [("d", 2, 6)], "T1": [("t", 1, 4)], "A1": [("s", 0, 10)]}
    assert (inner.name, inner.size, inner.rate) == ("Scene", outer.size, outer.rate)
    (picture,), (sound,) = (
        [item for item in outer.tracks[place].items if isinstance(item.source, TimelineSource)] for place in (0, 3)
    )
    assert picture.link == sound.link != ""
    assert project.film is outer


def test_what_was_nested_comes_out_as_it_was() -> None:
    tracks = [replace(one, items=tuple(replace(item, lead=None) for item in one.items)) for one in sample().tracks]
    tracks[-1] = replace(tracks[-1], gain=3.0)
    before = replace(sample(), tracks=tuple(tracks))
    project = made(before, nest("film", ["b", "d", "t"], "Scene", id="scene"))
    item = next(item for item in project.timelines["film"].items() if isinstance(item.source, TimelineSource))
    back = made_on(project, unnest("film", item.id))
    assert project.timelines["scene"].tracks[-1].gain == 0
    assert back.timelines == {"film": before}


def made_on(project: Project, *edits: Edit) -> Project:
    history = History(project)
    for edit in edits:
        history.apply(edit)
    assert not [told for one in history.project.timelines.values() for told in problems(one)]
    return history.project


def test_only_what_is_seen_of_a_nested_timeline_comes_out() -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 10, 20)], V2=[])
    project = made(before, nest("film", ["a", "b"], "Scene", id="scene"))
    (item,) = project.timelines["film"].items()
    trimmed = made_on(project, trim("film", [item.id], Edge.HEAD, 4), move("film", [item.id], 3))
    after = made_on(trimmed, unnest("film", item.id)).timelines["film"]
    assert seen(after) == {"V1": [("a", 7, 13), ("b", 13, 23)]}
    assert moments(after, "V1")[7] == moments(before, "V1")[4]


def test_a_timeline_that_is_shown_elsewhere_stays_and_its_items_are_copies() -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 10, 20)])
    project = made(before, nest("film", ["a", "b"], "Scene", id="scene"))
    (item,) = project.timelines["film"].items()
    twice = made_on(project, move("film", [item.id], 30, copies=True))
    after = made_on(twice, unnest("film", item.id), set_timeline("scene", rate=Fraction(12)))
    assert after.timelines.keys() == {"film", "scene"}
    assert not after.timelines["film"].by_id.keys() & after.timelines["scene"].by_id.keys()
    second = after.timelines["film"].tracks[0].items[-1]
    again = made_on(after, unnest("film", second.id)).timelines
    assert seen(again["film"])["V1"] == [("a", 0, 10), ("b", 10, 20), ("a", 30, 40), ("b", 40, 50)]
    assert again.keys() == {"film"}


def test_where_the_track_is_taken_another_one_is_used() -> None:
    before = film(V1=[shot("a", 0, 10), shot("n", 12, 14), shot("b", 20, 30)], V2=[shot("d", 10, 20)])
    outer = made(before, nest("film", ["a", "b", "d"], "Scene")).timelines["film"]
    assert shots(outer) == {"V1": [(False, 12, 14)], "V2": [(True, 0, 30)]}
    outer = made(before, nest("film", ["a", "b"], "Scene")).timelines["film"]
    assert shots(outer) == {"V1": [(False, 12, 14)], "V3": [(True, 0, 30)], "V2": [(False, 10, 20)]}


def test_what_cannot_be_opened_up_says_why() -> None:
    before = film(V1=[shot("a", 0, 10)], T1=[shot("t", 0, 10)])
    with pytest.raises(GraphError, match="no timeline"):
        made(before, unnest("film", "a"))
    project = made(before, nest("film", ["t"], "Scene"))
    item = next(item for item in project.timelines["film"].items() if isinstance(item.source, TimelineSource))
    with pytest.raises(GraphError, match="another speed"):
        made_on(project, set_speed("film", [item.id], Fraction(2)), unnest("film", item.id))
    with pytest.raises(GraphError, match="V1 is locked"):
        made(film("V1", V1=[shot("a", 0, 10)]), nest("film", ["a"], "Scene"))
