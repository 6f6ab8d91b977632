"""Items are put down, moved and taken off: what is under is cut away, or makes way."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from soraapp.errors import GraphError
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.timeline.placing import Placing, close_gap, gap_at, move, put, remove
from soraapp.project.timeline.timeline import Lead
from tests.project.timeline.films import done, film, linked, moments, seen, shot

DISSOLVE = Lead(TransitionStyle.DISSOLVE, 2, 2)


def test_what_is_under_an_item_is_cut_away() -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 10, 20), shot("c", 20, 30)])
    after = done(before, put("film", [("V1", shot("n", 5, 25))]))
    assert seen(after) == {"V1": [("a", 0, 5), ("n", 5, 25), ("c", 25, 30)]}
    assert moments(after, "V1")[29] == moments(before, "V1")[29]


@pytest.mark.parametrize("reverse", [False, True])
def test_both_halves_of_what_is_under_the_middle_show_what_they_showed(reverse: bool) -> None:
    whole = shot("a", 0, 30, speed=Fraction(3, 2), reverse=reverse, fade_in=3, fade_out=4)
    before = film(V1=[whole])
    after = done(before, put("film", [("V1", shot("n", 10, 13))]))
    assert seen(after) == {"V1": [("a", 0, 10), ("n", 10, 13), ("a", 13, 30)]}
    there = moments(before, "V1") | moments(after, "V1")
    assert {f: m for f, m in there.items() if m[0] == "a"} == {
        f: m for f, m in moments(before, "V1").items() if not 10 <= f < 13
    }
    first, _, last = after.tracks[0].items
    assert (first.id, first.fade_in, first.fade_out, last.fade_in, last.fade_out) == ("a", 3, 0, 0, 4)


def test_an_insert_makes_later_items_of_all_open_tracks_wait() -> None:
    before = film(
        "A2",
        V1=[shot("a", 0, 10), shot("b", 10, 20)],
        T1=[shot("t", 12, 14)],
        A1=[shot("s", 0, 20)],
        A2=[shot("m", 0, 20)],
    )
    after = done(before, put("film", [("V1", shot("n", 10, 16))], Placing.INSERT))
    assert seen(after) == {
        "V1": [("a", 0, 10), ("n", 10, 16), ("b", 16, 26)],
        "T1": [("t", 18, 20)],
        "A1": [("s", 0, 10), ("s", 16, 26)],
        "A2": [("m", 0, 20)],
    }


def test_links_are_parted_by_an_insert_and_hold_on_each_side() -> None:
    before = film(V1=[linked(shot("a", 0, 20))], A1=[linked(shot("s", 0, 20))])
    after = done(before, put("film", [("V1", shot("n", 5, 8))], Placing.INSERT))
    links = [[item.link for item in track.items] for track in after.tracks]
    assert links[0][0] == links[1][0] == "x"
    assert links[0][2] == links[1][1] not in ("", "x")


def test_linked_items_move_together_and_as_far_as_the_beginning() -> None:
    before = film(V1=[linked(shot("a", 5, 10))], V2=[], A1=[linked(shot("s", 3, 10))])
    assert seen(done(before, move("film", ["a"], -4, 1))) == {"V2": [("a", 2, 7)], "A1": [("s", 0, 7)]}
    alone = done(before, move("film", ["a"], -4, alone=True))
    assert seen(alone) == {"V1": [("a", 1, 6)], "A1": [("s", 3, 10)]}


def test_what_is_moved_overwrites_what_it_comes_over_and_leaves_a_gap() -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 10, 20), shot("c", 20, 30)])
    assert seen(done(before, move("film", ["a"], 15))) == {"V1": [("b", 10, 15), ("a", 15, 25), ("c", 25, 30)]}
    assert seen(done(before, move("film", ["a"], 20, 0, Placing.INSERT))) == {
        "V1": [("b", 10, 20), ("a", 20, 30), ("c", 30, 40)]
    }


def test_copies_are_linked_among_each_other() -> None:
    before = film(V1=[linked(shot("a", 0, 10))], A1=[linked(shot("s", 0, 10))])
    after = done(before, move("film", ["a"], 10, copies=True))
    assert seen(after) == {"V1": [("a", 0, 10), ("a", 10, 20)], "A1": [("s", 0, 10), ("s", 10, 20)]}
    (_, picture), (_, sound) = (track.items for track in after.tracks)
    assert picture.link == sound.link not in ("", "x")
    assert len(after.by_id) == 4


def test_steps_among_tracks_stop_at_the_last_of_the_kind() -> None:
    before = film(V1=[shot("a", 0, 10)], V2=[], T1=[], A1=[shot("s", 0, 10)])
    assert seen(done(before, move("film", ["a", "s"], 0, 5))) == {"V2": [("a", 0, 10)], "A1": [("s", 0, 10)]}


def test_a_locked_track_refuses() -> None:
    before = film("A1", V1=[linked(shot("a", 0, 10))], A1=[linked(shot("s", 0, 10))])
    for edit in (move("film", ["a"], 3), remove("film", ["a"]), put("film", [("A1", shot("n", 0, 1))])):
        with pytest.raises(GraphError, match=r"A1 is locked. Unlock it."):
            done(before, edit)
    assert seen(done(before, move("film", ["a"], 3, alone=True)))["V1"] == [("a", 3, 13)]


def test_a_track_takes_what_belongs_there() -> None:
    before = film(V1=[], T1=[])
    for track, item in (("V1", shot("t", 0, 5)), ("T1", shot("a", 0, 5))):
        with pytest.raises(GraphError, match="titles"):
            done(before, put("film", [(track, item)]))
    with pytest.raises(GraphError, match="at one place"):
        done(before, put("film", [("V1", shot("a", 0, 5)), ("V1", shot("b", 4, 6))]))
    with pytest.raises(GraphError, match="same id"):
        done(before, put("film", [("V1", shot("a", 0, 5)), ("V1", shot("a", 5, 6))]))


def test_a_ripple_delete_closes_up_everywhere() -> None:
    before = film(
        V1=[shot("a", 0, 10), shot("b", 10, 20), shot("c", 20, 30)], T1=[shot("t", 22, 24)], A1=[shot("m", 0, 60)]
    )
    assert seen(done(before, remove("film", ["b"], ripple=True))) == {
        "V1": [("a", 0, 10), ("c", 10, 20)],
        "T1": [("t", 12, 14)],
        "A1": [("m", 0, 60)],
    }
    assert seen(done(before, remove("film", ["b"])))["V1"] == [("a", 0, 10), ("c", 20, 30)]


def test_a_ripple_delete_that_would_push_things_over_each_other_is_refused() -> None:
    tracks = {"V1": [shot("a", 0, 10), shot("b", 10, 20)], "A1": [shot("m", 0, 30), shot("n", 30, 40)]}
    with pytest.raises(GraphError, match="On A1 something is in the way"):
        done(film(**tracks), remove("film", ["a"], ripple=True))
    assert seen(done(film("A1", **tracks), remove("film", ["a"], ripple=True)))["V1"] == [("b", 0, 10)]


def test_what_is_linked_stays_in_step_or_the_ripple_is_refused() -> None:
    picture, sound = linked(shot("b", 10, 20)), linked(shot("s", 8, 20))
    before = film(V1=[shot("a", 5, 10), picture], A1=[sound])
    assert seen(done(before, remove("film", ["a"], ripple=True))) == {"V1": [("b", 5, 15)], "A1": [("s", 3, 15)]}
    tight = film(V1=[shot("a", 5, 10), picture], A1=[shot("r", 0, 8), sound])
    with pytest.raises(GraphError, match="On A1"):
        done(tight, remove("film", ["a"], ripple=True))
    held = film("A1", V1=[shot("a", 5, 10), picture], A1=[sound])
    with pytest.raises(GraphError, match="A1 is locked"):
        done(held, remove("film", ["a"], ripple=True))


def test_a_ripple_delete_of_several_closes_what_is_empty_on_all_their_tracks() -> None:
    before = film(
        V1=[shot("a", 0, 10), linked(shot("b", 10, 20)), shot("c", 20, 30)],
        A1=[shot("r", 0, 8), linked(shot("s", 8, 18)), shot("q", 18, 28)],
    )
    after = done(before, remove("film", ["b"], ripple=True))
    assert seen(after) == {"V1": [("a", 0, 10), ("c", 12, 22)], "A1": [("r", 0, 8), ("q", 10, 20)]}


def test_a_gap_is_found_and_closed() -> None:
    before = film(V1=[shot("a", 3, 10), shot("b", 14, 20)], A1=[shot("s", 16, 18)])
    track = before.tracks[0]
    assert [gap_at(track, frame) for frame in (0, 3, 9, 10, 13, 14, 20)] == [
        (0, 3), None, None, (10, 14), (10, 14), None, None,
    ]  # fmt: skip
    assert seen(done(before, close_gap("film", "V1", 12))) == {
        "V1": [("a", 3, 10), ("b", 10, 16)],
        "A1": [("s", 12, 14)],
    }
    with pytest.raises(GraphError, match="no gap"):
        done(before, close_gap("film", "V1", 5))


def test_a_transition_goes_with_its_cut() -> None:
    before = film(V1=[shot("a", 0, 10), replace(shot("b", 10, 20), lead=DISSOLVE)])
    leads = {
        "gone with the item before": remove("film", ["a"]),
        "gone when another comes before": put("film", [("V1", shot("n", 4, 10))]),
        "kept by the last piece of the one before": put("film", [("V1", shot("n", 2, 4))]),
        "kept when both move": move("film", ["a", "b"], 7),
        "gone when one moves": move("film", ["b"], 7),
    }
    found = {name: done(before, edit).tracks[0].items[-1].lead for name, edit in leads.items()}
    assert found == {name: DISSOLVE if name.startswith("kept") else None for name in leads}


def test_a_transition_that_is_too_long_becomes_shorter() -> None:
    before = film(V1=[shot("a", 0, 10), replace(shot("b", 10, 20), lead=Lead(TransitionStyle.WIPE, 4, 5))])
    after = done(before, put("film", [("V1", shot("n", 2, 8)), ("V1", shot("m", 13, 20))]))
    assert after.tracks[0].items[3].lead == Lead(TransitionStyle.WIPE, 2, 3)
