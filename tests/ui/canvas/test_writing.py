"""A person writes a prompt on its node."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.canvas.conftest import CTRL, SHIFT, Desk
from tests.ui.events import turn

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


def test_a_click_on_the_words_begins_to_write_where_it_is(desk: Desk) -> None:
    desk.film()
    graph = desk.graph
    view, item = desk.canvas.viewportTransform(), desk.scene.nodes["p"]
    start = view.map(item.pos() + item.layout.text.topLeft() + QPoint(9, 10)).toPoint()
    desk.click(start)
    assert desk.canvas.writing.text.hasFocus()
    assert desk.canvas.selection() == ("p",)
    assert desk.graph == graph
    desk.type("m")  # A shortcut of the canvas otherwise.
    desk.key(Key.Key_Return, CTRL)
    assert text(desk) == "ma red ball"
    desk.click(view.map(item.pos() + item.layout.text.bottomRight() - QPoint(9, 40)).toPoint())
    desk.type("!")
    desk.click(QPoint(600, 600))
    assert text(desk) == "ma red ball!"


def test_a_drag_from_the_words_moves_the_node(desk: Desk) -> None:
    desk.film()
    start, before = box(desk, "p"), desk.graph.nodes["p"].position
    desk.drag(start, start + QPoint(90, 40))
    assert not desk.canvas.writing.text.isVisible()
    assert desk.graph.nodes["p"].position != before


def test_a_click_with_shift_selects_and_writes_nothing(desk: Desk) -> None:
    desk.film()
    desk.canvas.select(["t"])
    desk.click(box(desk, "p"), modifiers=SHIFT)
    assert desk.canvas.selection() == ("t", "p")
    assert not desk.canvas.writing.text.isVisible()


def test_words_too_small_to_read_are_not_clicked(desk: Desk) -> None:
    desk.film()
    desk.canvas.camera.set_zoom(0.4, QPointF(0, 0))
    desk.click(box(desk, "p"))
    assert desk.canvas.selection() == ("p",)
    assert not desk.canvas.writing.text.isVisible()
    assert desk.canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_pointer_tells_where_a_click_writes(desk: Desk) -> None:
    desk.film()
    QTest.mouseMove(desk.canvas.viewport(), box(desk, "p"))
    turn()
    assert desk.canvas.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_ctrl_return_takes_the_words_and_wants_a_run(desk: Desk) -> None:
    write(desk)
    asked: list[object] = []
    desk.canvas.run_asked.connect(lambda: asked.append(text(desk)))
    desk.type("a cube")
    desk.key(Key.Key_Tab)
    assert asked == []
    desk.click(box(desk, "p"))
    desk.type("big ")
    desk.key(Key.Key_Return, CTRL)
    assert len(asked) == 1
    assert asked == [text(desk)]
    assert "big" in str(text(desk))


@pytest.mark.parametrize("zoom", [0.5, 0.8, 1.0, 1.2, 1.7])
def test_editors_lie_on_the_card(desk: Desk, zoom: float) -> None:
    desk.film()
    desk.canvas.camera.set_zoom(zoom, QPointF(60, 60))
    item = desk.scene.nodes["p"]
    desk.click(box(desk, "p"))
    words = desk.canvas.viewportTransform().mapRect(item.layout.text.translated(item.pos())).toRect()
    assert desk.canvas.writing.text.geometry() == words
    desk.key(Key.Key_Escape)
    desk.key(Key.Key_F2)
    title = desk.canvas.viewportTransform().mapRect(item.layout.title.translated(item.pos())).toAlignedRect()
    assert desk.canvas.writing.name.isVisible()
    assert title.contains(desk.canvas.writing.name.geometry())
