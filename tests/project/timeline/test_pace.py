"""Speed, direction and transitions of items."""

from __future__ import annotations

from fractions import Fraction

import pytest

from soraapp.errors import GraphError
from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.graph import Port
from soraapp.project.timeline.leads import add_leads, set_lead
from soraapp.project.timeline.links import link, unlink
from soraapp.project.timeline.pace import set_speed
from soraapp.project.timeline.properties import change_items, set_source, set_title
from soraapp.project.timeline.timeline import Lead, NodeSource, TitleSource
from tests.project.timeline.films import RATE, done, film, linked, seen, shot

DISSOLVE = TransitionStyle.DISSOLVE


def test_another_speed_keeps_what_is_seen_of_the_source() -> None:
    before = film(V1=[shot("a", 0, 24), shot("b", 24, 48)], A1=[shot("s", 30, 40)])
    after = done(before, set_speed("film", ["a"], Fraction(2)))
    assert seen(after) == {"V1": [("a", 0, 12), ("b", 12, 36)], "A1": [("s", 18, 28)]}
    assert (after.by_id["a"].offset, after.by_id["a"].span(RATE)) == (10, 1)
    slow = done(before, set_speed("film", ["a"], Fraction(1, 2)))
    assert seen(slow) == {"V1": [("a", 0, 48), ("b", 48, 72)], "A1": [("s", 54, 64)]}
    assert done(slow, set_speed("film", ["a"], Fraction(1))) == before


def test_without_a_ripple_an_item_ends_where_the_next_begins() -> None:
    before = film(V1=[shot("a", 0, 24, reverse=True), shot("b", 30, 48)])
    after = done(before, set_speed("film", ["a"], Fraction(1, 2), None, ripple=False))
    assert seen(after)["V1"] == [("a", 0, 30), ("b", 30, 48)]
    item = after.by_id["a"]
    assert item.moment(0, RATE) == 10 + Fraction(47, 48)
    assert seen(done(before, set_speed("film", ["a"], Fraction(2), None, ripple=False)))["V1"][0] == ("a", 0, 12)


def test_linked_items_keep_in_step_also_where_one_begins_later() -> None:
    before = film(V1=[linked(shot("a", 4, 28)), shot("b", 28, 40)], A1=[linked(shot("s", 0, 20)), shot("r", 20, 30)])
    after = done(before, set_speed("film", ["a"], Fraction(2)))
    assert seen(after) == {"V1": [("a", 2, 14), ("b", 18, 30)], "A1": [("s", 0, 10), ("r", 10, 20)]}


@pytest.mark.parametrize("speed", [Fraction(3, 2), Fraction(7, 5), Fraction(2, 3), Fraction(5)])
def test_rounding_leaves_no_gap_and_nothing_out_of_step(speed: Fraction) -> None:
    before = film(
        V1=[linked(shot("a", 7, 31)), linked(shot("b", 31, 72), "y")],
        A1=[linked(shot("s", 7, 31)), linked(shot("r", 31, 68), "y")],
    )
    after = done(before, set_speed("film", ["a"], speed))
    for track in after.tracks:
        assert track.items[0].end == track.items[1].start
    late = film(
        V1=[linked(shot("a", 24, 48, offset=Fraction(61, 6))), linked(shot("b", 48, 72), "y")],
        A1=[linked(shot("s", 20, 44)), linked(shot("r", 44, 68), "y")],
    )
    now = done(late, set_speed("film", ["a"], speed)).by_id
    assert now["b"].start - now["r"].start == 4
    assert abs(now["a"].moment(30, RATE) - now["s"].moment(30, RATE)) < speed / RATE


def test_direction_changes_and_nothing_moves() -> None:
    before = film(V1=[linked(shot("a", 0, 24)), shot("b", 24, 30)], T1=[linked(shot("t", 0, 24))])
    after = done(before, set_speed("film", ["a"], reverse=True))
    assert seen(after) == seen(before)
    assert after.by_id["a"].reverse
    assert not after.by_id["t"].reverse
    assert done(after, set_speed("film", ["a"], None, reverse=False)) == before
    for speed in (Fraction(0), Fraction(-1), Fraction(101), Fraction(1, 101)):
        with pytest.raises(GraphError, match="is no speed"):
            done(before, set_speed("film", ["a"], speed))


