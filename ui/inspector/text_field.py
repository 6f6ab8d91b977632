"""A text of one line."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from soraapp.nodekit import Input, Value
from ui.inspector.field import Burst, Field, UndoPassesThrough, mixed_word
from ui.theme import ROW, Theme


class TextField(Field):
    """Typing is told at once."""

    tells_mixed = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.line = QLineEdit(self)
        self.line.setFixedHeight(ROW)
        self.line.setAccessibleName(self.accessibleName())
        self._burst = Burst()
        self._pass_through = UndoPassesThrough(self)
        self.line.installEventFilter(self._pass_through)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda text: self.edited.emit(text, self._burst.name()))
        self.line.editingFinished.connect(self._burst.end)

    def set_value(self, value: Value) -> None:
        text = "" if value is None else str(value)
        if text != self.line.text():
            place = self.line.cursorPosition()
            self.line.setText(text)
            self.line.setCursorPosition(min(place, len(text)))

    def show_mixed(self) -> None:
        self.line.setPlaceholderText(mixed_word() if self.mixed else "")

    def begin(self) -> None:
        self.set_value(None)
        self._burst.end()

    def restyle(self) -> None:
        self.line.setStyleSheet(f"QLineEdit {{ {self.frame_style()} }}" if self.bad else "")
