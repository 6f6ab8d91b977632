"""Naming, rating, using the values of takes, and deleting them: by mouse, by keys, and undone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from soraapp.project import storage
from soraapp.project.take_edits import added_take
from soraapp.project.takes import MOST, Take
from tests.ui.events import turn, wait
from tests.ui.takes.conftest import clip, place, seed
from tests.ui.window import CTRL, click, come_back, press, type_text
from ui.jobs import Phase
from ui.main_window import MainWindow
from ui.takes.item import Cell
from ui.takes.naming import NameLine


def texts(window: MainWindow) -> list[str]:
    return [window.takes.list.item(row).text() for row in range(window.takes.list.count())]


def test_a_take_is_named_with_f2_and_the_name_is_saved(three: MainWindow, tmp_path: Path) -> None:
    click(three.takes.list.viewport(), place(three, 1))
    press(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, NameLine)
    assert line.accessibleName() == "Name of the take"
    type_text("C 1 good one")  # What are commands in the strip are letters here.
    press(Qt.Key.Key_Return)
    assert texts(three) == ["Take 3", "C 1 good one", "Take 1"]
    assert not three.preview.comparing
    assert clip(three).pinned is None, "Return is for the name alone"
    assert three.takes.list.hasFocus()
    storage.save(three.document.project, tmp_path / "x.sora")
    assert storage.load(tmp_path / "x.sora").graph.nodes["clip"].takes[1].name == "C 1 good one"
    press(Qt.Key.Key_Z, CTRL)
    assert texts(three) == ["Take 3", "Take 2", "Take 1"]


def test_a_double_click_on_the_name_edits_it_and_escape_drops_that(three: MainWindow) -> None:
    strip = three.takes.list
    click(strip.viewport(), place(three, 0, name=True))
    QTest.mouseDClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place(three, 0, name=True))
    turn()
    assert isinstance(QApplication.focusWidget(), NameLine)
    assert clip(three).pinned is None
    type_text("bad")
    press(Qt.Key.Key_Escape)
    assert texts(three)[0] == "Take 3"
    assert not three.document.can_undo


def test_a_take_that_is_made_meanwhile_leaves_the_name_alone_that_is_typed(three: MainWindow) -> None:
    strip = three.takes.list
    click(strip.viewport(), place(three, 2))
    press(Qt.Key.Key_F2)
    type_text("first")
    three.jobs.run_variants("clip", "seed", [8])
    wait(lambda: len(clip(three).takes) == 4 and not three.jobs.running)
    line = QApplication.focusWidget()
    assert isinstance(line, NameLine)
    assert line.text() == "first"
    press(Qt.Key.Key_Return)
    assert texts(three) == ["Take 4", "Take 3", "Take 2", "first"]


def test_its_own_number_is_no_name(three: MainWindow) -> None:
    click(three.takes.list.viewport(), place(three, 0))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Return)
    assert clip(three).takes[2].name == ""
    assert not three.document.can_undo


def test_stars_are_given_by_keys_and_told(three: MainWindow) -> None:
    click(three.takes.list.viewport(), place(three, 0))
    press(Qt.Key.Key_4, CTRL)
    item = three.takes.list.item(0)
    assert clip(three).takes[2].stars == item.data(Cell.STARS) == 4
    assert item.toolTip().startswith("Take 3 · ★★★★\n")
    assert "★★★★" in item.data(Qt.ItemDataRole.AccessibleTextRole)
    three.preview.setFocus()
    press(Qt.Key.Key_0, CTRL)
    assert clip(three).takes[2].stars == 0
    press(Qt.Key.Key_Z, CTRL)
    assert clip(three).takes[2].stars == 4


def menu(window: MainWindow) -> QMenu:
    viewport, at = window.takes.list.viewport(), place(window, 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu", 5)
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def choose(window: MainWindow, menu: QMenu, text: str) -> None:
    action = next(action for action in menu.actions() if action.text().startswith(text))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    turn(0.05)
    come_back(window)


def test_the_values_of_a_take_come_back_and_nothing_is_computed(three: MainWindow) -> None:
    seed(three, 99)
    wait(lambda: three.jobs.state("clip").phase is Phase.STALE)
    choose(three, menu(three), "Use these values")
    assert clip(three).values["seed"] == 5
    wait(lambda: three.jobs.key("clip") == clip(three).takes[0].key, "the key of that take")
    assert three.takes.list.item(2).data(Cell.MARKS)[1], "it is the current one"
    assert "Use the values of a take" in three.document.undo_label
    press(Qt.Key.Key_Z, CTRL)
    assert clip(three).values["seed"] == 99


def test_the_menu_rates_and_deletes_what_is_selected(three: MainWindow) -> None:
    opened = menu(three)
    assert [action.text().partition("\t")[2] for action in opened.actions() if "\t" in action.text()] == [
        "Enter",
        "C",
        "G",
        "F2",
        "Del",
    ]
    rating = next(action.menu() for action in opened.actions() if action.text() == "Rate")
    assert isinstance(rating, QMenu)
    rating.actions()[5].trigger()
    opened.close()
    come_back(three)
    assert clip(three).takes[0].stars == 5
    strip = three.takes.list
    click(strip.viewport(), place(three, 0))
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, CTRL, place(three, 1))
    press(Qt.Key.Key_Delete)
    assert [take.values["seed"] for take in clip(three).takes] == [5]
    assert three.document.undo_label == "Delete takes"
    press(Qt.Key.Key_Z, CTRL)
    assert len(clip(three).takes) == 3


def test_as_many_takes_are_shown_as_are_kept(three: MainWindow) -> None:
    for number in range(MOST):
        three.document.amend(added_take("clip", Take(f"{number:032x}", datetime.now(UTC), {"seed": number})))
    wait(lambda: three.takes.list.count() == MOST, "the takes")
