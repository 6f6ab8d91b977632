"""Prompts: typed, pasted, composed by an input method, undone."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.models.registry import Registry
from soraapp.project import edits
from tests.ui.events import wait
from tests.ui.inspector.conftest import Desk
from ui.inspector.growing_text import GrowingText
from ui.inspector.prompt_field import PromptField
from ui.inspector.text_field import TextField


@pytest.fixture
def text(desk: Desk) -> GrowingText:
    desk.add("show.everything", "a")
    desk.open("a")
    text = cast("PromptField", desk.field("prompt")).text
    text.setFocus()
    return text


def test_typing_is_one_step_of_undo(desk: Desk, text: GrowingText) -> None:
    before = desk.steps()
    QTest.keyClicks(text, "a red ball")
    assert desk.value("prompt") == "a red ball"
    assert desk.steps() == before + 1
    desk.document.undo()
    assert text.toPlainText() == ""
    desk.document.redo()
    assert text.toPlainText() == "a red ball"


def test_going_elsewhere_ends_the_step(desk: Desk, text: GrowingText) -> None:
    before = desk.steps()
    QTest.keyClicks(text, "a red ball")
    desk.field("strength").setFocus()
    text.setFocus()
    QTest.keyClicks(text, " bounces")
    assert desk.value("prompt") == "a red ball bounces"
    assert desk.steps() == before + 2


def test_undo_keys_undo_the_project(desk: Desk, text: GrowingText) -> None:
    QTest.keyClicks(text, "ball")
    QTest.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.value("prompt") == text.toPlainText() == ""
    QTest.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.value("prompt") == text.toPlainText() == "ball"


def test_the_cursor_stays_where_it_is(desk: Desk, text: GrowingText) -> None:
    QTest.keyClicks(text, "a red ball")
    for _ in range(5):
        QTest.keyClick(text, Qt.Key.Key_Left)
    QTest.keyClicks(text, "der")
    assert text.toPlainText() == "a redder ball"
    assert text.textCursor().position() == 8
    desk.document.apply(edits.set_value("a", "prompt", "a redder ball bounces"))
    assert text.toPlainText() == "a redder ball bounces"
    assert text.textCursor().position() == 8


def test_chinese_comes_through_an_input_method(desk: Desk, text: GrowingText) -> None:
    before = desk.steps()
    QApplication.sendEvent(text, QInputMethodEvent("hong", []))
    assert desk.value("prompt") == ""
    committed = QInputMethodEvent("", [])
    committed.setCommitString("红球🎾")
    QApplication.sendEvent(text, committed)
    assert desk.value("prompt") == "红球🎾"
    desk.document.apply(edits.set_value("a", "prompt", "大红球🎾跳"))
    assert text.toPlainText() == "大红球🎾跳"
    assert desk.steps() == before + 2


def test_pasting_takes_the_plain_text(desk: Desk, text: GrowingText) -> None:
    QGuiApplication.clipboard().setText("one\ntwo")
    QTest.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.value("prompt") == "one\ntwo"


def test_it_grows_with_the_text_up_to_a_point(desk: Desk, text: GrowingText) -> None:
    heights: list[int] = []
    for lines in (1, 2, 4, 6, 40, 80):
        desk.document.apply(edits.set_value("a", "prompt", "\n".join(["红 ball"] * lines)))
        heights.append(text.height())
    assert heights[0] < heights[2] < heights[3] < heights[4] == heights[5]


def test_text_with_foreign_line_ends_is_shown_without_changing_it(desk: Desk, text: GrowingText) -> None:
    desk.document.apply(edits.set_value("a", "prompt", "one\r\ntwo"))
    assert text.toPlainText() == "one\ntwo"
    assert desk.value("prompt") == "one\r\ntwo"


def test_more_than_the_model_reads_is_told(desk: Desk, text: GrowingText) -> None:
    nano = Registry.standard().capabilities("nano")
    assert nano.count_tokens is not None
    QTest.keyClicks(text, "a red ball")
    tokens = nano.count_tokens("a red ball")
    assert tokens < len("a red ball")
    wait(lambda: text.note() == f"{tokens} / {nano.token_limit} tokens", "the count")
    desk.document.apply(edits.set_value("a", "prompt", "猫" * (nano.token_limit + 1)))
    wait(lambda: "not read" in text.note(), "the note")
    desk.document.apply(edits.set_value("a", "model", "giant"))
    assert text.note() == ""


def test_nothing_is_corrected_and_input_methods_still_compose(text: GrowingText) -> None:
    hints = text.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
    assert hints & Qt.InputMethodHint.ImhMultiLine
    assert not hints & (Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhLatinOnly)
    assert text.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_tab_leaves_the_text(desk: Desk, text: GrowingText) -> None:
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert not text.hasFocus()
    assert desk.value("prompt") == ""


def test_a_control_without_a_widget_is_a_line_of_text(desk: Desk, text: GrowingText) -> None:
    line = cast("TextField", desk.field("label")).line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "fancy")
    assert desk.value("label") == "fancy"
    desk.document.undo()
    assert line.text() == "plain"


def test_a_form_is_kept_for_other_nodes_of_its_kind_and_nothing_is_carried_over(desk: Desk) -> None:
    desk.add("text.prompt", "one", text="a red ball")
    desk.add("text.prompt", "two", text="a blue cube")
    desk.open("one")
    row, text = desk.inspector.rows["text"], cast("PromptField", desk.field("text")).text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(text, "now ")
    desk.open("two")
    assert desk.inspector.rows["text"] is row
    assert text.toPlainText() == desk.value("text") == "a blue cube"
    QTest.keyClicks(text, " then")
    assert desk.value("text") == "a blue cube then"
    assert desk.document.graph.nodes["one"].values["text"] == "now a red ball"


def test_a_number_being_typed_belongs_to_the_node_it_was_typed_for(desk: Desk) -> None:
    for node in ("one", "two"):
        desk.add("generate.text_to_video", node)
    desk.open("one")
    desk.field("seed").setFocus()
    for figure in "777":
        typing = QApplication.focusWidget()
        assert typing is not None
        QTest.keyClicks(typing, figure)
    desk.open("two")
    assert desk.document.graph.nodes["one"].values["seed"] == 777
    assert desk.value("seed") == 0
