"""A person reads what is wrong, and goes to it: the node in view, the keyboard on the input that is to blame."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTreeWidgetItem

from soraapp.project import edits
from tests.engine.conftest import Draft
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, Maker, click, film, focused, press
from ui.main_window import MainWindow
from ui.panels.problems import LISTED

Key = Qt.Key


def broken() -> Draft:
    """A clip with two values out of range, and a cut that nothing feeds."""
    return Draft()("clip", "making.clip", prompt="ball", steps=-3, side=8)("cut", "plain.cut", end=4)


def open_problems(window: MainWindow, count: int) -> list[QTreeWidgetItem]:
    wait(lambda: len(window.jobs.problems) == count, f"{count} problems, not {len(window.jobs.problems)}", 5)
    click(window.status.problems)
    assert window.problems.isVisible()
    return window.problems.rows()


def click_row(window: MainWindow, row: QTreeWidgetItem) -> None:
    window.problems.list.scrollToItem(row)
    turn()
    click(window.problems.list.viewport(), window.problems.list.visualItemRect(row).center())


def test_problems_are_told_node_by_node_with_input_reason_and_remedy(make: Maker) -> None:
    window = make(broken())
    rows = open_problems(window, 3)
    groups = [window.problems.list.topLevelItem(index) for index in range(2)]
    assert ["2 problems" in group.text(0) for group in groups if group] == [True, False]
    assert [row.text(0) for row in rows] == ["Steps", "Side", "Clip"]
    assert rows[2].text(1) == "Nothing is connected to Clip."
    assert rows[2].text(2) == "Connect an output of the kind clip."


def test_a_click_brings_the_node_into_view_and_the_keyboard_to_the_input(make: Maker) -> None:
    window = make(broken())
    rows = open_problems(window, 3)
    window.canvas.camera.pan(5000, 3000)
    click_row(window, rows[1])
    assert window.canvas.selection() == ("clip",)
    assert window.canvas.camera.visible().contains(window.canvas.graph_scene.bounds(["clip"]))
    field = window.inspector.rows["side"].field
    assert field is not None
    assert field.isAncestorOf(focused()) or field is focused()


def test_from_far_away_the_node_is_shown_large_enough_to_read(make: Maker) -> None:
    window = make(broken())
    rows = open_problems(window, 3)
    window.canvas.camera.set_zoom(0.1, QPointF(100, 100))
    click_row(window, rows[2])
    assert window.canvas.selection() == ("cut",)
    assert window.canvas.camera.zoom == 1
    assert focused() is window.canvas  # Only a wire can mend it, and wires are drawn there.


def test_the_keyboard_alone_goes_through_the_list_and_copies(make: Maker) -> None:
    window = make(broken())
    rows = open_problems(window, 3)
    window.problems.list.setFocus()
    for _ in range(2):
        press(Key.Key_Down)
    assert window.problems.list.currentItem() is rows[1]
    press(Key.Key_C, CTRL)
    assert rows[1].text(1) in QGuiApplication.clipboard().text()
    press(Key.Key_Return)
    assert window.canvas.selection() == ("clip",)
    assert window.inspector.rows["side"].isAncestorOf(focused())


def test_what_is_mended_leaves_the_list_and_one_stays_on_the_others(make: Maker) -> None:
    window = make(broken())
    rows = open_problems(window, 3)
    window.problems.list.setCurrentItem(rows[2])
    window.document.apply(edits.set_value("clip", "steps", 2))
    wait(lambda: len(window.problems.rows()) == 2, "one problem less", 5)
    current = window.problems.list.currentItem()
    assert current is not None
    assert current.text(0) == "Clip"
    window.document.undo()
    wait(lambda: len(window.problems.rows()) == 3, "the problem is back", 5)


def test_without_problems_it_says_so(make: Maker) -> None:
    window = make(film())
    open_problems(window, 0)
    assert window.problems._empty.isVisible()
    assert window.problems._empty.text() == "No problems: everything is ready to run"


def test_of_very_many_nodes_the_first_are_listed_and_the_rest_is_counted(make: Maker) -> None:
    draft = Draft()
    for index in range(LISTED + 7):
        draft(f"cut {index}", "plain.cut", end=4)
    window = make(draft)
    assert len(open_problems(window, LISTED + 7)) == LISTED
    last = window.problems.list.topLevelItem(LISTED)
    assert last is not None
    assert last.text(0) == "and 7 more nodes"
    click_row(window, last)
    assert window.canvas.selection() == ()
