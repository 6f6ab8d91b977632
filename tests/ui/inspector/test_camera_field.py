"""The curves of a camera: points that are dragged, added, typed, moved by keys, removed, undone."""

from __future__ import annotations

import json
from typing import cast

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from soraapp.nodekit import Structured
from soraapp.project import edits
from tests.ui.events import turn
from tests.ui.inspector.conftest import Desk, click, drag
from ui.inspector.camera_field import CameraField
from ui.theme import load_theme

MOVES = {"pan": [[0.0, 0.0], [1.0, 1.0], [3.0, -0.5]], "zoom": [[0.0, 0.5]]}


def plain(desk: Desk) -> dict[str, list[list[float]]]:
    return json.loads(str(desk.value("moves")))


@pytest.fixture
def field(desk: Desk) -> CameraField:
    desk.add("camera.camera", "c", moves=Structured.of(MOVES))
    desk.open("c")
    turn()
    return cast("CameraField", desk.field("moves"))


def place(field: CameraField, at: float, speed: float) -> QPointF:
    return field.view.place(at, speed)


def test_the_moves_are_shown(desk: Desk, field: CameraField) -> None:
    assert [button.text() for button in field.moves.values()] == ["pan \u2022", "tilt", "dolly", "orbit", "zoom \u2022"]
    assert field.moves["pan"].isChecked()
    assert (field.time.value, field.speed.value) == (0.0, 0.0)
    click(field.moves["zoom"])
    assert (field.time.value, field.speed.value) == (0.0, 0.5)
    click(field.moves["tilt"])
    assert not field.time.isEnabled()
    assert not field.remove.isEnabled()


def test_a_point_is_dragged_in_one_step_of_undo(desk: Desk, field: CameraField) -> None:
    before = desk.steps()
    drag(field.view, place(field, 1, 1).toPoint(), place(field, 2, 2).toPoint(), 10)
    assert plain(desk)["pan"] == [[0.0, 0.0], [2.0, 2.0], [3.0, -0.5]]
    assert plain(desk)["zoom"] == MOVES["zoom"]
    assert desk.steps() == before + 1
    assert (field.time.value, field.speed.value) == (2.0, 2.0)
    drag(field.view, place(field, 2, 2).toPoint(), place(field, 3.5, 9).toPoint(), 20)
    assert plain(desk)["pan"] == [[0.0, 0.0], [3.0, -0.5], [3.5, 3.0]]
    desk.document.undo()
    desk.document.undo()
    assert plain(desk) == MOVES


def test_a_double_click_adds_a_point_and_delete_removes_it(desk: Desk, field: CameraField) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(field.view, left, none, place(field, 2, -2).toPoint())
    assert plain(desk)["pan"] == [[0.0, 0.0], [1.0, 1.0], [2.0, -2.0], [3.0, -0.5]]
    assert field.view.point == 2
    QTest.keyClick(field.view, Qt.Key.Key_Delete)
    assert plain(desk) == MOVES
    click(field.moves["orbit"])
    QTest.mouseDClick(field.view, left, none, place(field, 0, 1).toPoint())
    assert plain(desk)["orbit"] == [[0.0, 1.0]]
    click(field.remove)
    assert plain(desk) == MOVES


def test_all_of_it_can_be_done_by_keys(desk: Desk, field: CameraField) -> None:
    field.view.setFocus()
    QTest.keyClick(field.view, Qt.Key.Key_PageDown)
    assert field.view.point == 1
    before = desk.steps()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right):
        QTest.keyClick(field.view, key)
    QTest.keyClick(field.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert plain(desk)["pan"][1] == [1.25, 0.8]
    assert desk.steps() == before + 1
    QTest.keyClick(field.view, Qt.Key.Key_Return)
    assert len(plain(desk)["pan"]) == 4
    assert field.view.point == 2
    QTest.keyClick(field.view, Qt.Key.Key_Backspace)
    assert len(plain(desk)["pan"]) == 3


def test_time_and_speed_are_typed(desk: Desk, field: CameraField) -> None:
    field.speed.setFocus()
    QTest.keyClick(field.speed, Qt.Key.Key_Return)
    editor = desk.inspector.focusWidget()
    QTest.keyClicks(editor, "-1.25")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert plain(desk)["pan"][0] == [0.0, -1.25]
    field.time.setFocus()
    QTest.keyClick(field.time, Qt.Key.Key_Return)
    editor = desk.inspector.focusWidget()
    QTest.keyClicks(editor, "20")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert plain(desk)["pan"] == [[1.0, 1.0], [3.0, -0.5], [20.0, -1.25]]
    assert field.time.value == 20.0
    field.speed.begin_typing("7")
    QTest.keyClick(desk.inspector.focusWidget(), Qt.Key.Key_Return)
    assert plain(desk)["pan"][2] == [20.0, -1.25]
    assert "outside the range" in desk.inspector.rows["moves"].problem.text()


def test_moves_of_a_stranger_are_told_and_can_be_replaced(desk: Desk, field: CameraField) -> None:
    desk.document.apply(edits.set_value("c", "moves", Structured('{"pan":[[0,"fast"]]}')))
    desk.settle()
    assert "Point 1 of the camera's pan" in desk.inspector.rows["moves"].problem.text()
    click(field.add)
    desk.settle()
    assert plain(desk) == {"pan": [[0.0, 0.0]]}
    assert desk.inspector.rows["moves"].problem.isHidden()


def test_it_follows_the_theme(desk: Desk, field: CameraField) -> None:
    dark = field.view.grab().toImage()
    desk.inspector.set_theme(load_theme("light"))
    light = field.view.grab().toImage()
    corner = light.pixelColor(40, 30).lightness(), dark.pixelColor(40, 30).lightness()
    assert corner[0] > 200
    assert corner[1] < 60
