"""A person sees the steps that were made, and goes back and forth among them by a click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from soraapp.project import edits
from tests.engine.conftest import CATALOGUE
from tests.ui.events import turn
from tests.ui.window import CTRL, Maker, click, film, press
from ui.main_window import MainWindow

Key = Qt.Key
STEPS = [
    "Beginning",
    "Add node \u00b7 Number",
    "Add node \u00b7 Number 2",
    "Add node \u00b7 Number 3",
    "Rename \u00b7 Seven",
]


@pytest.fixture
def window(make: Maker) -> MainWindow:
    """With four steps in its history, which is shown."""
    made = make(film())
    for index in range(3):
        kind = CATALOGUE["plain.number"]
        made.document.apply(edits.add_node(kind, (0.0, 300.0 + 200 * index), id=f"n{index}"))
    made.document.apply(edits.rename("n1", "Seven"))
    made.actions_["history"].trigger()
    turn(0.05)
    assert made.history.isVisible()
    return made


def rows(window: MainWindow) -> list[str]:
    return [window.history.list.item(row).text() for row in range(window.history.list.count())]


def present(window: MainWindow) -> list[int]:
    """The rows that are marked as the present."""
    items = (window.history.list.item(row) for row in range(window.history.list.count()))
    return [row for row, item in enumerate(items) if item.font().bold() and not item.icon().isNull()]


def click_row(window: MainWindow, row: int) -> None:
    view = window.history.list
    view.scrollToItem(view.item(row))
    click(view.viewport(), view.visualItemRect(view.item(row)).center())


def test_a_click_goes_to_a_step_and_the_views_are_told_once(window: MainWindow) -> None:
    assert rows(window) == STEPS
    assert present(window) == [4]
    told: list[object] = []
    window.document.changed.connect(lambda *projects: told.append(projects))
    click_row(window, 1)
    assert present(window) == [1]
    assert set(window.document.graph.nodes) == {"clip", "cut", "n0"}
    assert len(told) == 1
    assert rows(window) == STEPS
    click_row(window, 4)
    assert window.document.graph.nodes["n1"].name == "Seven"
    assert present(window) == [4]
    click_row(window, 0)
    assert set(window.document.graph.nodes) == {"clip", "cut"}


def test_undo_moves_the_mark_and_an_edit_takes_the_place_of_what_was_undone(window: MainWindow) -> None:
    window.document.undo()
    window.document.undo()
    assert present(window) == [2]
    window.document.apply(edits.move({"n0": (40.0, 40.0)}))
    assert rows(window) == [*STEPS[:3], "Move \u00b7 Number"]
    assert present(window) == [3]


def test_arrows_and_enter_go_to_a_step(window: MainWindow) -> None:
    window.history.list.setFocus()
    press(Key.Key_Up)
    press(Key.Key_Up)
    assert present(window) == [4]
    press(Key.Key_Return)
    assert present(window) == [2]


def test_another_project_has_another_history_and_a_closed_list_is_up_to_date_when_opened(window: MainWindow) -> None:
    window.docks["history"].close()
    window.document.replace(film().project, None)
    window.document.apply(edits.rename("clip", "Ball"))
    window.actions_["history"].trigger()
    turn(0.05)
    assert rows(window) == ["Beginning", "Rename \u00b7 Ball"]
    assert present(window) == [1]


def test_a_row_names_the_node_or_tells_how_many_also_inside_of_a_group(window: MainWindow) -> None:
    canvas = window.canvas
    canvas.setFocus()
    canvas.select(["n0", "n1", "n2"])
    press(Key.Key_Right, CTRL)
    assert rows(window)[-1] == "Move \u00b7 3 nodes"
    canvas.select(["n2"])
    press(Key.Key_Delete)
    assert rows(window)[-1] == "Delete \u00b7 Number 3"
    press(Key.Key_A, CTRL)
    press(Key.Key_G, CTRL)
    assert rows(window)[-1] == "Group \u00b7 Group"
    (group,) = canvas.selection()
    press(Key.Key_I)
    canvas.select([f"{group}/cut"])
    press(Key.Key_M)
    assert rows(window)[-1] == "Mute \u00b7 Cut"
    window.document.apply(edits.disconnect(window.document.graph.wires))
    assert rows(window)[-1] == "Disconnect"
    press(Key.Key_U)
    canvas.select([group])
    window.document.apply(edits.rename(group, "Opening"))
    press(Key.Key_G, CTRL | Qt.KeyboardModifier.AltModifier)
    assert rows(window)[-1] == "Ungroup \u00b7 Opening"
