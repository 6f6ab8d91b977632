"""Every part of the window is reached by the keyboard, has a name, and shows that the keyboard is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QRadioButton, QTableView, QWidget

from tests.ui.events import turn, wait
from tests.ui.timeline.example import FILM
from tests.ui.window import CTRL, SHIFT, Maker, come_back, dialog, film, focused, press, type_text
from ui.main_window import MainWindow
from ui.panels.dock import Dock

TABBED = Qt.FocusPolicy.TabFocus


@pytest.fixture
def window(make: Maker) -> MainWindow:
    """With every dock open, a node selected that has a take, and something to play."""
    made = make(film(steps=2))
    for name in ("outline", "problems"):
        made.docks[name].show()
    made.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, made.docks["problems"])
    made.document.amend(lambda project: replace(project, timelines={"film": FILM}))
    made.jobs.run()
    wait(lambda: not made.jobs.running, "the run")
    made.canvas.select(["clip"])
    turn(0.3)
    QApplication.setCursorFlashTime(0)
    return made


def stops(part: QWidget) -> list[QWidget]:
    """Where Tab stops in a window, viewports and other parts aside for which another widget stands."""
    found = [one for one in part.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & TABBED]
    return [one for one in found if one.isEnabled() and one.focusProxy() is None]


def silent(part: QWidget, seen: Callable[[QWidget], QImage]) -> list[str]:
    """Those that look the same with the keyboard and without it."""
    found: list[str] = []
    for widget in stops(part):
        if focus := QApplication.focusWidget():
            focus.clearFocus()
        turn()
        without = seen(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        turn(0.02)
        if widget.isVisible() and without == seen(widget):
            found.append(f"{type(widget).__name__} {widget.accessibleName()} {widget.toolTip()}")
    return found


def nameless(part: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in stops(part)
        if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    ]


def named(window: MainWindow, widget: QWidget | None) -> str:
    """The dock, or else the class, of the pane that a widget is in."""
    while widget is not None and widget is not window:
        if isinstance(widget, Dock):
            return widget.objectName()
        if widget in (window.canvas, window.status, window.top):
            return type(widget).__name__
        widget = widget.parentWidget()
    return ""


def seen(window: MainWindow, widget: QWidget) -> QImage:
    around = widget.parentWidget() if widget is window.canvas else widget
    assert around is not None
    return around.grab().toImage()


def test_f6_goes_round_the_panes_and_back(window: MainWindow) -> None:
    window.canvas.setFocus()
    visited: list[str] = []
    for _ in range(10):
        visited.append(named(window, QApplication.focusWidget()))
        press(Qt.Key.Key_F6)
    first = visited.index("Canvas", 1)
    panes = visited[:first]
    docks = {"library", "outline", "preview", "inspector", "timeline", "problems"}
    assert set(panes) == {"Canvas", *docks, "StatusBar", "TopBar"}
    assert len(panes) == len(set(panes))
    window.canvas.setFocus()
    for name in reversed(panes):
        press(Qt.Key.Key_F6, SHIFT)
        assert named(window, QApplication.focusWidget()) == name


def test_f6_comes_back_to_where_one_was(window: MainWindow) -> None:
    window.outline.list.setFocus()
    press(Qt.Key.Key_F6)
    assert named(window, QApplication.focusWidget()) != "outline"
    press(Qt.Key.Key_F6, SHIFT)
    assert window.outline.list.hasFocus()
    window.docks["outline"].close()
    window.canvas.setFocus()
    for _ in range(8):
        press(Qt.Key.Key_F6)
        assert named(window, QApplication.focusWidget()) != "outline"


def test_whatever_can_have_the_keyboard_shows_that_it_has(window: MainWindow) -> None:
    assert silent(window, partial(seen, window)) == []


def test_whatever_can_have_the_keyboard_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []


@pytest.mark.parametrize("command", ["export", "models", "storage", "shortcuts", "settings", "vary"])
def test_dialogs_are_worked_by_keys_and_closed_by_escape(window: MainWindow, command: str) -> None:
    window.canvas.setFocus()
    window.actions_[command].trigger()
    shown = dialog(QDialog)
    turn(0.2)
    assert shown.isAncestorOf(focused()), "the keyboard is in the dialog from the beginning"
    assert nameless(shown) == []
    assert silent(shown, lambda widget: widget.grab().toImage()) == []
    buttons = [one for one in shown.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    assert [one.text() for one in buttons if not one.focusPolicy() & TABBED and not _part_of_field(one)] == []
    press(Qt.Key.Key_Escape)
    come_back(window)  # Which waits until it is closed.


def _part_of_field(button: QAbstractButton) -> bool:
    """Whether keys do without a button, in a line of text or the corner of a table, or reach it by arrows: a choice."""
    return isinstance(button.parent(), QLineEdit | QTableView) or isinstance(button, QRadioButton)


def test_every_button_is_reached_by_tab(window: MainWindow) -> None:
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    unreached = [one for one in buttons if not one.focusPolicy() & TABBED and not isinstance(one.parent(), QLineEdit)]
    assert [f"{one.toolTip()} in {type(one.parent()).__name__}" for one in unreached] == []


def test_the_dock_with_the_keyboard_has_a_bright_title(window: MainWindow) -> None:
    window.outline.list.setFocus()
    assert window.docks["outline"].bar.title.property("role") == "active"
    window.canvas.setFocus()
    assert window.docks["outline"].bar.title.property("role") == "dim"


def test_another_window_has_bright_titles_of_its_own(window: MainWindow, make: Maker) -> None:
    window.outline.list.setFocus()
    other = make(None)
    other.library.filter.setFocus()
    assert other.docks["library"].bar.title.property("role") == "active"
    assert window.docks["outline"].bar.title.property("role") == "active", "the keyboard left no dock of this window"


def test_a_click_puts_no_ring_around_the_canvas(window: MainWindow) -> None:
    window.library.filter.setFocus()
    without = seen(window, window.canvas).pixelColor(0, 200)
    window.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    turn()
    assert seen(window, window.canvas).pixelColor(0, 200) == without
    window.library.filter.setFocus()
    window.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
    turn()
    assert seen(window, window.canvas).pixelColor(0, 200) == window.theme.color("accent")


def test_f10_opens_the_menus(window: MainWindow) -> None:
    window.canvas.setFocus()
    press(Qt.Key.Key_F10)
    bar = window.top.menus
    assert bar.activeAction() is bar.actions()[0]
    menu = QApplication.activePopupWidget()
    assert menu is not None
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_the_outline_comes_and_goes_by_its_key(window: MainWindow) -> None:
    window.docks["outline"].close()
    window.canvas.setFocus()
    press(Qt.Key.Key_O, CTRL | SHIFT)
    assert window.outline.list.hasFocus()
    press(Qt.Key.Key_O, CTRL | SHIFT)
    assert window.docks["outline"].isHidden()
    assert window.canvas.hasFocus()


def test_the_library_adds_a_node_by_keys(window: MainWindow) -> None:
    window.library.filter.setFocus()
    type_text("number")
    press(Qt.Key.Key_Tab)
    while not window.library.list.hasFocus():
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    before = len(window.document.graph.nodes)
    press(Qt.Key.Key_Return)
    assert len(window.document.graph.nodes) == before + 1
