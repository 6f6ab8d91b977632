"""A person keeps places of the canvas and comes back to them by keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from soraapp.project import storage
from tests.ui.canvas.conftest import CTRL, SHIFT, Desk

Key = Qt.Key


def seen(desk: Desk) -> tuple[float, QPointF]:
    return desk.canvas.camera.zoom, desk.canvas.camera.visible().center()


def near(one: tuple[float, QPointF], two: tuple[float, QPointF]) -> bool:
    """The same zoom, and the middle at most some pixels away."""
    return abs(one[0] - two[0]) < 0.001 and (one[1] - two[1]).manhattanLength() * one[0] < 3


def test_a_place_is_kept_and_come_back_to_with_its_zoom(desk: Desk) -> None:
    desk.film()
    steps = desk.undo_steps()
    here = seen(desk)
    desk.key(Key.Key_1, CTRL | SHIFT)
    assert desk.told == ["Bookmark 1 is set: Shift+1 comes back here"]
    desk.canvas.camera.show(QRectF(3000, 3000, 4000, 3000))
    there = seen(desk)
    desk.key(Key.Key_9, CTRL | SHIFT)
    desk.key(Key.Key_1, SHIFT)
    assert near(seen(desk), here)
    desk.key(Key.Key_9, SHIFT)
    assert near(seen(desk), there)
    assert desk.undo_steps() == steps
    assert storage.from_json(storage.to_json(desk.document.project, None), None).view == desk.document.project.view


def test_one_that_is_not_set_says_how_to_set_it(desk: Desk) -> None:
    desk.film()
    here = seen(desk)
    desk.key(Key.Key_4, SHIFT)
    assert desk.told == ["Bookmark 4 is not set. Go to a place and press Ctrl+Shift+4."]
    assert near(seen(desk), here)


def test_the_menu_names_them_by_number_and_ticks_those_that_are_set(desk: Desk) -> None:
    desk.film()
    desk.key(Key.Key_2, CTRL | SHIFT)
    desk.actions["bookmark_2"].trigger()
    desk.actions["bookmark_3"].trigger()
    assert desk.actions["bookmark_2"].text() == "Go to bookmark 2"
    assert desk.actions["bookmark_2"].isChecked()
    assert not desk.actions["bookmark_3"].isChecked()