def test_transitions_are_set_where_items_touch() -> None:
    before = film(
        V1=[linked(shot("a", 0, 10), "1"), linked(shot("b", 10, 20), "2"), shot("c", 22, 30)],
        A1=[linked(shot("r", 0, 10), "1"), linked(shot("s", 10, 20), "2")],
    )
    lead = Lead(DISSOLVE, 3, 4)
    after = done(before, set_lead("film", "b", lead))
    assert after.by_id["b"].lead == after.by_id["s"].lead == lead
    assert done(after, set_lead("film", "b", None)) == before
    assert done(before, set_lead("film", "b", lead, alone=True)).by_id["s"].lead is None
    assert done(before, set_lead("film", "b", Lead(DISSOLVE, 99, 99))).by_id["b"].lead == Lead(DISSOLVE, 10, 10)
    every = done(before, add_leads("film", ["a", "b", "c"], DISSOLVE, 7))
    assert [item.lead for item in every.tracks[0].items] == [None, lead, None]
    for edit, told in (
        (set_lead("film", "c", lead), "right before"),
        (add_leads("film", ["a", "c"], DISSOLVE, 7), "right before"),
        (set_lead("film", "b", Lead(DISSOLVE, 0, 0)), "needs a length"),
    ):
        with pytest.raises(GraphError, match=told):
            done(before, edit)


def test_links_are_made_and_taken_away() -> None:
    before = film(V1=[linked(shot("a", 0, 10)), shot("b", 10, 20)], A1=[linked(shot("s", 0, 10))])
    all_three = done(before, link("film", ["a", "b"]))
    assert len({item.link for item in all_three.items()}) == 1
    assert {item.link for item in done(all_three, unlink("film", ["s"])).items()} == {""}
    assert done(all_three, unlink("film", ["s"], alone=True)).by_id["a"].link
    assert done(before, link("film", ["a", "s"])) is before
    with pytest.raises(GraphError, match="needs two"):
        done(before, link("film", ["b"]))


def test_values_of_several_items_change_in_one_step() -> None:
    before = film("A1", V1=[shot("a", 0, 10), shot("b", 10, 20)], A1=[shot("s", 0, 10)])
    after = done(
        before,
        change_items(
            "film", ["a", "b"], "Change look", opacity=3.0, fit=FitMode.COVER, fade_in=99, gain=-200.0, off=True
        ),
        change_items("film", ["a"], "Rename", name=" The  ball ", color="#ff8a3d"),
    )
    item = after.by_id["a"]
    assert (item.opacity, item.fit, item.fade_in, item.gain, item.off) == (1, FitMode.COVER, 10, -96, True)
    assert (item.name, item.color, after.by_id["b"].name) == ("The ball", "#ff8a3d", "")
    for edit, told in (
        (change_items("film", ["a"], "Colour", color="none at all"), "no colour"),
        (change_items("film", ["a"], "Gain", gain=float("nan")), "not a number"),
        (change_items("film", ["s"], "Gain", gain=1.0), "A1 is locked"),
        (change_items("film", ["gone"], "Gain", gain=1.0), "not on the timeline"),
    ):
        with pytest.raises(GraphError, match=told):
            done(before, edit)


def test_another_source_is_that_of_linked_items_too() -> None:
    clip, take = NodeSource(Port("n", "clip")), NodeSource(Port("n", "clip"), "0123456789abcdef")
    before = film(
        V1=[linked(shot("a", 0, 10, source=clip))], A1=[linked(shot("s", 0, 10, source=clip))], T1=[shot("t", 0, 5)]
    )
    after = done(before, set_source("film", "a", take))
    assert after.by_id["a"].source == after.by_id["s"].source == take
    titled = done(before, set_title("film", "t", TitleSource("The end", 12)))
    assert titled.by_id["t"].source == TitleSource("The end", 12)
    for edit, told in (
        (set_source("film", "a", TitleSource("x")), "takes no titles"),
        (set_source("film", "t", clip), "takes titles alone"),
        (set_title("film", "t", TitleSource("x", ink="no colour")), "no colour"),
        (set_title("film", "t", TitleSource("x", height=0)), "cannot look"),
    ):
        with pytest.raises(GraphError, match=told):
            done(before, edit)
