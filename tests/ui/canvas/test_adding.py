"""A person adds nodes: by the search popup, by drops, by paste."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QCursor, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.canvas.conftest import CTRL, NONE, RIGHT, SHIFT, Desk
from tests.ui.events import turn
from ui.canvas.offers import NODE_MIME

Key = Qt.Key


def kinds(desk: Desk) -> list[str]:
    return [node.kind for node in desk.graph.nodes.values()]


def test_tab_types_and_enter_adds_the_node_at_the_pointer(desk: Desk) -> None:
    desk.click(QPoint(300, 200))
    desk.key(Key.Key_Tab)
    assert desk.canvas.adding.popup.isVisible()
    desk.type("t2v")
    assert desk.canvas.adding.popup.titles[0] == "Text to video"
    desk.key(Key.Key_Return)
    assert kinds(desk) == ["generate.text_to_video"]
    assert not desk.canvas.adding.popup.isVisible()
    (node,) = desk.canvas.selection()
    assert desk.scene.bounds([node]).contains(desk.canvas.camera.to_scene(QPointF(300, 200)))
    assert desk.canvas.hasFocus()


def test_shift_a_a_double_click_and_a_right_click_open_the_popup_too(desk: Desk) -> None:
    for opening in (
        lambda: desk.key(Key.Key_A, SHIFT),
        lambda: desk.double_click(QPoint(500, 500)),
        lambda: desk.click(QPoint(500, 500), RIGHT),
    ):
        opening()
        assert desk.canvas.adding.popup.isVisible()
        desk.key(Key.Key_Escape)
        assert not desk.canvas.adding.popup.isVisible()
    assert not desk.graph.nodes


def test_the_arrow_keys_choose_another_kind(desk: Desk) -> None:
    desk.key(Key.Key_Tab)
    desk.type("video")
    second = desk.canvas.adding.popup.titles[1]
    desk.key(Key.Key_Down)
    desk.key(Key.Key_Return)
    assert [node.name for node in desk.graph.nodes.values()] == [second]


def test_a_kind_used_before_comes_first(desk: Desk) -> None:
    desk.key(Key.Key_Tab)
    desk.type("export")
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Tab)
    assert desk.canvas.adding.popup.titles[0] == "Export"


def test_a_chinese_alias_finds_a_kind_and_nonsense_finds_none(desk: Desk) -> None:
    desk.key(Key.Key_Tab)
    desk.type("文生")
    assert desk.canvas.adding.popup.titles[:2] == ["Text to image", "Text to video"]
    desk.canvas.adding.popup.field.setText("zzzz")
    assert desk.canvas.adding.popup.titles == []
    desk.key(Key.Key_Return)
    assert not desk.graph.nodes


def drop(desk: Desk, data: QMimeData, point: QPointF) -> bool:
    """Drag something over the canvas and let it go; whether it was taken."""
    view, copy = desk.canvas.viewport(), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(point.toPoint(), copy, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(view, enter)
    if enter.isAccepted():
        QApplication.sendEvent(view, QDropEvent(point, copy, data, Qt.MouseButton.LeftButton, NONE))
        turn()
    return enter.isAccepted()


def test_a_kind_dropped_from_the_library_is_added_there(desk: Desk) -> None:
    data = QMimeData()
    data.setData(NODE_MIME, QByteArray(b"text.prompt"))
    assert drop(desk, data, QPointF(400, 300))
    assert kinds(desk) == ["text.prompt"]
    (node,) = desk.canvas.selection()
    assert desk.scene.bounds([node]).contains(desk.canvas.camera.to_scene(QPointF(400, 300)))


def test_dropped_files_become_nodes_that_load_them_in_one_step(desk: Desk) -> None:
    data = QMimeData()
    files = [Path("/a/picture.PNG"), Path("/a/film.mp4"), Path("/a/notes.odt")]
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    assert drop(desk, data, QPointF(400, 300))
    assert [(node.kind, node.values["file"]) for node in desk.graph.nodes.values()] == [
        ("load.image", files[0]),
        ("load.video", files[1]),
    ]
    assert desk.undo_steps() == 1
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a/notes.odt")])
    assert not drop(desk, data, QPointF(400, 300))


def test_copied_nodes_are_pasted_with_their_wires_as_one_step(desk: Desk) -> None:
    desk.film()
    before = desk.undo_steps()
    desk.canvas.select(["p", "t"])
    desk.key(Key.Key_C, CTRL)
    assert '"soraapp nodes"' in QApplication.clipboard().text()
    desk.click(QPoint(300, 500))
    desk.key(Key.Key_V, CTRL)
    assert len(desk.graph.nodes) == 5
    assert set(desk.canvas.selection()).isdisjoint({"p", "t", "x"})
    assert any(wire.target.node in desk.canvas.selection() for wire in desk.graph.wires)
    assert desk.undo_steps() == before + 1


def test_the_hint_on_an_empty_canvas_goes_with_the_first_node(desk: Desk) -> None:
    assert desk.canvas.overlay.empty.isVisible()
    desk.add("p", "text.prompt", 60, 60)
    assert not desk.canvas.overlay.empty.isVisible()


def test_a_node_that_is_added_at_the_edge_comes_into_view(desk: Desk) -> None:
    for point in (QPoint(1195, 400), QPoint(600, 795), QPoint(3, 3)):
        desk.click(point)
        desk.key(Key.Key_Tab)
        desk.type("t2v")
        desk.key(Key.Key_Return)
        assert desk.canvas.camera.visible().contains(desk.scene.bounds(desk.canvas.selection()))


def test_without_a_hit_the_keyboard_stays_in_the_popup(desk: Desk) -> None:
    other = QLineEdit(desk.canvas)
    other.show()
    desk.key(Key.Key_Tab)
    popup = desk.canvas.adding.popup
    desk.type("zzzz")
    for key, modifiers in ((Key.Key_Return, NONE), (Key.Key_Tab, NONE), (Key.Key_Backtab, SHIFT)):
        desk.key(key, modifiers)
        assert popup.isVisible()
        assert popup.field.hasFocus()
    desk.type("z")
    assert popup.field.text() == "zzzzz"
    desk.key(Key.Key_Escape)
    assert not popup.isVisible()
    assert desk.canvas.hasFocus()
    assert not desk.graph.nodes


def test_tab_asks_at_the_same_place_again_while_the_mouse_rests(desk: Desk) -> None:
    point = QPoint(300, 200)
    QTest.mouseMove(desk.canvas.viewport(), point)
    QCursor.setPos(desk.canvas.viewport().mapToGlobal(point))
    turn()
    desk.key(Key.Key_Tab)
    popup = desk.canvas.adding.popup
    first = popup.pos()
    QApplication.sendEvent(desk.canvas.viewport(), QEvent(QEvent.Type.Leave))  # The popup lies under the pointer now.
    desk.key(Key.Key_Escape)
    desk.key(Key.Key_Tab)
    assert popup.isVisible()
    assert popup.pos() == first
    assert popup.geometry().contains(point)


def test_at_the_lower_edge_the_popup_touches_the_place_with_few_rows_and_with_many(desk: Desk) -> None:
    point = QPoint(300, desk.canvas.height() - 60)
    desk.click(point)
    desk.key(Key.Key_Tab)
    popup = desk.canvas.adding.popup
    for typed in ("", "t2v", "zzzz"):
        desk.type(typed)
        assert popup.geometry().contains(point)
        assert desk.canvas.rect().contains(popup.geometry())
