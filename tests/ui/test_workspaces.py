"""Workspaces: the same docks, arranged for the graph, the film, and for looking."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.events import turn
from tests.ui.window import sample_window
from ui.main_window import MainWindow


def seen(window: MainWindow) -> set[str]:
    return {name for name in ("library", "preview", "inspector", "timeline", "queue") if window.docks[name].isVisible()}


def press(window: MainWindow, name: str) -> None:
    QTest.mouseClick(window.top.workspaces.buttons[name], Qt.MouseButton.LeftButton)
    turn(0.1)


def test_each_workspace_has_its_own_arrangement(app: QApplication, tmp_path: Path) -> None:
    window = sample_window(tmp_path)
    assert window.canvas.isVisible()
    press(window, "edit")
    assert not window.canvas.isVisible()
    assert seen(window) == {"library", "preview", "inspector", "timeline"}
    assert window.docks["preview"].width() > window.docks["inspector"].width()
    assert window.docks["timeline"].height() > 0.25 * window.height()
    assert window.docks["timeline"].width() == window.width(), "below all else"
    window.docks["library"].close()
    press(window, "review")
    assert seen(window) == {"preview"}
    press(window, "edit")
    assert seen(window) == {"preview", "inspector", "timeline"}, "as it was left"
    press(window, "graph")
    assert window.canvas.isVisible()
    assert seen(window) == {"library", "preview", "inspector", "timeline"}
    assert window.canvas.hasFocus()
    window.close()


def test_keys_switch_and_the_menu_tells_which(app: QApplication, tmp_path: Path) -> None:
    window = sample_window(tmp_path)
    QTest.keyClick(window.canvas, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    turn(0.1)
    assert window.workspaces.current == "edit"
    assert window.top.workspaces.buttons["edit"].isChecked()
    assert [window.workspaces.is_shown(number) for number in (1, 2, 3)] == [False, True, False]
    window.close()


def test_the_next_window_opens_as_the_last_was_left(app: QApplication, tmp_path: Path) -> None:
    window = sample_window(tmp_path)
    press(window, "edit")
    window.docks["library"].close()
    window.close()
    again = sample_window(tmp_path)
    turn(0.1)
    assert again.workspaces.current == "edit"
    assert again.preview.hasFocus()
    assert again.top.workspaces.buttons["edit"].isChecked()
    assert seen(again) == {"preview", "inspector", "timeline"}
    assert not again.canvas.isVisible()
    again.restore_layout()
    assert seen(again) == {"library", "preview", "inspector", "timeline"}
    press(again, "graph")
    assert again.canvas.isVisible()
    again.close()


def test_a_workspace_that_is_not_there_is_not_taken(app: QApplication, tmp_path: Path) -> None:
    window = sample_window(tmp_path)
    window.close()
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("window/workspace", "sculpt")
    settings.sync()
    again = sample_window(tmp_path)
    assert again.workspaces.current == "graph"
    assert again.canvas.isVisible()
    again.close()


def test_what_is_offered_is_seen_in_every_workspace(app: QApplication, tmp_path: Path) -> None:
    window = sample_window(tmp_path)
    press(window, "review")
    window.offers.show()
    turn(0.1)
    assert window.offers.isVisible()
    assert window.offers.mapTo(window, window.offers.rect().topLeft()).y() >= window.top.height()
    window.close()
