"""A person changes the keys of commands: set, clear, take over, reset, and find them again at the next start."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from tests.ui.events import turn
from tests.ui.window import CTRL, SHIFT, Maker, click, come_back, dialog, film, focused, press, type_text
from ui.actions import COMMANDS, Keymap, Where, command_text, key_text
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.main_window import MainWindow
from ui.settings import Settings

Key = Qt.Key


def open_editor(window: MainWindow) -> ShortcutsDialog:
    window.canvas.setFocus()
    press(Key.Key_F1)
    return dialog(ShortcutsDialog)


def click_key(editor: ShortcutsDialog, command: str, slot: int = 0) -> None:
    """Click the cell with the first or the second key of a command."""
    item = editor.table.item_of(command)
    editor.table.scrollToItem(item)
    turn()
    cell = editor.table.visualRect(editor.table.indexFromItem(item, 1 + slot))
    click(editor.table.viewport(), cell.center())
    editor.table.setFocus()


def shown(editor: ShortcutsDialog, query: str) -> list[str]:
    """The commands that a search leaves."""
    editor.search.setText(query)
    rows = [item.data(0, Qt.ItemDataRole.UserRole) for item in editor.table.rows() if not item.isHidden()]
    return [command.id for command in rows if command]


def close(editor: ShortcutsDialog, window: MainWindow) -> None:
    click(editor.close_)
    come_back(window)
    window.canvas.setFocus()


def test_every_command_and_every_fixed_key_is_listed_and_no_key_is_used_twice(make: Maker) -> None:
    window = make(None)
    for place in (Where.CANVAS, Where.TIMELINE):
        keys = [key for command in COMMANDS if command.where.meets(place) for key in command.shortcuts]
        assert len(keys) == len(set(keys))
    editor = open_editor(window)
    for command in COMMANDS:
        item = editor.table.item_of(command.id)
        shown = [command_text(command).rstrip("…"), *map(key_text, (*command.shortcuts, "", "")[:2])]
        assert [item.text(column) for column in range(3)] == shown
    fixed = {item.text(0): item.text(1) for item in editor.table.rows() if item.isDisabled()}
    assert fixed["Held: the mouse moves the canvas"] == "Space"


def test_keys_that_are_pressed_on_a_cell_hold_at_once_in_menus_too(make: Maker) -> None:
    window = make(film())
    editor = open_editor(window)
    click_key(editor, "run_stale")
    press(Key.Key_R, CTRL | SHIFT)
    action = window.actions_["run_stale"]
    assert action.shortcuts() == [QKeySequence("Ctrl+Shift+R")]
    assert editor.table.item_of("run_stale").text(0).endswith("\u2022")
    close(editor, window)
    asked: list[bool] = []
    action.triggered.connect(lambda: asked.append(True))
    action.setEnabled(True)
    press(Key.Key_F5)
    assert not asked
    press(Key.Key_R, CTRL | SHIFT)
    assert asked


def test_a_command_takes_two_keys_and_delete_clears_one(make: Maker) -> None:
    window = make(None)
    editor = open_editor(window)
    click_key(editor, "settings", slot=1)
    press(Key.Key_P, CTRL | Qt.KeyboardModifier.AltModifier)
    assert window.actions_.keymap.keys("settings") == ("Ctrl+,", "Ctrl+Alt+P")
    editor.table.setCurrentItem(editor.table.item_of("settings"), 1)
    press(Key.Key_Delete)
    assert window.actions_.keymap.keys("settings") == ("Ctrl+Alt+P",)
    click(editor.clear)
    assert window.actions_.keymap.keys("settings") == ()
    click(editor.reset)
    assert window.actions_.keymap.keys("settings") == ("Ctrl+,",)


def test_a_key_of_another_command_is_asked_for(make: Maker) -> None:
    window = make(None)
    keymap = window.actions_.keymap
    editor = open_editor(window)
    click_key(editor, "select_all")
    press(Key.Key_D, CTRL)
    assert editor.note.text() == f"{key_text('Ctrl+D')} is Duplicate: use it here instead?"
    assert keymap.keys("select_all") == ("Ctrl+A",)
    click(editor.keep)
    assert keymap.keys("duplicate") == ("Ctrl+D",)
    click_key(editor, "select_all")
    press(Key.Key_D, CTRL)
    assert focused() is editor.use
    press(Key.Key_Space)
    assert keymap.keys("select_all") == ("Ctrl+D",)
    assert keymap.keys("duplicate") == ()
    assert not editor.use.isVisible()
    click(editor.reset_all)
    assert keymap.keys("duplicate") == ("Ctrl+D",)
    assert not any(map(keymap.differs, COMMANDS))


def test_keys_of_a_place_that_stay_are_refused_where_they_would_be_in_the_way(make: Maker) -> None:
    window = make(None)
    keymap = window.actions_.keymap
    editor = open_editor(window)
    click_key(editor, "frame")
    press(Key.Key_Left)
    assert "Walk along the wires" in editor.note.text()
    assert keymap.keys("frame") == ("F",)
    click_key(editor, "frame")
    press(Key.Key_K)
    assert keymap.keys("frame") == ("K",)  # The preview's K is pressed in the preview.
    click_key(editor, "full_screen")
    press(Key.Key_J)
    assert "Play backward, pause, play" in editor.note.text()
    assert keymap.keys("full_screen") == ("F11",)


def test_escape_waits_no_more_and_tab_is_a_key_as_any(make: Maker) -> None:
    window = make(None)
    editor = open_editor(window)
    click_key(editor, "fit")
    press(Key.Key_Escape)
    assert editor.isVisible()
    assert window.actions_.keymap.keys("fit") == ("Home",)
    click_key(editor, "fit", slot=1)
    press(Key.Key_Tab)
    click(editor.use)
    assert window.actions_.keymap.keys("fit") == ("Home", "Tab")
    close(editor, window)
    press(Key.Key_Tab)
    assert not window.canvas.adding.popup.isVisible()
    press(Key.Key_A, SHIFT)
    assert window.canvas.adding.popup.isVisible()


def test_the_keyboard_alone_is_enough(make: Maker) -> None:
    window = make(None)
    editor = open_editor(window)
    assert focused() is editor.search
    type_text("full sc")
    press(Key.Key_Tab)
    assert focused() is editor.table
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert editor.table.command is not None
    assert editor.table.command.id == "full_screen"
    press(Key.Key_Return)
    press(Key.Key_F, CTRL | SHIFT)
    assert window.actions_.keymap.keys("full_screen") == ("Ctrl+Shift+F",)


def test_the_search_takes_words_of_either_language_and_keys(make: Maker) -> None:
    window = make(None)
    window.speak("zh_CN")
    try:
        editor = open_editor(window)
        assert shown(editor, "full screen") == ["preview_full_screen", "full_screen"]
        assert "duplicate" in shown(editor, editor.table.item_of("duplicate").text(0))
        assert shown(editor, key_text("Ctrl+Shift+S")) == ["save_as"]
    finally:
        window.speak("en")


def test_only_what_differs_is_kept_and_comes_back(make: Maker) -> None:
    window = make(None)
    editor = open_editor(window)
    click_key(editor, "duplicate")
    press(Key.Key_D, SHIFT)
    file = window._settings
    assert [key for key in file.allKeys() if key.startswith("shortcuts/")] == ["shortcuts/duplicate"]
    file.sync()
    assert Keymap(Settings(file)).keys("duplicate") == ("Shift+D",)
    click(editor.reset)
    assert not [key for key in file.allKeys() if key.startswith("shortcuts/")]


def test_tool_tips_and_context_menus_tell_the_new_keys(make: Maker) -> None:
    window = make(film())
    by_id = {command.id: command for command in COMMANDS}
    window.actions_.keymap.assign(by_id["run"], ["Ctrl+R"])
    window.actions_.keymap.assign(by_id["duplicate"], ["Shift+D"])
    turn()
    assert key_text("Ctrl+R") in window.top.run.toolTip()
    title = window.canvas.graph_scene.nodes["clip"].sceneBoundingRect().topLeft()
    point = window.canvas.mapFromScene(title) + QPoint(60, 20)
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, point)
    assert window.canvas.menu is not None
    assert f"Duplicate\t{key_text('Shift+D')}" in [action.text() for action in window.canvas.menu.actions()]
    window.canvas.menu.close()
