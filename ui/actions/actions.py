"""The commands as Qt actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.actions.command import Command, Menu, Where, command_text, english_text, menu_title
from ui.actions.keymap import Keymap
from ui.actions.menus import COMMANDS, MENUS
from ui.settings import Settings
from ui.theme import Theme, icon


class Actions:
    """Commands as Qt actions of a window. `actions["save"]` is one of them."""

    def __init__(
        self,
        window: QWidget,
        canvas: QWidget,
        owner: Any,
        commands: Iterable[Command] = COMMANDS,
        keymap: Keymap | None = None,
        timeline: QWidget | None = None,
    ) -> None:
        """The handlers are found from `owner` on. Without a keymap every command has the keys that it came with."""
        places = {Where.CANVAS: canvas, Where.TIMELINE: timeline or window}
        self._commands = tuple(commands)
        self._owner = owner
        self.keymap = keymap or Keymap(Settings(), self._commands)
        self._actions: dict[str, QAction] = {}
        for command in self._commands:
            action = QAction(window)
            action.setObjectName(command.id)
            action.setProperty("english", english_text(command))
            if command.where in places:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            places.get(command.where, window).addAction(action)
            handler: Callable[..., object] = reduce(getattr, command.handler.split("."), owner)
            if command.number:
                handler = partial(handler, command.number)
            action.triggered.connect(lambda _=False, do=handler: do())
            if command.checked:
                action.setCheckable(True)
                action.triggered.connect(self._show_checked)
            self._actions[command.id] = action
        self.keymap.changed.connect(self._show_keys)
        self._show_keys()
        self.retranslate()

    def __getitem__(self, command: str) -> QAction:
        return self._actions[command]

    def __contains__(self, command: str) -> bool:
        return command in self._actions

    def _show_keys(self) -> None:
        for command in self._commands:
            self[command.id].setShortcuts([QKeySequence(key) for key in self.keymap.keys(command)])

    def retranslate(self) -> None:
        for command in self._commands:
            self[command.id].setText(command_text(command))

    def set_theme(self, theme: Theme) -> None:
        for command in self._commands:
            if command.icon:
                self[command.id].setIcon(icon(command.icon, theme.color("dim"), theme.color("faint")))

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put a menu for each of MENUS into the bar; the answer are the menus by their English names."""
        made: dict[str, QMenu] = {}
        for menu in MENUS:
            made[menu.title] = bar.addMenu(menu_title(menu))
            self._fill(made[menu.title], menu)
        return made

    def _fill(self, shown: QMenu, menu: Menu) -> None:
        for entry in menu.entries:
            if entry.separated:
                shown.addSeparator()
            if isinstance(entry, Menu):
                self._fill(shown.addMenu(menu_title(entry)), entry)
            else:
                shown.addAction(self[entry.id])
        shown.aboutToShow.connect(self._show_checked)

    def _show_checked(self) -> None:
        """What is on is ticked."""
        for command in self._commands:
            if command.checked:
                found = reduce(getattr, command.checked.split("."), self._owner)
                self[command.id].setChecked(found(command.number) if command.number else found)


def tip(action: QAction) -> str:
    """What a button of an action says on hover: the text and the shortcut."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = action.text().rstrip("…")
    return f"{text}  {keys}" if keys else text
