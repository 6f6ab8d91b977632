"""Values as a whole: copied and pasted by keys and by the menu of a row."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from soraapp.project import edits
from tests.ui.events import turn
from tests.ui.inspector.conftest import Desk
from ui.inspector.prompt_field import PromptField

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def everything(desk: Desk) -> Desk:
    desk.add("show.everything", "a")
    desk.open("a")
    return desk


def open_menu(widget: QWidget) -> QMenu:
    """The menu that the menu key opens."""
    place = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    turn()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().replace("&", "").startswith(text))


def choose(menu: QMenu, text: str) -> None:
    """Walk to an entry by the arrow keys and take it."""
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        active = menu.activeAction()
        if active and active.text().replace("&", "").startswith(text):
            break
    assert menu.activeAction() is entry(menu, text)
    if submenu := cast("QMenu | None", menu.activeAction().menu()):
        QTest.keyClick(menu, Qt.Key.Key_Right)
        turn()
        assert submenu.isVisible()
        return
    QTest.keyClick(menu, Qt.Key.Key_Return)
    turn()


def test_keys_copy_and_paste_a_value(everything: Desk) -> None:
    everything.document.apply(edits.set_value("a", "strength", 0.25))
    everything.field("strength").setFocus()
    QTest.keyClick(everything.field("strength"), Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "0.25"
    QGuiApplication.clipboard().setText("1/2 + 1/4")
    QTest.keyClick(everything.field("strength"), Qt.Key.Key_V, CTRL)
    assert everything.value("strength") == 0.75
    everything.document.undo()
    assert everything.value("strength") == 0.25


def test_what_cannot_be_a_value_is_refused_with_the_reason(everything: Desk) -> None:
    QGuiApplication.clipboard().setText("40")
    choose(open_menu(everything.field("strength")), "Paste value")
    assert everything.value("strength") == 0.5
    assert "from 0 to 1" in everything.inspector.rows["strength"].problem.text()
    choose(open_menu(everything.field("seed")), "Paste value")
    assert everything.value("seed") == 40


def test_the_menu_resets_what_is_changed(everything: Desk) -> None:
    field = everything.field("direction")
    menu = open_menu(field)
    assert not entry(menu, "Reset").isEnabled()
    menu.close()
    everything.document.apply(edits.set_value("a", "direction", "loop"))
    choose(open_menu(field), "Reset")
    assert everything.value("direction") == "forward"


def test_the_menu_of_a_text_has_both(everything: Desk) -> None:
    text = cast("PromptField", everything.field("prompt")).text
    everything.document.apply(edits.set_value("a", "prompt", "红球 bounces"))
    for widget in (text, text.viewport()):
        menu = open_menu(widget)
        assert entry(menu, "Select All")
        choose(menu, "Copy value")
        assert QGuiApplication.clipboard().text() == "红球 bounces"
        QGuiApplication.clipboard().setText("")


def test_a_value_goes_to_the_selected_nodes_in_one_step(everything: Desk) -> None:
    desk = everything
    menu = open_menu(desk.field("seed"))
    assert not entry(menu, "Copy to the selected").isEnabled()
    menu.close()
    for node in ("t", "u", "p"):
        desk.add("text.prompt" if node == "p" else "generate.text_to_video", node)
    desk.document.apply(edits.set_value("a", "seed", 99))
    desk.inspector.selection = lambda: ("a", "t", "u", "p")
    before = desk.steps()
    choose(open_menu(desk.field("seed")), "Copy to the selected")
    assert [desk.document.graph.nodes[node].values.get("seed") for node in ("t", "u", "p")] == [99, 99, None]
    assert desk.steps() == before + 1
