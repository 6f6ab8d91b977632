"""A person takes nodes out of chains, mutes, folds, replaces and copies them, and leads wires through dots."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.project.graph import Port, Wire
from tests.ui.canvas.conftest import CTRL, LEFT, NONE, RIGHT, SHIFT, Desk
from tests.ui.events import turn
from ui.canvas.node_layout import TITLE, Side

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
PROMPT = Wire(Port("p", "text"), Port("t", "prompt"))
FILM = Wire(Port("t", "clip"), Port("x", "clips"))


def chain(desk: Desk) -> None:
    """A video, reversed, exported."""
    desk.add("v", "load.video", 60, 60)
    desk.add("r", "time.reverse", 420, 60)
    desk.add("x", "output.export", 800, 60)
    desk.wire("v", "clip", "r", "clip")
    desk.wire("r", "clip", "x", "clips")
    desk.settle()


def middle(desk: Desk, wire: Wire) -> QPoint:
    points = desk.scene.lines[wire].points
    return desk.canvas.viewportTransform().map(points[len(points) // 2]).toPoint()


def center(desk: Desk, node: str) -> QPoint:
    return desk.canvas.viewportTransform().map(desk.scene.bounds([node]).center()).toPoint()


@pytest.mark.parametrize(("key", "on_clipboard"), [(Key.Key_X, True), (Key.Key_Delete, False)])
def test_ctrl_x_and_ctrl_delete_keep_the_chain(desk: Desk, key: Qt.Key, on_clipboard: bool) -> None:
    chain(desk)
    QApplication.clipboard().setText("")
    before = desk.undo_steps()
    desk.click(desk.title("r"))
    desk.key(key, CTRL)
    assert set(desk.graph.nodes) == {"v", "x"}
    assert desk.graph.wires == (Wire(Port("v", "clip"), Port("x", "clips")),)
    assert desk.undo_steps() == before + 1
    assert ("time.reverse" in QApplication.clipboard().text()) is on_clipboard


def test_delete_alone_leaves_a_gap(desk: Desk) -> None:
    chain(desk)
    desk.click(desk.title("r"))
    desk.key(Key.Key_Delete)
    assert desk.graph.wires == ()


def shake(desk: Desk, node: str) -> QPoint:
    """Take a node and move it quickly from side to side, without letting go; where the pointer is."""
    start = desk.title(node)
    view = desk.canvas.viewport()
    QTest.mouseMove(view, start)
    QTest.mousePress(view, LEFT, NONE, start)
    for across in (20, 60, 20, -30, 20, 60, 20, -30, 20, 60):
        QTest.mouseMove(view, start + QPoint(across, 2))
        turn()
    return start + QPoint(60, 2)


def test_a_shaken_node_comes_out_of_its_wires_in_one_step(desk: Desk) -> None:
    chain(desk)
    before, wires = desk.undo_steps(), desk.graph.wires
    place = desk.graph.nodes["r"].position
    end = shake(desk, "r")
    joined = Wire(Port("v", "clip"), Port("x", "clips"))
    assert set(desk.scene.lines) == {joined}
    assert desk.graph.wires == wires
    QTest.mouseRelease(desk.canvas.viewport(), LEFT, NONE, end)
    turn()
    assert desk.graph.wires == (joined,)
    assert desk.graph.nodes["r"].position == (place[0] + 60, place[1] + 2)
    assert desk.undo_steps() == before + 1
    desk.document.undo()
    assert desk.graph.wires == wires
    assert desk.graph.nodes["r"].position == place


def test_escape_puts_a_shaken_node_back_into_its_wires(desk: Desk) -> None:
    chain(desk)
    before, wires = desk.undo_steps(), desk.graph.wires
    place = desk.title("r")
    shake(desk, "r")
    desk.key(Key.Key_Escape)
    assert set(desk.scene.lines) == set(wires)
    assert desk.title("r") == place
    assert desk.undo_steps() == before


def test_slow_turns_and_the_setting_leave_the_wires_alone(desk: Desk) -> None:
    chain(desk)
    wires = desk.graph.wires
    start = desk.title("r")
    desk.drag(start, start + QPoint(200, 0), release=False)
    desk.drag(start + QPoint(200, 0), start)
    assert desk.graph.wires == wires
    desk.actions["shake"].trigger()
    end = shake(desk, "r")
    QTest.mouseRelease(desk.canvas.viewport(), LEFT, NONE, end)
    turn()
    assert desk.graph.wires == wires


def test_y_held_turns_the_left_button_into_a_knife(desk: Desk) -> None:
    chain(desk)
    before = desk.undo_steps()
    desk.canvas.select(["r"])
    cut = middle(desk, Wire(Port("v", "clip"), Port("r", "clip")))
    QTest.keyPress(desk.canvas, Key.Key_Y)
    assert "cut" in desk.canvas.overlay.hint.text()
    told: list[object] = []
    desk.canvas.selected.connect(told.append)
    desk.drag(cut - QPoint(4, 60), cut + QPoint(4, 60), release=False)
    assert "1" in desk.canvas.overlay.hint.text()
    desk.drag(cut - QPoint(4, 60), cut + QPoint(4, 60))
    assert told == []  # The inspector stays with what is selected.
    QTest.keyRelease(desk.canvas, Key.Key_Y)
    assert desk.graph.wires == (Wire(Port("r", "clip"), Port("x", "clips")),)
    assert desk.canvas.selection() == ("r",)
    assert desk.undo_steps() == before + 1
    desk.drag(cut - QPoint(4, 60), cut + QPoint(4, 60))
    assert desk.undo_steps() == before + 1


def test_a_knife_that_is_let_go_elsewhere_is_put_away(desk: Desk) -> None:
    chain(desk)
    QTest.keyPress(desk.canvas, Key.Key_Y)
    desk.key(Key.Key_Tab)
    desk.key(Key.Key_Escape)
    assert not desk.canvas.pointer.cutting


def test_alt_and_a_click_on_a_wire_make_a_dot_that_is_dragged_and_deleted(desk: Desk) -> None:
    chain(desk)
    before = desk.undo_steps()
    wire = Wire(Port("r", "clip"), Port("x", "clips"))
    point = middle(desk, wire)
    desk.click(point, modifiers=ALT)
    (dot,) = desk.canvas.selection()
    assert desk.graph.nodes[dot].kind == "dot.clip"
    assert (center(desk, dot) - point).manhattanLength() <= 2
    assert desk.undo_steps() == before + 1
    assert len(desk.graph.wires) == 3
    desk.drag(center(desk, dot), center(desk, dot) + QPoint(0, 150))
    assert (center(desk, dot) - point - QPoint(0, 150)).manhattanLength() <= 2
    desk.click(QPoint(600, 700))
    desk.click(center(desk, dot))
    assert desk.canvas.selection() == (dot,)
    desk.key(Key.Key_Delete)
    assert wire in desk.graph.wires
    assert dot not in desk.graph.nodes


def test_alt_and_a_drag_put_the_dot_where_it_is_let_go(desk: Desk) -> None:
    chain(desk)
    point = middle(desk, Wire(Port("r", "clip"), Port("x", "clips")))
    before = desk.undo_steps()
    desk.drag(point, point + QPoint(30, 200), modifiers=ALT)
    (dot,) = desk.canvas.selection()
    assert (center(desk, dot) - point - QPoint(30, 200)).manhattanLength() <= 2
    assert desk.undo_steps() == before + 1


def test_a_dot_feeds_several_nodes(desk: Desk) -> None:
    chain(desk)
    desk.add("c", "frame.crop", 800, 420)
    desk.click(middle(desk, Wire(Port("r", "clip"), Port("x", "clips"))), modifiers=ALT)
    (dot,) = desk.canvas.selection()
    desk.drag(center(desk, dot) + QPoint(12, 0), desk.port("c", "clip", Side.IN))
    assert Wire(Port(dot, "output"), Port("c", "clip")) in desk.graph.wires
    assert Wire(Port(dot, "output"), Port("x", "clips")) in desk.graph.wires


def test_a_key_puts_a_dot_on_the_selected_wire_or_behind_the_selected_node(desk: Desk) -> None:
    chain(desk)
    desk.click(middle(desk, Wire(Port("r", "clip"), Port("x", "clips"))))
    desk.key(Key.Key_Period)
    assert [node.kind for node in desk.graph.nodes.values()].count("dot.clip") == 1
    desk.canvas.select(["v"])
    desk.key(Key.Key_Period)
    assert [node.kind for node in desk.graph.nodes.values()].count("dot.clip") == 2
    desk.canvas.select([])
    desk.key(Key.Key_Period)
    assert len(desk.told) == 1


def colors(picture: QImage, box: QPoint) -> set[int]:
    return {picture.pixel(box + QPoint(x, y)) for x in range(-6, 7) for y in range(-6, 7)}


@pytest.mark.parametrize("key", [Key.Key_M, Key.Key_D])
def test_m_and_d_mute_and_unmute_and_the_node_shows_it(desk: Desk, key: Qt.Key) -> None:
    chain(desk)
    before = desk.undo_steps()
    desk.click(desk.title("r"))
    shown = desk.canvas.viewport().grab().toImage()
    desk.key(key)
    assert desk.graph.nodes["r"].muted
    assert desk.scene.nodes["r"].texts.saying.text == "muted"
    assert "muted" in desk.canvas.accessibleDescription()
    assert desk.canvas.viewport().grab().toImage() != shown
    desk.key(key)
    assert not desk.graph.nodes["r"].muted
    assert desk.scene.nodes["r"].texts.saying.text != "muted"
    assert desk.undo_steps() == before + 2


def test_h_collapses_to_the_title_line_with_the_wires_at_its_sides(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    before = desk.undo_steps()
    desk.click(desk.title("t"))
    desk.key(Key.Key_H)
    assert desk.graph.nodes["t"].collapsed
    box = desk.scene.bounds(["t"])
    assert box.height() == TITLE
    assert desk.undo_steps() == before + 1
    item = desk.scene.nodes["t"]
    assert box.left() == item.spot(Side.IN, "prompt").point.x()
    assert box.right() == item.spot(Side.OUT, "clip").point.x()
    assert desk.scene.lines[FILM].points[0] == item.spot(Side.OUT, "clip").point
    desk.drag(desk.port("t", "clip", Side.OUT), QPoint(700, 650))
    assert desk.canvas.adding.popup.isVisible()
    desk.key(Key.Key_Escape)
    desk.click(desk.title("t"))
    desk.key(Key.Key_H)
    assert desk.scene.bounds(["t"]).height() > TITLE * 3


def test_shift_s_replaces_a_node_and_keeps_wires_and_values(desk: Desk) -> None:
    desk.add("i", "load.image", 60, 400)
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.settle()
    before, place = desk.undo_steps(), desk.graph.nodes["t"].position
    desk.click(desk.title("t"))
    desk.key(Key.Key_S, SHIFT)
    assert "Text to video" not in desk.canvas.adding.popup.titles
    both = ("Image to video", "Title", "Extend", "Edit", "Animate character")
    assert desk.canvas.adding.popup.titles[0] in both, "it keeps both wires"
    desk.type("image to video")
    desk.key(Key.Key_Return)
    made = desk.graph.nodes["t"]
    assert (made.kind, made.name, made.position) == ("generate.image_to_video", "Image to video", place)
    assert desk.graph.wires == (PROMPT, FILM)
    assert desk.canvas.selection() == ("t",)
    assert desk.scene.nodes["t"].appearance.selected
    assert desk.told == []
    assert desk.undo_steps() == before + 1


def test_wires_that_find_no_port_are_told_when_a_node_is_replaced(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.click(desk.title("t"), RIGHT)
    menu = desk.canvas.menu
    assert menu is not None
    next(action for action in menu.actions() if action.text().startswith("Replace")).trigger()
    menu.close()
    desk.type("text to image")
    desk.key(Key.Key_Return)
    assert desk.graph.wires == (PROMPT,)
    assert "1" in desk.told[0]


def test_ctrl_shift_d_copies_a_node_with_what_feeds_it(desk: Desk) -> None:
    desk.film()
    before = desk.undo_steps()
    desk.click(desk.title("t"))
    desk.key(Key.Key_D, CTRL | SHIFT)
    (copy,) = desk.canvas.selection()
    assert desk.graph.wires == (PROMPT, Wire(Port("p", "text"), Port(copy, "prompt")))
    assert desk.undo_steps() == before + 1
    desk.click(desk.title("t"))
    desk.key(Key.Key_D, CTRL)
    (copy,) = desk.canvas.selection()
    assert not [wire for wire in desk.graph.wires if wire.target.node == copy]


def test_the_dot_is_seen_where_it_is(desk: Desk) -> None:
    chain(desk)
    desk.click(middle(desk, Wire(Port("r", "clip"), Port("x", "clips"))), modifiers=ALT)
    (dot,) = desk.canvas.selection()
    desk.canvas.select([])
    turn()
    picture = desk.canvas.viewport().grab().toImage()
    assert desk.scene.look.port("clip").rgb() in colors(picture, center(desk, dot))
    hit = desk.canvas.hit(QPointF(center(desk, dot)))
    assert hit.node == dot
