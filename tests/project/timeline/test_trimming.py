"""Edges of items go where they are brought, as far as sources and neighbours let them, and what is seen stays."""

from __future__ import annotations

from fractions import Fraction

import pytest

from soraapp.errors import GraphError
from soraapp.project.timeline.timeline import Item
from soraapp.project.timeline.trimming import Edge, roll, slide, slip, trim
from tests.project.timeline.films import RATE, done, film, linked, moments, seen, shot


def eleven(item: Item) -> Fraction | None:
    """Every source has eleven seconds, but for a picture, which has no end."""
    return None if item.id.startswith("p") else Fraction(11)


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(("edge", "frames"), [(Edge.HEAD, 3), (Edge.HEAD, -4), (Edge.TAIL, 5), (Edge.TAIL, -2)])
def test_a_trimmed_item_shows_at_every_frame_what_it_showed(reverse: bool, edge: Edge, frames: int) -> None:
    before = film(V1=[shot("a", 10, 20, reverse=reverse, speed=Fraction(1, 2))])
    after = done(before, trim("film", ["a"], edge, frames))
    was, now = moments(before, "V1"), moments(after, "V1")
    assert {frame: now[frame] for frame in now.keys() & was.keys()} == {f: was[f] for f in now.keys() & was.keys()}
    assert len(now) == 10 + (frames if edge is Edge.TAIL else -frames)


def test_a_trim_goes_no_further_than_neighbours_sources_and_the_last_frame() -> None:
    before = film(V1=[shot("a", 2, 10), shot("b", 14, 20), shot("c", 30, 36)])
    trims = [
        (["b"], Edge.HEAD, -9, [("a", 2, 10), ("b", 10, 20), ("c", 30, 36)]),
        (["b"], Edge.TAIL, 99, [("a", 2, 10), ("b", 14, 30), ("c", 30, 36)]),
        (["c"], Edge.TAIL, 99, [("a", 2, 10), ("b", 14, 20), ("c", 30, 54)]),
        (["a"], Edge.HEAD, -9, [("a", 0, 10), ("b", 14, 20), ("c", 30, 36)]),
        (["c"], Edge.HEAD, 99, [("a", 2, 10), ("b", 14, 20), ("c", 35, 36)]),
        (["a", "b"], Edge.TAIL, -7, [("a", 2, 3), ("b", 14, 15), ("c", 30, 36)]),
    ]
    for ids, edge, frames, expected in trims:
        assert seen(done(before, trim("film", ids, edge, frames, limits=eleven)))["V1"] == expected


def test_the_beginning_of_a_source_is_a_limit_and_a_picture_has_none() -> None:
    before = film(V1=[shot("a", 50, 60, offset=Fraction(1, 8)), shot("p", 90, 99, offset=Fraction(0))])
    after = done(before, trim("film", ["a"], Edge.HEAD, -20, limits=eleven))
    assert seen(after)["V1"][0] == ("a", 47, 60)
    assert after.by_id["a"].offset == 0
    after = done(before, trim("film", ["p"], Edge.HEAD, -20, limits=eleven))
    assert seen(after)["V1"][1] == ("p", 70, 99)
    turned = film(V1=[shot("a", 50, 60, offset=Fraction(1, 8), reverse=True)])
    assert seen(done(turned, trim("film", ["a"], Edge.TAIL, 20, limits=eleven)))["V1"] == [("a", 50, 63)]


def test_linked_edges_go_together_as_far_as_each_can() -> None:
    before = film(V1=[linked(shot("a", 10, 20)), shot("b", 23, 30)], A1=[linked(shot("s", 8, 20))])
    after = done(before, trim("film", ["a"], Edge.TAIL, 5))
    assert seen(after) == {"V1": [("a", 10, 23), ("b", 23, 30)], "A1": [("s", 8, 25)]}
    assert seen(done(before, trim("film", ["a"], Edge.HEAD, 2)))["A1"] == [("s", 8, 20)]
    assert seen(done(before, trim("film", ["a"], Edge.TAIL, -5, alone=True)))["A1"] == [("s", 8, 20)]
    with pytest.raises(GraphError, match="A1 is locked"):
        done(film("A1", V1=before.tracks[0].items, A1=before.tracks[1].items), trim("film", ["a"], Edge.TAIL, 1))


@pytest.mark.parametrize(
    ("edge", "frames", "pictures", "first"),
    [
        (Edge.TAIL, -4, [("a", 0, 10), ("b", 10, 16), ("c", 16, 26)], 0),
        (Edge.TAIL, 4, [("a", 0, 10), ("b", 10, 24), ("c", 24, 34)], 0),
        (Edge.HEAD, 4, [("a", 0, 10), ("b", 10, 16), ("c", 16, 26)], 4),
        (Edge.HEAD, -4, [("a", 0, 10), ("b", 10, 24), ("c", 24, 34)], -4),
    ],
)
def test_a_ripple_trim_leaves_no_gap_and_no_overlap(
    edge: Edge, frames: int, pictures: list[tuple[str, int, int]], first: int
) -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 10, 20), shot("c", 20, 30)], A1=[shot("s", 22, 25)])
    after = done(before, trim("film", ["b"], edge, frames, ripple=True))
    longer = len(moments(after, "V1")) - 30
    assert seen(after) == {"V1": pictures, "A1": [("s", 22 + longer, 25 + longer)]}
    assert after.by_id["b"].offset == 10 + first / RATE


