"""Sliders and seeds: dragged, typed, stepped, emptied."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from soraapp.models.registry import Registry
from soraapp.nodekit import Value
from soraapp.project import edits
from tests.ui.events import turn, wait
from tests.ui.inspector.conftest import Desk, click, drag
from ui.inspector.number_field import NumberField
from ui.inspector.seed_field import SeedField


@pytest.fixture
def strength(desk: Desk) -> NumberField:
    desk.add("show.everything", "a")
    desk.open("a")
    return cast("NumberField", desk.field("strength"))


def editor(field: NumberField) -> QLineEdit:
    """Where a number is typed."""
    found = field.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def type_text(field: NumberField, text: str) -> None:
    """Click the field, write over its value and press Return."""
    click(field)
    assert editor(field).hasFocus()
    QTest.keyClicks(editor(field), text)
    QTest.keyClick(editor(field), Qt.Key.Key_Return)


def test_a_drag_changes_the_value_in_one_step_of_undo(desk: Desk, strength: NumberField) -> None:
    before = desk.steps()
    middle = strength.height() // 2
    drag(strength, QPoint(40, middle), QPoint(40 + strength.width() // 4, middle))

    assert desk.value("strength") == pytest.approx(0.75, abs=0.051)
    assert strength.value == desk.value("strength")
    assert desk.steps() == before + 1
    desk.document.undo()
    assert desk.value("strength") == strength.value == 0.5


def test_a_drag_beyond_the_end_stops_there(desk: Desk, strength: NumberField) -> None:
    drag(strength, QPoint(40, 10), QPoint(2000, 10))
    assert desk.value("strength") == 1


def test_two_drags_are_two_steps(desk: Desk, strength: NumberField) -> None:
    before = desk.steps()
    drag(strength, QPoint(40, 10), QPoint(80, 10))
    drag(strength, QPoint(40, 10), QPoint(80, 10))
    assert desk.steps() == before + 2


@pytest.mark.parametrize(
    ("typed", "value"), [("0.3", 0.3), ("1", 1), (" 0.30 ", 0.3), ("0,3", 0.3), (".25", 0.25)], ids=repr
)
def test_a_typed_number_is_taken(desk: Desk, strength: NumberField, typed: str, value: float) -> None:
    type_text(strength, typed)
    assert desk.value("strength") == value
    assert not strength.typing


@pytest.mark.parametrize(("typed", "reason"), [("1.5", "from 0 to 1"), ("-1", "from 0 to 1"), ("many", "number")])
def test_what_cannot_be_taken_is_refused_with_the_reason(
    desk: Desk, strength: NumberField, typed: str, reason: str
) -> None:
    before = desk.steps()
    type_text(strength, typed)

    problem = desk.inspector.rows["strength"].problem
    assert desk.value("strength") == 0.5
    assert desk.steps() == before
    assert not strength.typing
    assert strength.hasFocus()
    assert strength.bad
    assert problem.isVisible()
    assert reason in problem.text()
    QTest.keyClick(strength, Qt.Key.Key_Escape)
    assert not problem.isVisible()
    assert not strength.bad


def test_leaving_with_what_cannot_be_taken_keeps_the_value_and_the_reason(desk: Desk, strength: NumberField) -> None:
    problem = desk.inspector.rows["strength"].problem
    click(strength)
    QTest.keyClicks(editor(strength), "9")
    desk.field("prompt").setFocus()
    assert not strength.typing
    assert desk.value("strength") == 0.5
    assert "from 0 to 1" in problem.text()
    QTest.keyClick(desk.inspector.focusWidget(), Qt.Key.Key_Escape)
    assert not problem.isVisible()


def test_a_reason_goes_with_the_focus(desk: Desk, strength: NumberField) -> None:
    type_text(strength, "9")
    assert strength.bad
    QTest.keyClick(strength, Qt.Key.Key_Tab)
    assert not strength.hasFocus()
    assert not strength.bad
    assert not desk.inspector.rows["strength"].problem.isVisible()


def test_a_reason_goes_when_something_else_is_edited_or_the_node_runs(desk: Desk, strength: NumberField) -> None:
    problem = desk.inspector.rows["strength"].problem
    click(strength)
    QTest.keyClicks(editor(strength), "9")
    desk.field("prompt").setFocus()
    assert problem.isVisible()
    QTest.keyClicks(desk.inspector.focusWidget(), "a")
    assert not problem.isVisible()
    type_text(strength, "9")
    assert problem.isVisible()
    desk.jobs.run(["a"])
    wait(lambda: not problem.isVisible(), "the run")
    assert not strength.bad
    desk.jobs.cancel()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Home], ids=["another value", "the same value"])
def test_the_next_valid_value_mends_a_refusal(desk: Desk, strength: NumberField, key: Qt.Key) -> None:
    desk.document.apply(edits.set_value("a", "strength", 0.0))
    type_text(strength, "9")
    assert strength.bad
    QTest.keyClick(strength, key)
    assert not strength.bad
    assert not desk.inspector.rows["strength"].problem.isVisible()


def test_escape_reaches_the_number_although_the_window_has_a_shortcut_for_it(desk: Desk, strength: NumberField) -> None:
    pressed: list[bool] = []
    shortcut = QShortcut(QKeySequence("Esc"), desk.inspector, lambda: pressed.append(True))
    type_text(strength, "9")
    QTest.keyClick(strength, Qt.Key.Key_Escape)
    assert not strength.bad
    click(strength)
    QTest.keyClick(editor(strength), Qt.Key.Key_Escape)
    assert not strength.typing
    assert not pressed
    QTest.keyClick(strength, Qt.Key.Key_Escape)
    assert pressed
    shortcut.deleteLater()


@pytest.mark.parametrize(("typed", "value"), [("250", 248), ("103", 104), ("105", 104), ("64", 64)])
def test_a_typed_size_snaps_to_what_the_model_makes(desk: Desk, strength: NumberField, typed: str, value: int) -> None:
    width = cast("NumberField", desk.field("width"))
    type_text(width, typed)
    assert desk.value("width") == value
    QGuiApplication.clipboard().setText(typed)
    desk.document.apply(edits.set_value("a", "width", 144))
    width.setFocus()
    QTest.keyClick(width, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.value("width") == value


def test_a_whole_number_has_no_fraction(desk: Desk, strength: NumberField) -> None:
    width = cast("NumberField", desk.field("width"))
    type_text(width, "100.5")
    assert desk.value("width") == 96
    assert "whole" in desk.inspector.rows["width"].problem.text()
    type_text(width, "112 px")
    assert desk.value("width") == 112


@pytest.mark.parametrize(
    ("typed", "value"), [("1/4", 0.25), ("(1+2)/4", 0.75), ("*1.5", 0.75), ("+=0.1", 0.6), ("/5", 0.1), ("1-0.3", 0.7)]
)
def test_a_sum_is_worked_out(desk: Desk, strength: NumberField, typed: str, value: float) -> None:
    before = desk.steps()
    type_text(strength, typed)
    assert desk.value("strength") == pytest.approx(value)
    assert desk.steps() == before + 1


def test_a_sum_for_a_whole_number_goes_to_the_nearest_legal_one(desk: Desk, strength: NumberField) -> None:
    width = cast("NumberField", desk.field("width"))
    type_text(width, "24*5 px")
    assert desk.value("width") == 120
    type_text(width, "1000/3")
    assert desk.value("width") == 336
    assert isinstance(desk.value("width"), int)


@pytest.mark.parametrize("typed", ["1/0", "2**", "__import__('os')", "9^9^9^9"])
def test_what_is_no_sum_is_refused_with_an_example(desk: Desk, strength: NumberField, typed: str) -> None:
    type_text(strength, typed)
    assert desk.value("strength") == 0.5
    assert "a sum such as 24*5" in desk.inspector.rows["strength"].problem.text()


def test_a_sign_of_a_sum_begins_to_type_on_from_the_value(desk: Desk, strength: NumberField) -> None:
    strength.setFocus()
    QTest.keyClicks(strength, "*")
    QTest.keyClicks(editor(strength), "2")
    QTest.keyClick(editor(strength), Qt.Key.Key_Return)
    assert desk.value("strength") == 1


def test_units_are_understood(desk: Desk, seconds: NumberField) -> None:
    type_text(seconds, "1/2 min")
    assert desk.value("seconds") == 30
    type_text(seconds, "2500 ms")
    assert desk.value("seconds") == 2.5


def test_the_range_is_that_of_the_model(desk: Desk, strength: NumberField) -> None:
    limits = Registry.standard().capabilities("nano")
    width = cast("NumberField", desk.field("width"))
    type_text(width, str(limits.largest.width + limits.size_multiple))
    assert desk.value("width") == 96
    assert str(limits.largest.width) in desk.inspector.rows["width"].problem.text()
    drag(width, QPoint(20, 10), QPoint(3000, 10))
    assert desk.value("width") == limits.largest.width


def test_leaving_takes_what_was_typed(desk: Desk, strength: NumberField) -> None:
    click(strength)
    QTest.keyClicks(editor(strength), "0.9")
    desk.field("prompt").setFocus()
    assert desk.value("strength") == 0.9
    assert not strength.typing


def test_arrows_step_and_a_figure_begins_to_type(desk: Desk, strength: NumberField) -> None:
    strength.setFocus()
    QTest.keyClick(strength, Qt.Key.Key_Up)
    assert desk.value("strength") == pytest.approx(0.55)
    QTest.keyClick(strength, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert desk.value("strength") == pytest.approx(0.05)
    QTest.keyClick(strength, Qt.Key.Key_End)
    assert desk.value("strength") == 1
    QTest.keyClick(strength, Qt.Key.Key_0)
    QTest.keyClicks(editor(strength), ".2")
    QTest.keyClick(editor(strength), Qt.Key.Key_Return)
    assert desk.value("strength") == 0.2


def test_a_double_click_selects_the_whole_number(desk: Desk, strength: NumberField) -> None:
    desk.document.apply(edits.set_value("a", "strength", 0.375))
    click(strength, QPoint(20, 10))
    assert strength.typing
    QTest.mouseDClick(editor(strength), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert editor(strength).selectedText() == "0.375"
    QTest.mouseDClick(editor(strength), Qt.MouseButton.LeftButton, pos=QPoint(38, 10))
    assert editor(strength).selectedText() == "0.375"
    QTest.keyClicks(editor(strength), "0.25")
    QTest.keyClick(editor(strength), Qt.Key.Key_Return)
    assert desk.value("strength") == 0.25


def turn_wheel(field: NumberField) -> QWheelEvent:
    middle = QPointF(field.rect().center())
    event = QWheelEvent(
        middle,
        field.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  Qt takes it by position alone.
    )
    QApplication.sendEvent(field, event)
    return event


def test_the_wheel_changes_only_the_field_with_the_focus(desk: Desk, strength: NumberField) -> None:
    desk.field("prompt").setFocus()
    turn_wheel(strength)
    assert desk.value("strength") == 0.5
    strength.setFocus()
    turn_wheel(strength)
    assert desk.value("strength") == pytest.approx(0.55)


def test_an_empty_one_shows_what_the_model_advises(desk: Desk, strength: NumberField) -> None:
    steps = cast("NumberField", desk.field("steps"))
    advised = Registry.standard().capabilities("nano").steps
    assert steps.value is None
    assert steps.text() == str(advised)
    assert cast("NumberField", desk.field("border")).text() == "not set"
    type_text(steps, "3")
    assert desk.value("steps") == 3
    steps.setFocus()
    QTest.keyClick(steps, Qt.Key.Key_Delete)
    assert desk.value("steps") is None
    type_text(steps, "5")
    click(desk.inspector.rows["steps"].reset_button)
    assert steps.text() == str(advised)


def test_the_die_throws_another_seed_each_time(desk: Desk, strength: NumberField) -> None:
    before, seed = desk.steps(), cast("SeedField", desk.field("seed"))
    found: set[Value] = set()
    for _ in range(3):
        click(seed.dice)
        found.add(desk.value("seed"))
        assert seed.number.value == desk.value("seed")
    assert len(found) == 3
    assert all(isinstance(value, int) and 0 <= value < 2**32 for value in found)
    assert desk.steps() == before + 3
    type_text(seed.number, "1 287 441")
    assert desk.value("seed") == 1287441
    assert seed.number.text() == "1\u2009287\u2009441"


def test_a_lock_lets_every_run_take_another_seed(desk: Desk, strength: NumberField) -> None:
    field = cast("SeedField", desk.field("seed"))
    assert field.lock.accessibleName().startswith("Locked")
    click(field.lock)
    assert desk.document.graph.nodes["a"].loose == ("seed",)
    assert field.lock.accessibleName().startswith("Unlocked")
    QTest.keyClick(field.lock, Qt.Key.Key_Space)
    assert desk.document.graph.nodes["a"].loose == ()
    desk.document.undo()
    assert field.lock.accessibleName().startswith("Unlocked")


def test_undo_while_a_number_is_typed_goes_to_the_project(desk: Desk, strength: NumberField) -> None:
    type_text(strength, "0.9")
    click(strength)
    QTest.keyClick(editor(strength), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    turn()
    assert desk.value("strength") == 0.5


@pytest.fixture
def seconds(desk: Desk) -> NumberField:
    desk.add("generate.text_to_video", "t")
    desk.open("t")
    return cast("NumberField", desk.field("seconds"))


def test_a_bar_with_a_soft_end_spans_what_is_usual(desk: Desk, seconds: NumberField) -> None:
    drag(seconds, QPoint(40, 10), QPoint(3000, 10))
    assert desk.value("seconds") == 10
    QTest.keyClick(seconds, Qt.Key.Key_Home)
    assert desk.value("seconds") == 0.125
    QTest.keyClick(seconds, Qt.Key.Key_End)
    assert desk.value("seconds") == 10
    QTest.keyClick(seconds, Qt.Key.Key_Up)
    assert desk.value("seconds") == 10.125


def test_typing_goes_beyond_the_soft_end(desk: Desk, seconds: NumberField) -> None:
    type_text(seconds, "30")
    assert desk.value("seconds") == 30
    drag(seconds, QPoint(40, 10), QPoint(200, 10))
    assert desk.value("seconds") == 30
    drag(seconds, QPoint(200, 10), QPoint(190, 10))
    assert 29 < cast("float", desk.value("seconds")) < 30
    type_text(seconds, "61")
    assert "60" in desk.inspector.rows["seconds"].problem.text()


def marked(field: NumberField, share: float) -> list[bool]:
    """Whether each pixel of the column at that share of the bar has the colour of the mark, from top to bottom."""
    picture = field.grab().toImage()
    accent, column = field.theme.color("accent"), round(0.5 + (picture.width() - 1) * share) - 1
    return [picture.pixelColor(column, y) == accent for y in range(picture.height())]


def test_the_mark_of_a_bar_does_not_cross_the_number(desk: Desk, seconds: NumberField) -> None:
    desk.document.apply(edits.set_value("t", "seconds", 1.0))
    column = marked(seconds, (1.0 - 0.125) / (10 - 0.125))
    middle = len(column) // 2
    assert any(column[:middle])
    assert any(column[middle:])
    assert not any(column[middle - 6 : middle + 6])
    desk.document.apply(edits.set_value("t", "seconds", 5.0))
    assert marked(seconds, (5.0 - 0.125) / (10 - 0.125))[middle]
