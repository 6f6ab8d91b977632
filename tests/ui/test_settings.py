"""A person sets how the window behaves; every choice holds at once and comes back at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

from tests.ui.events import turn
from tests.ui.window import CTRL, Maker, click, dialog, film, press
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.dialogs.storage import StorageDialog
from ui.main_window import MainWindow
from ui.settings import SCALE, SHAKE, THEME, WHEEL, Settings

Key = Qt.Key


def open_settings(window: MainWindow) -> SettingsDialog:
    window.canvas.setFocus()
    press(Key.Key_Comma, CTRL)
    return dialog(SettingsDialog)


def choose(box: QComboBox, value: object) -> None:
    """Choose by keys, as a person does who does not open the list."""
    box.setFocus()
    steps = box.findData(value) - box.currentIndex()
    for _ in range(abs(steps)):
        press(Key.Key_Down if steps > 0 else Key.Key_Up)


def test_the_wheel_pans_as_soon_as_that_is_chosen(make: Maker) -> None:
    window = make(film())
    choose(open_settings(window).page.wheel, "pan")
    view, zoom = window.canvas.viewport(), window.canvas.camera.zoom
    before = window.canvas.mapFromScene(QPointF())
    point, none = QPointF(200, 200), Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        point,
        QPointF(view.mapToGlobal(point)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        none,
        phase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(view, event)
    turn()
    assert window.canvas.camera.zoom == zoom
    assert window.canvas.mapFromScene(QPointF()) == before - QPoint(0, 64)


def test_theme_and_language_are_chosen_there_and_followed_there(make: Maker) -> None:
    window = make(None)
    page = open_settings(window).page
    choose(page.theme, "light")
    assert window.theme.name == "light"
    window.actions_["theme"].trigger()
    assert page.theme.currentData() == "dark"
    try:
        choose(page.language, "zh_CN")
        changed = dialog(SettingsDialog).page
        assert changed is not page
        assert changed.language.hasFocus()
        assert changed.language.currentData() == "zh_CN"
        choose(changed.language, "en")
    finally:
        window.speak("en")


def test_what_is_set_comes_back_and_what_is_as_at_first_is_not_kept(make: Maker) -> None:
    window = make(None)
    page = open_settings(window).page
    click(page.shake, QPoint(6, page.shake.height() // 2))
    choose(page.scale, 125)
    choose(page.theme, "light")
    file = window._settings
    file.sync()
    again = Settings(QSettings(file.fileName(), QSettings.Format.IniFormat))
    assert again.get(SHAKE) is False
    assert again.get(SCALE) == 125
    assert again.get(THEME) == "light"
    click(page.shake, QPoint(6, page.shake.height() // 2))
    assert not file.contains(SHAKE.key)


def test_a_damaged_file_gives_the_defaults(tmp_path: Path) -> None:
    file = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    file.setValue(WHEEL.key, "fly")
    file.setValue(SCALE.key, "much")
    settings = Settings(file)
    assert settings.get(WHEEL) == "zoom"
    assert settings.get(SCALE) == 100
    with pytest.raises(ValueError, match="canvas/wheel cannot be 'fly'"):
        settings.set(WHEEL, "fly")


def test_a_change_is_told_once_and_only_if_it_is_one(app: QApplication) -> None:
    settings, told = Settings(), list[str]()
    settings.changed.connect(told.append)
    settings.set(WHEEL, "zoom")
    settings.set(WHEEL, "pan")
    settings.set(WHEEL, "pan")
    assert told == [WHEEL.key]


def test_the_dialogs_of_results_and_of_shortcuts_are_one_click_away(make: Maker) -> None:
    window = make(None)
    page = open_settings(window).page
    click(page.storage)
    dialog(StorageDialog).reject()
    turn()
    click(page.shortcuts)
    dialog(ShortcutsDialog).reject()
