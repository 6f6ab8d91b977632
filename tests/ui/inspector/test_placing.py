"""Things are put where they belong on a small picture of the frame."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from soraapp.project import edits
from tests.ui.events import turn, wait
from tests.ui.inspector.conftest import CATALOGUE, Desk, click, drag
from ui.inspector.place_view import PlaceView
from ui.inspector.placement import placement_of


def view(desk: Desk, kind: str) -> PlaceView:
    desk.add(kind, "a")
    desk.open("a")
    form = desk.inspector.forms.shown
    assert form is not None
    assert form.place is not None
    turn()
    return form.place


def point(view: PlaceView, across: float, down: float) -> QPointF:
    """A place in the frame, in per cent."""
    frame = view.frame()
    return QPointF(frame.left() + frame.width() * across / 100, frame.top() + frame.height() * down / 100)


def numbers(desk: Desk, *names: str) -> list[float]:
    return [cast("float", desk.value(name)) for name in names]


def test_a_title_is_dragged_in_one_step(desk: Desk) -> None:
    place, before = view(desk, "compose.title"), desk.steps()
    drag(place, point(place, 50, 50).toPoint(), point(place, 20, 80).toPoint())
    assert numbers(desk, "across", "down") == [pytest.approx(20, abs=1.5), pytest.approx(80, abs=1.5)]
    assert desk.steps() == before + 1
    desk.document.undo()
    assert numbers(desk, "across", "down") == [50, 50]
    assert place.rect_now.center() == QPointF(50, 50)


def test_a_click_puts_a_point_there(desk: Desk) -> None:
    place = view(desk, "compose.title")
    click(place, point(place, 75, 25).toPoint())
    assert numbers(desk, "across", "down") == [pytest.approx(75, abs=1), pytest.approx(25, abs=1)]


def test_keys_move_and_stretch(desk: Desk) -> None:
    place = view(desk, "compose.mask_shape")
    place.setFocus()
    QTest.keyClick(place, Qt.Key.Key_Right)
    QTest.keyClick(place, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert numbers(desk, "across", "down") == [51, 40]
    QTest.keyClick(place, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert numbers(desk, "shape_width", "shape_height") == [52, 50]


def test_a_shape_is_stretched_by_a_corner(desk: Desk) -> None:
    place = view(desk, "compose.mask_shape")
    drag(place, place.seen().bottomRight().toPoint(), point(place, 90, 85).toPoint())
    assert numbers(desk, "shape_width", "shape_height") == [pytest.approx(80, abs=3), pytest.approx(70, abs=3)]
    assert numbers(desk, "across", "down") == [50, 50]


def test_an_overlay_is_scaled_by_a_corner(desk: Desk) -> None:
    place = view(desk, "compose.overlay")
    desk.document.apply(edits.set_value("a", "scale", 50.0))
    drag(place, place.seen().topLeft().toPoint(), point(place, 35, 35).toPoint())
    assert numbers(desk, "scale") == [pytest.approx(30, abs=3)]


def test_a_crop_is_drawn_and_never_empty(desk: Desk) -> None:
    place = view(desk, "frame.crop")
    drag(place, place.seen().topLeft().toPoint(), point(place, 30, 20).toPoint())
    assert numbers(desk, "left", "top", "right", "bottom") == [
        pytest.approx(30, abs=1.5),
        pytest.approx(20, abs=1.5),
        0,
        0,
    ]
    width = place.rect_now.width()
    drag(place, place.seen().center().toPoint(), point(place, 0, 0).toPoint())
    assert numbers(desk, "left", "top") == [0, 0]
    assert numbers(desk, "right") == [pytest.approx(100 - width, abs=0.2)]
    drag(place, place.seen().bottomRight().toPoint(), point(place, -50, -50).toPoint())
    left, right = numbers(desk, "left", "right")
    assert 98 <= left + right < 100
    desk.settle()
    assert not desk.inspector.notice.isVisible()


def test_several_nodes_are_not_placed_together(desk: Desk) -> None:
    place = view(desk, "compose.title")
    desk.add("compose.title", "b")
    assert place.isVisible()
    desk.inspector.show_nodes(("a", "b"))
    form = desk.inspector.forms.shown
    assert form is not None
    assert form.place is None or not form.place.isVisible()


def test_a_wire_takes_the_place_over(desk: Desk) -> None:
    place = view(desk, "compose.title")
    desk.add("show.number", "n")
    desk.connect("n.number", "a.across")
    assert not place.isVisible()
    desk.document.undo()
    assert place.isVisible()


def test_most_nodes_place_nothing() -> None:
    placing = {name for name, kind in CATALOGUE.items() if placement_of(kind.inputs)}
    assert {"compose.title", "compose.overlay", "compose.mask_shape", "frame.crop"} <= placing
    assert "generate.text_to_video" not in placing


def test_what_the_node_is_given_is_seen_below(desk: Desk) -> None:
    desk.add("compose.title", "source", text="x", opacity=0.0, ground="#00c800", width=40, height=60, seconds=0.5)
    desk.jobs.run(("source",))
    wait(lambda: not desk.jobs.running, "the run")
    place = view(desk, "compose.title")
    desk.connect("source.clip", "a.clip")
    wait(lambda: place.frame().height() > place.frame().width(), "the shape of the picture")
    corner = point(place, 10, 10).toPoint()
    wait(lambda: place.grab().toImage().pixelColor(corner).green() > 120, "the picture")
