"""A person writes a prompt on its node."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.canvas.conftest import CTRL, SHIFT, Desk

Key = Qt.Key


def box(desk: Desk, node: str) -> QPoint:
    item = desk.scene.nodes[node]
    return desk.canvas.viewportTransform().map(item.pos() + item.layout.text.center()).toPoint()


def text(desk: Desk) -> object:
    return desk.graph.nodes["p"].values["text"]


def write(desk: Desk) -> None:
    desk.film()
    desk.double_click(box(desk, "p"))
    assert desk.canvas.writing.text.isVisible()
    assert desk.canvas.writing.text.toPlainText() == "a red ball"


def test_ctrl_return_takes_several_lines_as_one_step(desk: Desk) -> None:
    write(desk)
    before = desk.undo_steps()
    desk.key(Key.Key_End, CTRL)
    desk.type(" rolls")
    desk.key(Key.Key_Return)
    desk.type("在雪地里")
    assert text(desk) == "a red ball"
    desk.key(Key.Key_Return, CTRL)
    assert text(desk) == "a red ball rolls\n在雪地里"
    assert not desk.canvas.writing.text.isVisible()
    assert desk.canvas.hasFocus()
    assert desk.undo_steps() == before + 1


def test_a_click_outside_takes_the_text(desk: Desk) -> None:
    write(desk)
    desk.type("a blue cube")
    desk.click(QPoint(600, 600))
    assert text(desk) == "a blue cube"
    assert not desk.canvas.writing.text.isVisible()


def test_escape_and_an_unchanged_text_leave_everything(desk: Desk) -> None:
    write(desk)
    before = desk.undo_steps()
    desk.type("something else")
    desk.key(Key.Key_Escape)
    desk.double_click(box(desk, "p"))
    desk.key(Key.Key_Return, CTRL)
    assert text(desk) == "a red ball"
    assert desk.undo_steps() == before


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(Key.Key_D, CTRL), (Key.Key_F2, Qt.KeyboardModifier.NoModifier), (Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
     (Key.Key_Up, Qt.KeyboardModifier.NoModifier), (Key.Key_Plus, CTRL), (Key.Key_A, SHIFT), (Key.Key_V, CTRL)],
)  # fmt: skip
def test_keys_do_not_reach_the_canvas(desk: Desk, key: Key, modifiers: Qt.KeyboardModifier) -> None:
    QApplication.clipboard().setText("words")
    write(desk)
    graph, zoom, chosen = desk.graph, desk.canvas.camera.zoom, desk.canvas.selection()
    for _ in range(2):  # The second finds nothing left to delete.
        desk.key(key, modifiers)
    assert desk.canvas.writing.text.hasFocus()
    assert (desk.graph, desk.canvas.camera.zoom, desk.canvas.selection()) == (graph, zoom, chosen)
    assert not desk.canvas.adding.popup.isVisible()
    assert not desk.canvas.writing.name.isVisible()


def test_keys_in_the_name_do_not_reach_the_canvas(desk: Desk) -> None:
    desk.film()
    desk.canvas.select(["p"])
    desk.key(Key.Key_F2)
    graph = desk.graph
    for key, modifiers in ((Key.Key_D, CTRL), (Key.Key_Up, Qt.KeyboardModifier.NoModifier)):
        desk.key(key, modifiers)
        assert desk.canvas.writing.name.hasFocus()
        assert desk.graph == graph
        assert desk.canvas.selection() == ("p",)


def test_words_that_a_wire_brings_are_not_written(desk: Desk) -> None:
    desk.film()
    desk.add("q", "text.prompt", 60, 400)
    desk.wire("q", "text", "p", "text")
    asked: list[str] = []
    desk.canvas.activated.connect(asked.append)
    desk.double_click(box(desk, "p"))
    assert not desk.canvas.writing.text.isVisible()
    assert asked == ["p"]


def test_another_project_does_not_get_the_words(desk: Desk) -> None:
    write(desk)
    desk.type("late words")
    desk.document.replace(desk.document.project, None)
    desk.click(QPoint(600, 600))
    assert text(desk) == "a red ball"
