"""Colours: typed by name or figures, picked by mouse and keys."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.project import edits
from tests.ui.events import turn
from tests.ui.inspector.conftest import Desk, click, drag
from ui.inspector.colour_field import ColourField
from ui.inspector.colour_picker import ColourPicker


@pytest.fixture
def field(desk: Desk) -> ColourField:
    desk.add("compose.title", "t")
    desk.open("t")
    return cast("ColourField", desk.field("colour"))


def picker(field: ColourField) -> ColourPicker:
    click(field.swatch)
    turn()
    assert field.picker is not None
    assert field.picker.isVisible()
    return field.picker


def type_text(field: ColourField, text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "value"), [("#FF8A3D", "#ff8a3d"), ("ff8a3d", "#ff8a3d"), ("#0f8", "#0f8"), ("Orange", "orange")]
)
def test_a_colour_is_typed(desk: Desk, field: ColourField, typed: str, value: str) -> None:
    before = desk.steps()
    type_text(field, typed)
    assert desk.value("colour") == field.line.text() == value
    assert desk.steps() == before + 1
    middle = field.swatch.grab().toImage().pixelColor(20, 12)
    assert field.color is not None
    assert middle.name() == field.color.name()


def test_what_is_no_colour_is_refused(desk: Desk, field: ColourField) -> None:
    type_text(field, "reddish")
    assert desk.value("colour") == field.line.text() == "white"
    assert "#ff8a3d" in desk.inspector.rows["colour"].problem.text()
    type_text(field, "red")
    assert not desk.inspector.rows["colour"].problem.isVisible()


def test_a_drag_in_the_picker_is_one_step(desk: Desk, field: ColourField) -> None:
    before, shades = desk.steps(), picker(field).shades
    drag(shades, QPoint(20, 20), QPoint(shades.width() - 7, shades.height() // 2))
    color = field.color
    assert color is not None
    assert color.saturationF() > 0.95
    assert color.valueF() == pytest.approx(0.5, abs=0.02)
    assert str(desk.value("colour")).startswith("#")
    assert desk.steps() == before + 1
    desk.document.undo()
    assert field.line.text() == "white"


def test_keys_pick_a_colour(desk: Desk, field: ColourField) -> None:
    desk.document.apply(edits.set_value("t", "colour", "#ff0000"))
    field.swatch.setFocus()
    QTest.keyClick(field.swatch, Qt.Key.Key_Space)
    turn()
    opened = field.picker
    assert opened is not None
    assert opened.shades.hasFocus()
    QTest.keyClick(opened.shades, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert desk.value("colour") == "#e60000"
    QTest.keyClick(opened.shades, Qt.Key.Key_Tab)
    assert opened.hues.hasFocus()
    QTest.keyClick(opened.hues, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    color = field.color
    assert color is not None
    assert color.hue() == pytest.approx(36, abs=1)
    QTest.keyClick(opened.hues, Qt.Key.Key_Escape)
    turn()
    assert QApplication.activePopupWidget() is None


def test_a_name_is_picked(desk: Desk, field: ColourField) -> None:
    opened = picker(field)
    click(opened.names["blue"])
    assert desk.value("colour") == "blue"
    assert opened.shades.color.name() == "#1e88e5"
    opened.close()


def test_a_wrong_colour_of_a_file_is_told(desk: Desk, field: ColourField) -> None:
    desk.document.apply(edits.set_value("t", "colour", "beige-ish"))
    desk.settle()
    assert field.color is None
    assert "no colour" in desk.inspector.rows["colour"].problem.text()
    picker(field).close()


def test_two_titles_take_one_colour(desk: Desk, field: ColourField) -> None:
    desk.add("compose.title", "u", colour="red")
    desk.inspector.show_nodes(("t", "u"))
    shared = cast("ColourField", desk.field("colour"))
    assert (shared.line.text(), shared.line.placeholderText()) == ("", "mixed")
    type_text(shared, "#123456")
    assert [desk.document.graph.nodes[node].values["colour"] for node in ("t", "u")] == ["#123456"] * 2
