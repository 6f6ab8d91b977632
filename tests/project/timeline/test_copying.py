"""Items by way of the clipboard, and shots by three points."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from soraapp.errors import GraphError, ProjectError
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.timeline.copying import copied, paste
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.three_point import three_point
from soraapp.project.timeline.timeline import Lead, Timeline
from soraapp.project.timeline.tracks import set_track
from tests.project.timeline.films import RATE, done, film, linked, moments, seen, shot


def sample() -> Timeline:
    lead = Lead(TransitionStyle.PUSH, 2, 3)
    return film(
        V1=[shot("a", 4, 10), linked(shot("b", 10, 20, lead=lead, reverse=True, name="Ball", opacity=0.5))],
        A1=[linked(shot("s", 10, 20, gain=-3.0))],
    )


def test_copies_are_equal_but_for_their_ids_and_links() -> None:
    before = sample()
    after = done(before, paste("film", copied(before, ["a", "b"]), 30))
    assert seen(after) == {
        "V1": [("a", 4, 10), ("b", 10, 20), ("a", 30, 36), ("b", 36, 46)],
        "A1": [("s", 10, 20), ("s", 36, 46)],
    }
    for track in after.tracks:
        half = len(track.items) // 2
        for old, new in zip(track.items[:half], track.items[half:], strict=True):
            assert replace(new, id=old.id, link=old.link, start=old.start) == old
            assert new.id != old.id
    pasted = after.tracks[0].items[-1], after.tracks[1].items[-1]
    assert pasted[0].link == pasted[1].link not in ("", "x")


def test_a_transition_from_what_is_not_copied_stays_behind() -> None:
    before = sample()
    after = done(before, paste("film", copied(before, ["b"]), 20))
    assert after.tracks[0].items[-1].lead is None


def test_items_come_on_the_track_that_is_meant_and_missing_ones_are_added() -> None:
    text = copied(film(V1=[shot("a", 0, 5)], V2=[shot("b", 3, 8)], T1=[shot("t", 0, 2)]), ["a", "b", "t"])
    other = film(V1=[shot("n", 0, 20)], V7=[])
    assert seen(done(other, paste("film", text, 2, "V7"))) == {
        "V1": [("n", 0, 20)],
        "V7": [("a", 2, 7)],
        "V2": [("b", 5, 10)],
        "T1": [("t", 2, 4)],
    }
    inserted = done(other, paste("film", text, 2, None, Placing.INSERT))
    assert seen(inserted)["V1"] == [("n", 0, 2), ("a", 2, 7), ("n", 10, 28)]


def test_another_rate_gets_the_same_seconds() -> None:
    text = copied(sample(), ["a"])
    slow = replace(film(V1=[]), rate=Fraction(12))
    after = done(slow, paste("film", text, 0))
    assert seen(after) == {"V1": [("a", 0, 3)]}
    assert moments(after, "V1")[2][1] == 10 + 4 / RATE


def test_what_is_no_copy_or_cannot_be_placed_is_refused() -> None:
    before = sample()
    with pytest.raises(GraphError, match="no items to copy"):
        copied(before, [])
    text = copied(before, ["b"])
    for broken in ("{}", "[", json.dumps({**json.loads(text), "format": "soraapp nodes"})):
        with pytest.raises(ProjectError):
            paste("film", broken, 0)
    with pytest.raises(GraphError, match="A1 is locked"):
        done(before, set_track("film", "A1", locked=True), paste("film", text, 0))
    with pytest.raises(GraphError, match="no such place"):
        done(before, paste("film", text, -1))
    with pytest.raises(GraphError, match="not on the timeline"):
        done(before, paste("film", text, 0, "V9"))


SOURCE = shot("n", 0, 1).source


def test_any_three_points_tell_the_fourth() -> None:
    before = film(V1=[], A1=[])
    one, two = Fraction(1), Fraction(2)
    cases = [
        ((one, two, 10, None), (10, 34, one, 1)),
        ((one, two, None, 33), (10, 34, one, 1)),
        ((one, None, 10, 33), (10, 34, one, 1)),
        ((None, two, 10, 33), (10, 34, one, 1)),
        ((one, two, 10, 21), (10, 22, one, 2)),
    ]
    for points, (start, end, offset, speed) in cases:
        after = done(before, three_point("film", SOURCE, *points, "V1"))
        (item,) = after.items()
        assert (item.start, item.end, item.offset, item.speed) == (start, end, offset, speed)
    heard = done(before, three_point("film", SOURCE, one, two, 0, None, "V1", Placing.INSERT, sound="A1"))
    picture, sound = heard.items()
    assert picture.link == sound.link != ""


def test_points_that_tell_nothing_are_refused() -> None:
    before = film(V1=[])
    one, two = Fraction(1), Fraction(2)
    for points, told in (
        ((one, two, None, None), "needs three points"),
        ((two, one, 0, None), "ends before"),
        ((one, None, 9, 8), "ends before"),
        ((None, one, 0, 24), "too little before"),
        ((one, two, None, 5), "too little before"),
    ):
        with pytest.raises(GraphError, match=told):
            done(before, three_point("film", SOURCE, *points, "V1"))