def test_a_ripple_goes_as_far_as_the_one_that_can_go_least() -> None:
    before = film(
        V1=[linked(shot("a", 0, 10)), shot("b", 10, 20)], A1=[linked(shot("s", 0, 10, offset=Fraction(10.5)))]
    )
    after = done(before, trim("film", ["a"], Edge.TAIL, 9, ripple=True, limits=eleven))
    assert seen(after) == {"V1": [("a", 0, 12), ("b", 12, 22)], "A1": [("s", 0, 12)]}


def test_a_roll_moves_the_cut_and_nothing_else() -> None:
    before = film(
        V1=[linked(shot("a", 0, 10)), linked(shot("b", 10, 20), "y")],
        A1=[linked(shot("r", 0, 10)), linked(shot("s", 10, 20), "y")],
    )
    for item, edge in (("a", Edge.TAIL), ("b", Edge.HEAD), ("s", Edge.HEAD)):
        after = done(before, roll("film", item, edge, 3))
        assert seen(after) == {"V1": [("a", 0, 13), ("b", 13, 20)], "A1": [("r", 0, 13), ("s", 13, 20)]}
    assert moments(after, "V1").items() >= {frame: moments(before, "V1")[frame] for frame in (0, 9, 13, 19)}.items()
    alone = done(before, roll("film", "a", Edge.TAIL, -3, alone=True))
    assert seen(alone) == {"V1": [("a", 0, 7), ("b", 7, 20)], "A1": [("r", 0, 10), ("s", 10, 20)]}
    assert seen(done(before, roll("film", "a", Edge.TAIL, 40)))["V1"] == [("a", 0, 19), ("b", 19, 20)]
    assert seen(done(before, roll("film", "a", Edge.TAIL, 40, eleven)))["V1"] == [("a", 0, 19), ("b", 19, 20)]
    short = film(V1=[shot("a", 0, 10, offset=Fraction(21, 2)), shot("b", 10, 20)])
    assert seen(done(short, roll("film", "a", Edge.TAIL, 40, eleven)))["V1"] == [("a", 0, 12), ("b", 12, 20)]


def test_a_roll_beside_a_gap_moves_the_edge_alone() -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 12, 20)])
    assert seen(done(before, roll("film", "b", Edge.HEAD, -5)))["V1"] == [("a", 0, 10), ("b", 10, 20)]


def test_a_slip_changes_what_is_seen_and_not_where() -> None:
    before = film(V1=[linked(shot("a", 0, 10))], A1=[linked(shot("s", 0, 10))])
    after = done(before, slip("film", ["a"], 4))
    assert seen(after) == seen(before)
    for track in ("V1", "A1"):
        assert moments(after, track)[9] == moments(before, track)[5]
    turned = film(V1=[shot("a", 0, 10, reverse=True)])
    assert moments(done(turned, slip("film", ["a"], 4)), "V1")[9] == moments(turned, "V1")[5]
    assert done(before, slip("film", ["a"], -99, eleven)).by_id["a"].offset == 11 - 10 / RATE
    assert done(before, slip("film", ["a"], 999)).by_id["s"].offset == 0


def test_a_title_slips_nowhere_and_holds_nothing_back() -> None:
    before = film(V1=[linked(shot("a", 0, 10))], T1=[linked(shot("t", 0, 10, offset=Fraction(0)))])
    after = done(before, slip("film", ["a"], 4))
    assert after.by_id["t"] == before.by_id["t"]
    assert after.by_id["a"].offset == 10 - 4 / RATE


def test_a_slide_moves_an_item_and_its_neighbours_give_way() -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 10, 20), shot("c", 20, 30), shot("d", 33, 40)])
    slides = [
        (["b"], 3, [("a", 0, 13), ("b", 13, 23), ("c", 23, 30), ("d", 33, 40)]),
        (["b"], -30, [("a", 0, 1), ("b", 1, 11), ("c", 11, 30), ("d", 33, 40)]),
        (["b", "c"], 30, [("a", 0, 13), ("b", 13, 23), ("c", 23, 33), ("d", 33, 40)]),
        (["d"], -30, [("a", 0, 10), ("b", 10, 20), ("c", 20, 30), ("d", 30, 37)]),
        (["d"], 5, [("a", 0, 10), ("b", 10, 20), ("c", 20, 30), ("d", 38, 45)]),
        (["a", "c"], 2, [("a", 2, 12), ("b", 12, 22), ("c", 22, 32), ("d", 33, 40)]),
    ]
    for ids, frames, expected in slides:
        after = done(before, slide("film", ids, frames))
        assert seen(after)["V1"] == expected, (ids, frames)
        for name in ids:
            assert after.by_id[name].offset == before.by_id[name].offset
    limited = done(film(V1=[shot("a", 0, 20), shot("b", 20, 30), shot("c", 30, 40)]), slide("film", ["b"], 9, eleven))
    assert seen(limited)["V1"] == [("a", 0, 24), ("b", 24, 34), ("c", 34, 40)]


def test_what_can_go_nowhere_is_no_step() -> None:
    before = film(V1=[shot("a", 0, 10), shot("b", 10, 20)])
    for edit in (trim("film", ["a"], Edge.TAIL, 5), slide("film", ["a"], -3), roll("film", "a", Edge.HEAD, -3)):
        assert done(before, edit) is before
