"""Where the items of a timeline stand, and what is at a point."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from soraapp.project.timeline.timeline import Track, TrackKind
from tests.ui.timeline.example import FILM, shot
from ui.timeline.geometry import FAREST, NEAREST, RULER, Geometry, between
from ui.timeline.hits import Hit, HitKind, fade_knob, header_hit, hit, lead_rect

HERE = Geometry(FILM, 1600, 300, zoom=4.0)


def at(x: float, track: str, down: float = 0.3) -> Hit:
    """What is at a pixel across a lane, at a part of its height."""
    row = HERE.row(track)
    assert row
    return hit(HERE, QPointF(x, HERE.y(row) + down * row.height))


def test_what_covers_others_is_above_them_and_what_is_heard_below() -> None:
    assert [row.track.id for row in HERE.rows] == ["t1", "v2", "v1", "a1"]
    assert all(above.bottom < below.top for above, below in zip(HERE.rows, HERE.rows[1:], strict=False))


@given(st.floats(FAREST, NEAREST), st.floats(0, 10000), st.floats(0, 1600))
def test_a_frame_is_found_where_it_is_drawn(zoom: float, left: float, x: float) -> None:
    here = replace(HERE, zoom=zoom, left=left)
    assert here.x(here.place(x)) == pytest.approx(x, abs=0.01)
    assert here.x(here.frame(x)) <= x + 0.01
    assert abs(here.x(here.border(x)) - x) <= zoom / 2 + 0.01


@given(st.floats(FAREST, NEAREST), st.floats(FAREST, NEAREST), st.floats(0, 1600))
def test_zooming_keeps_what_is_under_the_pointer(before: float, after: float, x: float) -> None:
    here = replace(HERE, zoom=before, left=1e6)
    assert here.zoomed(after, x).place(x) == pytest.approx(here.place(x), rel=1e-6)


def test_zooming_stops_at_the_ends() -> None:
    assert HERE.zoomed(1000, 0).zoom == NEAREST
    assert HERE.zoomed(0, 0).zoom == FAREST


def test_the_whole_film_fits() -> None:
    fitted = HERE.fitted()
    assert fitted.x(FILM.end) < fitted.width
    assert fitted.x(FILM.end) > fitted.width * 0.9


def test_a_part_fits() -> None:
    fitted = HERE.fitted(96, 168)
    assert fitted.left == 96
    assert fitted.x(168) < fitted.width


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=9), st.floats(-5, 99), st.floats(0, 60))
def test_the_items_in_view_are_those_that_touch_it(spans: list[tuple[int, int]], first: float, more: float) -> None:
    items, place = [], 0
    for number, (gap, length) in enumerate(spans):
        items.append(shot(str(number), place + gap, length))
        place += gap + length
    last = first + more
    wanted = [item for item in items if item.end > first and item.start < last]
    assert list(between(items, first, last)) == wanted


def test_a_track_has_the_height_that_it_is_given_within_limits() -> None:
    for wanted, shown in ((0, 68), (10, 24), (100, 100), (900, 160)):
        track = Track("v", TrackKind.VIDEO, "V1", height=wanted)
        assert Geometry(replace(FILM, tracks=(track,)), 100, 100).rows[0].height == shown


def test_the_parts_of_an_item() -> None:
    assert at(100, "v2") == Hit(HitKind.GAP, 25, "v2")
    assert at(120 * 4 + 3, "v2", 0.6) == Hit(HitKind.ITEM_HEAD, 120, "v2", "bird")
    assert at(120 * 4 + 90, "v2") == Hit(HitKind.ITEM_BODY, 142, "v2", "bird")
    assert at(168 * 4 - 3, "v2", 0.6) == Hit(HitKind.ITEM_TAIL, 167, "v2", "bird")


def test_an_item_is_taken_a_hair_beside_it_too() -> None:
    assert at(120 * 4 - 2, "v2", 0.6) == Hit(HitKind.ITEM_HEAD, 119, "v2", "bird")
    assert at(168 * 4 + 2, "v2", 0.6) == Hit(HitKind.ITEM_TAIL, 168, "v2", "bird")


def test_where_two_items_touch_is_a_cut_and_their_ends_are_beside_it() -> None:
    assert at(96 * 4 + 1, "v1") == Hit(HitKind.CUT, 96, "v1", "dive")
    assert at(96 * 4 - 5, "v1").kind is HitKind.ITEM_TAIL
    assert at(96 * 4 + 5, "v1").kind is HitKind.ITEM_HEAD


def test_a_transition_is_in_the_lower_half_around_its_cut() -> None:
    for x in (84 * 4 + 2, 96 * 4, 108 * 4 - 2):
        assert at(x, "v1", 0.8) == Hit(HitKind.LEAD, HERE.frame(x), "v1", "dive")
    assert at(83 * 4, "v1", 0.8).kind is HitKind.ITEM_BODY
    row = HERE.row("v1")
    assert row
    assert lead_rect(replace(HERE, zoom=0.1), row, FILM.by_id["dive"]).isEmpty()


def test_fades_are_taken_at_their_ends() -> None:
    row = HERE.row("v1")
    assert row
    ball = FILM.by_id["ball"]
    knob = fade_knob(HERE, row, ball, head=True)
    assert knob.center().x() == HERE.x(12)
    assert hit(HERE, knob.center()) == Hit(HitKind.FADE_IN, 12, "v1", "ball")
    assert hit(HERE, fade_knob(HERE, row, ball, head=False).center()).kind is HitKind.FADE_OUT


def test_gaps_and_what_is_behind_the_last() -> None:
    assert at(200 * 4, "v1") == Hit(HitKind.GAP, 200, "v1")
    assert at(340 * 4, "v1") == Hit(HitKind.EMPTY, 340, "v1")
    assert hit(HERE, QPointF(10, 295)) == Hit(HitKind.EMPTY, 2)


def test_the_ruler_and_its_markers() -> None:
    assert hit(HERE, QPointF(100, 5)) == Hit(HitKind.RULER, 25)
    assert hit(HERE, QPointF(48 * 4, RULER - 4)) == Hit(HitKind.MARKER, 48, marker="m1")


def test_headers_and_their_edges() -> None:
    top, second = HERE.rows[:2]
    assert header_hit(HERE, HERE.y(top) + 8) == Hit(HitKind.HEADER, 0, "t1")
    assert header_hit(HERE, HERE.y(second) - 1) == Hit(HitKind.TRACK_EDGE, 0, "t1")
    assert header_hit(HERE, 3).kind is HitKind.EMPTY


def test_items_within_a_rectangle() -> None:
    row = HERE.row("v1")
    assert row
    box = QRectF(QPointF(300, HERE.y(row) + 10), QPointF(500, HERE.y(row) + 90))
    assert [item.id for item in HERE.items_within(box)] == ["ball", "dive", "waves"]


def test_a_narrow_item_is_taken_as_a_whole() -> None:
    far = replace(HERE, zoom=0.2)
    row = far.row("v2")
    assert row
    rect = far.item_rect(row, FILM.by_id["bird"])
    assert hit(far, rect.center()).kind is HitKind.ITEM_BODY
    assert hit(far, QPointF(rect.left() + 1, rect.center().y())).kind is HitKind.ITEM_BODY


def test_an_item_by_its_id() -> None:
    assert HERE.rect_of("nobody") is None
    rect = HERE.rect_of("bird")
    assert rect is not None
    assert (rect.left(), rect.width()) == (480, 192)
