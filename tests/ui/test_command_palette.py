"""A person runs commands by their names: in either language, with what was used last first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from tests.ui.events import turn
from tests.ui.window import CTRL, SHIFT, Maker, click, click_node, film, focused, press, type_text
from ui.actions import COMMANDS
from ui.canvas.search_popup import FOUND
from ui.command_palette import CommandOffer, CommandPalette
from ui.main_window import MainWindow

Key = Qt.Key


def open_palette(window: MainWindow) -> CommandPalette:
    window.canvas.setFocus()
    press(Key.Key_P, CTRL | SHIFT)
    assert window.command_palette.isVisible()
    assert focused() is window.command_palette.field
    return window.command_palette


def offers(palette: CommandPalette) -> list[CommandOffer]:
    model = palette.list.model()
    return [model.index(row, 0).data(FOUND).entry for row in range(model.rowCount())]


def test_every_command_is_there_with_its_menu_and_its_keys(make: Maker) -> None:
    window = make(film())
    found = {offer.key: offer for offer in offers(open_palette(window))}
    assert {command.id for command in COMMANDS} - {"palette"} <= found.keys()
    assert found["save_as"].help == "File"
    assert found["save_as"].aside == QKeySequence("Ctrl+Shift+S").toString(QKeySequence.SequenceFormat.NativeText)


def test_a_few_letters_and_enter_run_a_command_and_the_keyboard_returns(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    palette = open_palette(window)
    type_text("dupl")
    assert palette.titles[0] == "Duplicate"
    press(Key.Key_Return)
    assert len(window.document.graph.nodes) == 3
    assert not palette.isVisible()
    assert focused() is window.canvas


def test_what_was_used_last_comes_first_also_at_the_next_start(make: Maker) -> None:
    window = make(film())
    palette = open_palette(window)
    type_text("restore")
    press(Key.Key_Return)
    open_palette(window)
    assert palette.titles[0] == "Restore the layout"
    press(Key.Key_Escape)
    again = make(film())
    assert open_palette(again).titles[0] == "Restore the layout"


def test_what_cannot_be_done_now_is_faint_and_is_not_done(make: Maker) -> None:
    window = make(film())
    told: list[str] = []
    window.command_palette.refused.connect(told.append)
    palette = open_palette(window)
    type_text("redo")
    assert not offers(palette)[0].action.isEnabled()
    press(Key.Key_Return)
    assert told == ["Redo cannot be used now."]


def test_themes_languages_panels_examples_and_recent_files_are_found(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    window.document.save(tmp_path / "holiday.sora")
    window.files._remember(tmp_path / "holiday.sora")
    palette = open_palette(window)
    titles = {offer.title: offer.help for offer in offers(palette)}
    assert titles["holiday.sora"] == "File \u203a Open recent"
    assert titles["First film"] == "File \u203a Examples"
    assert titles["Library"] == "View"
    type_text("light")
    assert palette.titles[0] == "Light"
    press(Key.Key_Return)
    assert window.theme.name == "light"
    window.preferences.choose_theme("dark")


def test_commands_are_found_in_english_while_the_window_speaks_chinese(make: Maker) -> None:
    window = make(film())
    try:
        open_palette(window)
        window.command_palette.field.setText("中文")
        press(Key.Key_Return)
        palette = open_palette(window)
        type_text("select all")
        assert palette.titles[0] == "全选"
        palette.field.setText("全选")
        assert palette.titles[0] == "全选"
        press(Key.Key_Return)
        assert set(window.canvas.selection()) == {"clip", "cut"}
        palette = open_palette(window)
        type_text("light")
        assert palette.titles[0] == "浅色"
        press(Key.Key_Escape)
    finally:
        window.speak("en")


def test_nothing_found_is_said_and_the_same_keys_close_it(make: Maker) -> None:
    window = make(film())
    palette = open_palette(window)
    type_text("zzqq")
    assert "zzqq" in palette._nothing.text()
    press(Key.Key_P, CTRL | SHIFT)
    assert not palette.isVisible()
    assert focused() is window.canvas


def test_a_click_runs_and_a_click_elsewhere_closes(make: Maker) -> None:
    window = make(film())
    palette = open_palette(window)
    type_text("select all")
    click(palette.list.viewport(), palette.list.visualRect(palette.list.model().index(0, 0)).center())
    assert set(window.canvas.selection()) == {"clip", "cut"}
    open_palette(window)
    click(window.canvas.viewport())
    turn()
    assert not palette.isVisible()
    assert QApplication.focusWidget() is window.canvas
