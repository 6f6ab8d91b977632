"""The lines of a dialog that tell what is so, what goes wrong, and what has been done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import give_look

LEAST = 36
"""Pixels: two lines, so that nothing moves when one becomes two."""


class Note(QLabel):
    """Words in the colour of what they are about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setMinimumHeight(LEAST)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def say(self, text: str, role: str = "dim") -> None:
        """`role` as in the style sheet: ``dim``, ``ok`` or ``bad``."""
        self.setText(text)
        self.setAccessibleDescription(text)
        give_look(self, "role", role)
