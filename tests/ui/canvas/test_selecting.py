"""A person selects, moves, duplicates, deletes and renames nodes, by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.ui.canvas.conftest import CTRL, RIGHT, SHIFT, Desk
from tests.ui.events import wait

Key = Qt.Key


def test_click_shift_click_and_ctrl_click_select(desk: Desk) -> None:
    desk.film()
    told: list[tuple[str, ...]] = []
    desk.canvas.selected.connect(told.append)
    desk.click(desk.title("p"))
    desk.click(desk.title("t"), modifiers=SHIFT)
    assert desk.canvas.selection() == ("p", "t")
    desk.click(desk.title("p"), modifiers=CTRL)
    assert desk.canvas.selection() == ("t",)
    desk.click(QPoint(600, 700))
    assert desk.canvas.selection() == ()
    assert told == [("p",), ("p", "t"), ("t",), ()]


def test_a_rubber_band_selects_what_it_touches_and_escape_brings_back_what_was(desk: Desk) -> None:
    desk.film()
    desk.drag(QPoint(20, 20), QPoint(500, 500))
    assert set(desk.canvas.selection()) == {"p", "t"}
    desk.drag(QPoint(1100, 700), QPoint(700, 30), release=False)
    assert desk.canvas.selection() == ("x",)
    desk.key(Key.Key_Escape)
    assert set(desk.canvas.selection()) == {"p", "t"}


def test_moving_several_nodes_is_one_step_that_touches_only_their_wires(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    before = desk.undo_steps()
    places = {node: value.position for node, value in desk.graph.nodes.items()}
    desk.canvas.select(["p", "t"])
    desk.drag(desk.title("p"), desk.title("p") + QPoint(30, 44))
    for node, (right, down) in {"p": (30, 44), "t": (30, 44), "x": (0, 0)}.items():
        assert desk.graph.nodes[node].position == (places[node][0] + right, places[node][1] + down)
    assert desk.undo_steps() == before + 1
    desk.document.undo()
    assert {node: value.position for node, value in desk.graph.nodes.items()} == places
    item = desk.scene.nodes["p"]
    assert (item.x(), item.y()) == places["p"]


def test_escape_during_a_move_leaves_everything_where_it_was(desk: Desk) -> None:
    desk.film()
    before = desk.undo_steps()
    start = desk.title("p")
    desk.drag(start, start + QPoint(80, 80), release=False)
    assert desk.title("p") == start + QPoint(80, 80)
    desk.key(Key.Key_Escape)
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(80, 80))
    assert desk.title("p") == start
    assert desk.undo_steps() == before


def test_nudges_in_a_row_are_one_step(desk: Desk) -> None:
    desk.film()
    before, place = desk.undo_steps(), desk.graph.nodes["p"].position
    desk.canvas.select(["p"])
    for _ in range(3):
        desk.key(Key.Key_Right, CTRL)
    desk.key(Key.Key_Up, CTRL | SHIFT)
    assert desk.graph.nodes["p"].position == (place[0] + 24, place[1] - 1)
    assert desk.undo_steps() == before + 1


def test_duplicates_are_selected_and_keep_the_wires_among_them(desk: Desk) -> None:
    desk.film()
    desk.canvas.select(["p", "t"])
    desk.key(Key.Key_D, CTRL)
    assert len(desk.graph.nodes) == 5
    assert len(desk.graph.wires) == 2
    assert set(desk.canvas.selection()).isdisjoint({"p", "t", "x"})


def test_delete_and_cut_remove_the_selection_and_undo_brings_it_back(desk: Desk) -> None:
    desk.film()
    desk.canvas.select(["t"])
    desk.key(Key.Key_Delete)
    assert set(desk.graph.nodes) == set(desk.scene.nodes) == {"p", "x"}
    assert desk.canvas.selection() == ()
    assert not desk.scene.lines
    desk.document.undo()
    assert set(desk.scene.nodes) == {"p", "t", "x"}
    assert len(desk.scene.lines) == 1
    desk.key(Key.Key_A, CTRL)
    desk.key(Key.Key_X, CTRL)
    assert not desk.graph.nodes
    desk.key(Key.Key_V, CTRL)
    assert len(desk.graph.nodes) == 3


def test_f2_or_a_double_click_on_the_title_renames(desk: Desk) -> None:
    desk.film()
    desk.canvas.select(["p"])
    desk.key(Key.Key_F2)
    desk.type("Opening")
    desk.key(Key.Key_Return)
    assert desk.graph.nodes["p"].name == "Opening"
    assert desk.canvas.hasFocus()
    desk.double_click(desk.title("t"))
    desk.type("一个红球")
    desk.key(Key.Key_Escape)
    assert desk.graph.nodes["t"].name == "Text to video"


def test_a_taken_name_is_refused_and_the_field_stays_open(desk: Desk) -> None:
    desk.film()
    desk.canvas.select(["p"])
    desk.key(Key.Key_F2)
    desk.type("Export")
    desk.key(Key.Key_Return)
    assert desk.graph.nodes["p"].name == "Prompt"
    assert desk.canvas.writing.name.isVisible()
    assert "Export" in desk.told[0]
    desk.key(Key.Key_Escape)
    assert not desk.canvas.writing.name.isVisible()


def test_a_click_elsewhere_takes_the_new_name(desk: Desk) -> None:
    desk.film()
    desk.double_click(desk.title("p"))
    desk.type("Words")
    desk.click(QPoint(600, 700))
    assert desk.graph.nodes["p"].name == "Words"
    assert not desk.canvas.writing.name.isVisible()


def test_arrows_walk_along_wires_and_then_to_the_nearest_node(desk: Desk) -> None:
    desk.film()
    desk.add("q", "text.prompt", 60, 400)
    desk.canvas.select(["p"])
    desk.key(Key.Key_Right)
    assert desk.canvas.selection() == ("t",)
    desk.key(Key.Key_Right)
    assert desk.canvas.selection() == ("x",)
    desk.key(Key.Key_Left)
    desk.key(Key.Key_Left)
    desk.key(Key.Key_Down)
    assert desk.canvas.selection() == ("q",)


def test_enter_and_a_double_click_on_the_body_activate(desk: Desk) -> None:
    desk.film()
    told: list[str] = []
    desk.canvas.activated.connect(told.append)
    desk.canvas.select(["p"])
    desk.key(Key.Key_Return)
    desk.double_click(desk.title("t") + QPoint(0, 60))
    assert told == ["p", "t"]


def choose(desk: Desk, text: str) -> None:
    menu = desk.canvas.menu
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text().split("\t")[0] == text)
    assert action.isEnabled()
    action.trigger()
    menu.close()


def test_the_menu_of_a_node_runs_to_it_and_disconnects_it(desk: Desk) -> None:
    desk.film()
    desk.click(desk.title("t"), RIGHT)
    assert desk.canvas.selection() == ("t",)
    choose(desk, "Disconnect")
    assert desk.graph.wires == ()
    desk.click(desk.title("p"), RIGHT)
    choose(desk, "Run to here")
    wait(lambda: desk.engine.runs, "the run")
    assert [step.node for step in desk.engine.runs[0].steps] == ["p"]


def test_the_menu_of_a_wire_deletes_it(desk: Desk) -> None:
    desk.film()
    (line,) = desk.scene.lines.values()
    desk.click(desk.canvas.viewportTransform().map(line.points[12]).toPoint(), RIGHT)
    choose(desk, "Delete")
    assert desk.graph.wires == ()
