"""Painting a mask: strokes by mouse and by keys, each a step of undo, over the picture that is wired."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.media.strokes import Spot
from soraapp.nodekit import Structured
from soraapp.project import edits
from tests.ui.events import turn, wait
from tests.ui.inspector.conftest import Desk, click
from ui.inspector.brush_field import BrushField

WALK = Path(__file__).parents[3] / "resources" / "examples" / "walk.mp4"
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def field(desk: Desk) -> BrushField:
    desk.add("mask.paint_mask", "m")
    desk.open("m")
    turn()
    return cast("BrushField", desk.field("strokes"))


def plain(desk: Desk) -> list[dict[str, Any]]:
    return json.loads(str(desk.value("strokes")))


def stroke(field: BrushField, *spots: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
    points = [field.view.place(Spot(*spot)).toPoint() for spot in spots]
    QTest.mouseMove(field.view, points[0])
    QTest.mousePress(field.view, button, NONE, points[0])
    for point in points[1:]:
        QTest.mouseMove(field.view, point)
        turn()
    QTest.mouseRelease(field.view, button, NONE, points[-1])
    turn()


def near(spot: list[float], across: float, down: float) -> bool:
    return abs(spot[0] - across) < 0.01 and abs(spot[1] - down) < 0.01


def test_each_stroke_is_a_step_of_undo(desk: Desk, field: BrushField) -> None:
    before = desk.steps()
    stroke(field, (0.2, 0.3), (0.4, 0.5), (0.6, 0.5))
    stroke(field, (0.5, 0.5))
    first, second = plain(desk)
    assert near(first["spots"][0], 0.2, 0.3)
    assert near(first["spots"][-1], 0.6, 0.5)
    assert len(second["spots"]) == 1
    assert "erases" not in first
    assert desk.steps() == before + 2
    desk.document.undo()
    assert plain(desk) == [first]
    assert len(field.view.strokes.strokes) == 1


def test_the_right_button_and_the_eraser_take_away(desk: Desk, field: BrushField) -> None:
    stroke(field, (0.2, 0.3), button=RIGHT)
    click(field.erase)
    stroke(field, (0.4, 0.3))
    click(field.paint)
    stroke(field, (0.6, 0.3))
    assert [one.get("erases", False) for one in plain(desk)] == [True, True, False]
    click(field.clear)
    assert plain(desk) == []
    assert not field.clear.isEnabled()
    desk.document.undo()
    assert len(plain(desk)) == 3


def test_the_brush_becomes_wider_by_wheel_keys_and_number(desk: Desk, field: BrushField) -> None:
    view = field.view
    turned = QWheelEvent(
        QPointF(9, 9),
        QPointF(9, 9),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(view, turned)
    assert view.radius == pytest.approx(0.0575)
    QTest.keyClick(view, Qt.Key.Key_BracketLeft)
    assert view.radius == pytest.approx(0.05)
    assert field.brush_width.value == 10.0
    field.brush_width.edited.emit(30.0, "")
    stroke(field, (0.5, 0.5))
    assert plain(desk)[0]["radius"] == pytest.approx(0.15)


def test_a_mask_is_painted_by_keys_alone(desk: Desk, field: BrushField) -> None:
    view = field.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Space)
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Up, SHIFT)
    first, second = plain(desk)
    assert first["spots"] == [[0.5, 0.5]]
    assert near(second["spots"][0], 0.4, 0.5)
    assert len(second["spots"]) == 2


def test_escape_gives_a_stroke_up(desk: Desk, field: BrushField) -> None:
    point = field.view.place(Spot(0.5, 0.5)).toPoint()
    QTest.mousePress(field.view, LEFT, NONE, point)
    QTest.keyClick(field.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(field.view, LEFT, NONE, point)
    assert plain(desk) == []


def test_the_picture_that_is_wired_lies_below(desk: Desk, field: BrushField) -> None:
    assert field.view.ground.isNull()
    assert field.view.frame.height() / field.view.frame.width() == pytest.approx(432 / 768, abs=0.01)
    desk.add("load.video", "v", file=WALK)
    desk.connect("v.clip", "m.clip")
    desk.jobs.run(["v"])
    wait(lambda: not field.view.ground.isNull(), "the picture below the brush")
    assert (field.view.ground.width(), field.view.ground.height()) == (384, 216)
    desk.document.undo()
    desk.document.undo()
    wait(lambda: field.view.ground.isNull(), "no picture")


def test_strokes_that_make_no_sense_are_told_and_painted_anew(desk: Desk, field: BrushField) -> None:
    desk.document.apply(edits.set_value("m", "strokes", Structured.of([{"radius": 9, "spots": []}])))
    desk.settle()
    wait(lambda: not desk.inspector.rows["strokes"].problem.isHidden(), "the problem")
    assert "Stroke 1 has no radius" in desk.inspector.rows["strokes"].problem.text()
    stroke(field, (0.5, 0.5))
    assert len(plain(desk)) == 1
