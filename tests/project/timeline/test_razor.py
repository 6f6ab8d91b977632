"""A razor changes nothing that is seen, and pieces become one again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from soraapp.errors import GraphError
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.timeline.properties import change_items
from soraapp.project.timeline.razor import cut, join, through_edits
from soraapp.project.timeline.timeline import Lead, Timeline
from tests.project.timeline.films import done, film, linked, moments, seen, shot


def sample(**more: object) -> Timeline:
    return film(
        "A2",
        V1=[linked(shot("a", 0, 20, speed=Fraction(3), reverse=True, fade_in=15, fade_out=9, **more))],
        A1=[linked(shot("s", 4, 24))],
        A2=[shot("m", 0, 40)],
        T1=[shot("t", 10, 20, offset=Fraction(0))],
    )


@pytest.mark.parametrize("frame", [1, 5, 10, 19])
def test_nothing_that_is_seen_changes_and_the_pieces_can_be_joined(frame: int) -> None:
    before = sample()
    after = done(before, cut("film", frame))
    assert all(moments(after, track.name) == moments(before, track.name) for track in before.tracks)
    assert after.tracks[2] is before.tracks[2]
    pieces = [name for name, track in after.homes.items() if not track.locked]
    assert done(after, join("film", pieces)) == before


def test_all_open_tracks_are_cut_or_what_is_named_with_its_links() -> None:
    before = sample()
    everywhere = done(before, cut("film", 12))
    assert [len(track.items) for track in everywhere.tracks] == [2, 2, 1, 2]
    assert [len(track.items) for track in done(before, cut("film", 12, ["a"])).tracks] == [2, 2, 1, 1]
    assert [len(track.items) for track in done(before, cut("film", 12, ["a"], alone=True)).tracks] == [2, 1, 1, 1]


def test_pieces_are_linked_on_each_side() -> None:
    after = done(sample(), cut("film", 12))
    (left, right), (under, over) = after.tracks[0].items, after.tracks[1].items
    assert left.link == under.link == "x"
    assert right.link == over.link not in ("", "x")
    held = done(sample(), cut("film", 12, ["a"], alone=True))
    assert {item.link for item in (*held.tracks[0].items, *held.tracks[1].items)} == {"x"}


def test_a_link_that_is_cut_beside_an_item_is_whole_again_once_the_pieces_are_joined() -> None:
    before = film(V1=[linked(shot("a", 24, 48))], A1=[linked(shot("s", 20, 44))])
    after = done(before, cut("film", 22))
    early, late = after.tracks[1].items
    assert early.link == "x"
    assert late.link == after.by_id["a"].link not in ("", "x")
    assert done(after, join("film", [early.id, late.id])) == before
    locked = film("V1", V1=[linked(shot("a", 24, 48))], A1=[linked(shot("s", 20, 44))])
    assert {item.link for item in done(locked, cut("film", 22)).items()} == {"x"}


def test_a_transition_stays_at_the_head_and_is_no_longer_than_the_piece() -> None:
    lead = Lead(TransitionStyle.WIPE, 3, 4)
    before = film(V1=[shot("a", 0, 10), replace(shot("b", 10, 20), lead=lead)])
    assert [item.lead for item in done(before, cut("film", 15)).tracks[0].items] == [None, lead, None]
    assert done(before, cut("film", 12)).by_id["b"].lead == replace(lead, after=2)
    assert [item.lead for item in done(before, cut("film", 5)).tracks[0].items] == [None, None, lead]


def test_what_cannot_be_cut_or_joined_says_so() -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 10, 20)])
    for edit in (cut("film", 10), cut("film", 5, ["b"])):
        with pytest.raises(GraphError, match="nothing to cut"):
            done(before, edit)
    with pytest.raises(GraphError, match="do not go on"):
        done(before, join("film", ["a", "b"]))
    pieces = done(before, cut("film", 5))
    assert through_edits(pieces) == [(pieces.tracks[0].items[0].id, pieces.tracks[0].items[1].id)]
    painted = done(pieces, change_items("film", ["a"], "Change colour", color="#ff8a3d"))
    assert through_edits(painted) == []


def test_several_cuts_are_joined_at_once() -> None:
    before = film(V1=[shot("a", 0, 30)])
    after = done(before, cut("film", 10), cut("film", 20))
    assert seen(after)["V1"] == [("a", 0, 10), ("a", 10, 20), ("a", 20, 30)]
    assert done(after, join("film", list(after.by_id))) == before
