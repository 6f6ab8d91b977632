"""Which keys each command has: those that it comes with, or those that a person gave it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from ui.actions.command import Command
from ui.actions.fixed import FIXED, FixedKeys
from ui.actions.menus import COMMANDS
from ui.settings import Setting, Settings

MOST_KEYS = 2
"""Keys that a command can have."""
_PREFIX = "shortcuts/"


class Keymap(QObject):
    """The keys of commands, as portable names such as ``Ctrl+D``. Only what differs from the beginning is kept."""

    changed = Signal()

    def __init__(
        self, settings: Settings, commands: Iterable[Command] = COMMANDS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.commands = tuple(commands)
        self._settings = settings
        self._by_id = {command.id: command for command in self.commands}
        settings.changed.connect(lambda key: self.changed.emit() if key.startswith(_PREFIX) else None)

    def keys(self, command: Command | str) -> tuple[str, ...]:
        """The keys of a command, the one that menus show first. None for the id of a command that is not there."""
        found = self._by_id.get(command) if isinstance(command, str) else command
        return _split(self._settings.get(_setting(found))) if found else ()

    def text(self, command: Command | str) -> str:
        """The first key as the keyboard of this system names it; empty where there is none."""
        return key_text(next(iter(self.keys(command)), ""))

    def differs(self, command: Command) -> bool:
        """Whether a person gave it other keys than it came with."""
        return _join(self.keys(command)) != _join(command.shortcuts)

    def assign(self, command: Command, keys: Sequence[str]) -> None:
        """Give a command these keys and no others; whoever else has one of them at the same place loses it."""
        for other in self._rivals(command):
            if set(keys) & set(self.keys(other)):
                left = [key for key in self.keys(other) if key not in keys]
                self._settings.set(_setting(other), _join(left))
        self._settings.set(_setting(command), _join(dict.fromkeys(filter(None, keys))))

    def reset(self, command: Command) -> None:
        """Give a command the keys that it came with; whoever has one of them loses it."""
        self.assign(command, command.shortcuts)

    def reset_all(self) -> None:
        for command in self.commands:
            self._settings.set(_setting(command), _join(command.shortcuts))

    def holder(self, command: Command, key: str) -> Command | None:
        """The other command that has a key already. On the canvas and on the timeline the keys of the whole window hold
        as well; only the keys of these two can mean different things."""
        return next((other for other in self._rivals(command) if key in self.keys(other)), None)

    def fixed(self, command: Command, key: str) -> FixedKeys | None:
        """What a key does that is no command and stays, where the command's key would hold too."""
        if key in command.shortcuts:
            return None
        return next((fixed for fixed in FIXED if key in fixed.keys and fixed.where.meets(command.where)), None)

    def _rivals(self, command: Command) -> Iterable[Command]:
        """The other commands whose keys hold where its own do."""
        return (other for other in self.commands if other is not command and other.where.meets(command.where))


def key_text(key: str) -> str:
    """A key as the keyboard of this system names it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _setting(command: Command) -> Setting[str]:
    return Setting(f"{_PREFIX}{command.id}", _join(command.shortcuts))


def _join(keys: Iterable[str]) -> str:
    return QKeySequence.listToString([QKeySequence(key) for key in keys], QKeySequence.SequenceFormat.PortableText)


def _split(text: str) -> tuple[str, ...]:
    portable = QKeySequence.SequenceFormat.PortableText
    return tuple(
        key.toString(portable) for key in QKeySequence.listFromString(text, portable) if key.toString(portable)
    )
