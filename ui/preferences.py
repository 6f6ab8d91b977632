"""What a person makes of the window: the dialogs of settings and shortcuts, and what follows at once from a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.dialogs.settings import SettingsDialog, Ways
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.language import Languages
from ui.settings import THEME
from ui.theme import load_theme, theme_names

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Preferences(QObject):
    """The commands of a window that are about itself."""

    def __init__(self, window: MainWindow, languages: Languages) -> None:
        super().__init__(window)
        self._window, self.languages, self._settings = window, languages, window.settings
        self.speak = window.speak
        self._settings.changed.connect(self._changed)

    def show_settings(self) -> None:
        window = self._window
        ways = Ways(self.speak, window.commands.show_storage, self.show_shortcuts)
        SettingsDialog(self._settings, self.languages, ways, window).open()

    def show_shortcuts(self) -> None:
        ShortcutsDialog(self._window.actions_.keymap, self._window).open()

    def toggle_theme(self) -> None:
        self.choose_theme("light" if self._window.theme.is_dark else "dark")

    def choose_theme(self, name: str) -> None:
        """Use a theme from now on, also the next time."""
        self._settings.set(THEME, name)

    def _changed(self, key: str) -> None:
        if key == THEME.key:
            chosen = self._settings.get(THEME)
            self._window.set_theme(load_theme(chosen if chosen in theme_names() else THEME.default))
