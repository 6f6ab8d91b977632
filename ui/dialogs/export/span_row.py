"""From which frame to which: two numbers, either of which can be left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from soraapp.errors import InputError
from ui.theme import GRID

_WIDTH = 72


class SpanRow(QWidget):
    """Frames are counted from 0, as the preview does; the last is part of it."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first, self.last = QLineEdit(self), QLineEdit(self)
        self.first.setPlaceholderText("0")
        self.first.setAccessibleName(self.tr("First frame"))
        self.last.setAccessibleName(self.tr("Last frame"))
        self._until = QLabel(self.tr("to"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID * 2)
        for part in (self.first, self._until, self.last):
            row.addWidget(part)
        row.addStretch(1)
        for box in (self.first, self.last):
            box.setFixedWidth(_WIDTH)
            box.textChanged.connect(lambda _: self.changed.emit())
        self.setFocusProxy(self.first)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """How many frames the clip has; None where that is not known."""
        self.last.setPlaceholderText(self.tr("the end") if count is None else str(count - 1))

    def span(self) -> tuple[int | None, int | None]:
        """The first and the last frame; None where nothing is said. Raises InputError for what is no number."""
        return _number(self.first.text()), _number(self.last.text())


def _number(text: str) -> int | None:
    tidy = text.strip()
    if not tidy:
        return None
    if not tidy.isdecimal():
        raise InputError("{value} is not a whole number.", remedy="Give a whole number.", value=repr(tidy))
    return int(tidy)
