"""The panel of the queue in a real window: what it tells, and everything that hands can do in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QToolButton

from soraapp.engine.events import Outcome
from soraapp.project import edits
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, Maker, click, click_node, come_back, dialog, drag, film, press
from ui.dialogs.export import ExportDialog
from ui.jobs import Phase
from ui.main_window import MainWindow
from ui.panels.queue.painting import cross_of
from ui.panels.queue.rows import Cell

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(make: Maker) -> MainWindow:
    """A window with its queue open: one run is under way, and three wait."""
    made = make(film(steps=10000)("one", "plain.number")("two", "plain.number")("three", "plain.number"))
    wait(lambda: not made.jobs.surveying, "the survey")
    click(made.status.queue)
    press(Qt.Key.Key_Return, CTRL)
    for node in ("one", "two", "three"):
        made.jobs.run([node])
    wait(lambda: made.jobs.state("clip").phase is Phase.RUNNING, "the first run")
    wait(lambda: all(run.number for run in made.jobs.queue.runs), "the engine to have them all")
    shown(made, "Cut, One and 2 more", "One", "Two", "Three")
    return made


def titles(window: MainWindow) -> list[str]:
    rows = window.queue.rows
    return [str(rows.index(row).data()) for row in range(rows.rowCount())]


def shown(window: MainWindow, *wanted: str) -> None:
    wait(lambda: titles(window) == list(wanted), f"{wanted}, not {titles(window)}", 10)


def place(window: MainWindow, row: int) -> QPoint:
    """A point on the title of a row."""
    return window.queue.list.visualRect(window.queue.rows.index(row)).center() - QPoint(60, 0)


def choose(window: MainWindow, row: int) -> None:
    click(window.queue.list.viewport(), place(window, row))
    assert window.queue.list.currentIndex().row() == row


def cross(window: MainWindow, row: int) -> None:
    """Click the cross of a row."""
    rect = window.queue.list.visualRect(window.queue.rows.index(row))
    click(window.queue.list.viewport(), cross_of(rect).center())


def test_it_tells_what_comes_here_while_it_is_empty(make: Maker) -> None:
    window = make(film())
    assert not window.queue.isVisible()
    click(window.status.text)
    assert window.queue.empty.isVisible()
    assert "Run" in window.queue.empty.text()
    click(window.status.queue)
    assert not window.queue.isVisible()
    window.docks["queue"].toggleViewAction().trigger()
    assert window.queue.isVisible(), "as the View menu does it"


def test_it_tells_how_far_each_run_is(window: MainWindow) -> None:
    rows = window.queue.rows
    wait(lambda: rows.index(0).data(Cell.SHARE), "how far the first is")
    assert "step " in rows.index(0).data(Cell.STANDING).text
    assert " left" in rows.index(0).data(Cell.STANDING).text
    assert rows.index(1).data(Cell.STANDING).text.startswith("waiting")
    assert window.status.queue.text() == "3 waiting"
    click(window.top.cancel)
    shown(window, "Three", "Two", "One", "Cut, One and 2 more")
    told = [rows.index(row).data(Cell.STANDING).text for row in range(4)]
    assert told[3] == "cancelled"
    assert all(text.startswith("done in ") for text in told[:3])
    assert window.status.queue.text() == "Queue"


def test_keys_move_and_remove(window: MainWindow) -> None:
    choose(window, 1)
    press(Qt.Key.Key_Down, ALT)
    shown(window, "Cut, One and 2 more", "Two", "One", "Three")
    assert window.queue.list.currentIndex().row() == 2, "the same run stays chosen"
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT)
    shown(window, "Cut, One and 2 more", "One", "Two", "Three")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    shown(window, "Cut, One and 2 more", "One", "Three", "Two")
    assert window.jobs.queue.past[0].outcome is Outcome.CANCELLED
    assert set(window.document.graph.nodes) == {"clip", "cut", "one", "two", "three"}, "no node is deleted"
    press(Qt.Key.Key_Escape)
    wait(lambda: not window.jobs.running, "the rest")
    assert [run.asked.targets for run in window.jobs.queue.past] == [("three",), ("one",), None, ("two",)]


def test_a_run_is_dragged_to_another_place(window: MainWindow) -> None:
    view = window.queue.list.viewport()
    drag(view, QPointF(place(window, 3)), QPointF(place(window, 1)))
    shown(window, "Cut, One and 2 more", "Three", "One", "Two")
    drag(view, QPointF(place(window, 0)), QPointF(place(window, 2)))
    shown(window, "Cut, One and 2 more", "Three", "One", "Two")
    window.jobs.cancel()
    wait(lambda: not window.jobs.running, "the rest")
    assert [run.asked.targets for run in window.jobs.queue.past][:3] == [("two",), ("one",), ("three",)]


def test_the_cross_of_a_row_takes_that_run_out(window: MainWindow) -> None:
    cross(window, 2)
    shown(window, "Cut, One and 2 more", "One", "Three", "Two")
    cross(window, 3)
    shown(window, "Cut, One and 2 more", "One", "Three")
    cross(window, 0)
    wait(lambda: not window.jobs.running, "the rest")
    assert [run.outcome for run in window.jobs.queue.past] == [Outcome.DONE, Outcome.DONE, Outcome.CANCELLED]


def test_buttons_pause_move_cancel_and_clear(window: MainWindow) -> None:
    panel = window.queue
    assert not panel.remove.isEnabled()
    choose(window, 1)
    assert (panel.up.isEnabled(), panel.down.isEnabled()) == (False, True)
    click(panel.down)
    shown(window, "Cut, One and 2 more", "Two", "One", "Three")
    click(panel.pause)
    wait(lambda: panel.pause.accessibleName() == "Let the queue go on", "the pause", 5)
    wait(lambda: window.status.queue.text() == "Paused: 3 waiting", "the pause", 5)
    click(window.top.cancel)
    wait(lambda: not window.jobs.running, "the end of the first", 5)
    window.status.settle()
    assert window.status.text.text() == "The queue is paused"
    press(Qt.Key.Key_Return, CTRL)
    assert not window.jobs.running, "what is asked for waits, too"
    wait(lambda: panel.rows.rowCount() == 5, "the new run")
    click(panel.cancel_all)
    wait(lambda: not window.jobs.queue.runs, "the end of all", 5)
    turn(0.1)
    click(panel.clear)
    wait(panel.empty.isVisible, "the hint", 5)
    assert not panel.clear.isEnabled()
    click(panel.pause)
    assert not window.jobs.queue.held


def test_everything_has_a_name_and_a_tip(window: MainWindow) -> None:
    buttons = window.queue.head.findChildren(QToolButton)
    assert len({button.accessibleName() for button in buttons}) == len(buttons) == 6
    assert all(button.toolTip().startswith(button.accessibleName()) for button in buttons)
    assert window.queue.list.accessibleName()
    row = window.queue.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert row.startswith("One, waiting")
    assert f"Asked for at {window.jobs.queue.runs[1].asked_at:%H:%M:%S}" in row
    interface = QAccessible.queryAccessibleInterface(window.queue.list)
    assert interface.childCount() == 4


def test_both_themes_paint_it(window: MainWindow) -> None:
    def lightness() -> tuple[float, float]:
        """Of the ground, and of what stands out most against it in the first row."""
        picture = window.queue.list.viewport().grab().toImage()
        ground = picture.pixelColor(3, picture.height() - 3).lightnessF()
        row = [picture.pixelColor(x, 14).lightnessF() for x in range(34, 200)]
        return ground, max(row, key=lambda value: abs(value - ground))

    ground, text = lightness()
    assert ground < 0.2
    assert text > 0.7
    window.preferences.toggle_theme()
    ground, text = lightness()
    assert ground > 0.8
    assert text < 0.4


def test_an_export_waits_behind_the_run_and_can_be_left_alone(make: Maker, tmp_path: Path) -> None:
    window = make(film(steps=400))
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.jobs.running_node == "clip", "the run")
    window.document.apply(edits.set_value("clip", "steps", 3))
    click_node(window, "cut")
    press(Qt.Key.Key_E, CTRL)
    export = dialog(ExportDialog)
    export.file.setText(str(tmp_path / "film.mp4"))
    press(Qt.Key.Key_Return)
    assert "queue" in export.note.text()
    click(export.behind)
    come_back(window)
    wait((tmp_path / "film.mp4").exists, "the film")
    wait(lambda: not window.jobs.running, "the end")
    assert [run.outcome for run in window.jobs.queue.past] == [Outcome.DONE, Outcome.DONE]
