"""The row over the picture: what is shown, and how far it is while it is being made."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.panels.elided import Elided

_HEIGHT = 28


class Head(QWidget):
    """A title and a note; a window may put it elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Elided(self)
        self.note = QLabel(self)
        self.title.setProperty("role", "title")
        self.note.setProperty("role", "running")
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.note)
        row.addStretch(1)

    def tell(self, title: str, note: str) -> None:
        self.title.setText(title)
        self.note.setText(note)
