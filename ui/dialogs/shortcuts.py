"""The keys of all commands, which a person can change; what is changed holds at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.actions import MOST_KEYS, Command, Keymap, command_text, fixed_text, key_text
from ui.dialogs.note import Note
from ui.dialogs.shortcut_table import ShortcutTable
from ui.theme import GRID


class ShortcutsDialog(QDialog):
    """Search, change, clear and reset; a key that another command has is asked for."""

    def __init__(self, keymap: Keymap, window: QWidget) -> None:
        super().__init__(window)
        self._keymap = keymap
        self._asked: tuple[Command, int, str] | None = None
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search for a command or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.table = ShortcutTable(keymap, self)
        self.note = Note(self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.use = QPushButton(self.tr("Use it here"), self)
        self.keep = QPushButton(self.tr("Leave it there"), self)
        self.clear = QPushButton(self.tr("Clear"), self)
        self.reset = QPushButton(self.tr("Reset"), self)
        self.reset_all = QPushButton(self.tr("Reset all"), self)
        self.close_ = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self._connect()
        self.resize(640, 640)
        self._settle()
        self.search.setFocus()

    # What a person does

    def _pressed(self, command: Command, slot: int, key: str) -> None:
        self._settle()
        fixed = self._keymap.fixed(command, key) if key else None
        holder = self._keymap.holder(command, key) if key else None
        if fixed:
            text = self.tr("{key} cannot be used here: {what}.")
            self.note.say(text.format(key=key_text(key), what=fixed_text(fixed)), "bad")
        elif holder:
            self._asked = (command, slot, key)
            text = self.tr("{key} is {command}: use it here instead?")
            self.note.say(text.format(key=key_text(key), command=_name(holder)), "bad")
            self.use.show()
            self.keep.show()
            self.use.setFocus()
        else:
            self._give(command, slot, key)

    def _give(self, command: Command, slot: int, key: str) -> None:
        keys = [*self._keymap.keys(command), *[""] * MOST_KEYS][:MOST_KEYS]
        keys[slot] = key
        self._keymap.assign(command, [key for index, key in enumerate(keys) if key and key not in keys[:index]])
        self._settle()

    def _use(self) -> None:
        if self._asked:
            self._give(*self._asked)
            self.table.setFocus()

    def _keep(self) -> None:
        self._settle()
        self.table.setFocus()

    def _clear(self) -> None:
        if command := self.table.command:
            self._keymap.assign(command, ())
            self._settle()

    def _reset(self) -> None:
        """Back to the keys that it came with; another command that has one of them now is asked about first."""
        if command := self.table.command:
            self._keymap.reset(command)
            self._settle()

    def _reset_all(self) -> None:
        self._keymap.reset_all()
        self._settle()

    # What is shown

    def _settle(self) -> None:
        """Nothing is asked."""
        self._asked = None
        self.use.hide()
        self.keep.hide()
        command = self.table.command
        self.clear.setEnabled(bool(command and self._keymap.keys(command)))
        self.reset.setEnabled(bool(command and self._keymap.differs(command)))
        self.reset_all.setEnabled(any(map(self._keymap.differs, self._keymap.commands)))
        self.note.say(
            self.tr("Click a key, or press Enter on it, and press the new keys. A dot marks what you changed.")
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self.table.filter)
        self.table.pressed.connect(self._pressed)
        self.table.chosen.connect(lambda _: self._settle())
        self.use.clicked.connect(self._use)
        self.keep.clicked.connect(self._keep)
        self.clear.clicked.connect(self._clear)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.close_.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        asked, buttons = QHBoxLayout(), QHBoxLayout()
        for row in (asked, buttons):
            row.setSpacing(GRID * 2)
        asked.addWidget(self.note, 1)
        for part in (self.keep, self.use):
            asked.addWidget(part)
        for part in (self.clear, self.reset, self.reset_all):
            buttons.addWidget(part)
        buttons.addStretch(1)
        buttons.addWidget(self.close_)
        for part in (self.use, self.keep, self.clear, self.reset, self.reset_all, self.close_):
            part.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 5, GRID * 4, GRID * 5, GRID * 4)
        column.setSpacing(GRID * 3)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addLayout(asked)
        column.addLayout(buttons)


def _name(command: Command) -> str:
    return command_text(command).rstrip("…")
