"""The box that says what is wrong with a node as a whole, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from soraapp.errors import SoraError
from ui.texts import error_message, error_remedy
from ui.theme import RADIUS, Theme, pixmap


class Notice(QFrame):
    """Hidden while nothing is wrong."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._errors: tuple[SoraError, ...] = ()
        self.setObjectName("notice")
        self.sign = QLabel(self)
        self.reason = QLabel(self)
        self.remedy = QLabel(self)
        self.remedy.setProperty("role", "dim")
        for label in (self.reason, self.remedy):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.reason)
        words.addWidget(self.remedy)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.set_theme(theme)
        self.hide()

    def show_errors(self, errors: Sequence[SoraError]) -> None:
        """Each text once, in order."""
        self._errors = tuple(errors)
        reasons = dict.fromkeys(error_message(error) for error in errors)
        remedies = dict.fromkeys(filter(None, (error_remedy(error) for error in errors)))
        self.reason.setText(breakable("\n".join(reasons)))
        self.remedy.setText(breakable("\n".join(remedies)))
        self.remedy.setVisible(bool(remedies))
        self.setVisible(bool(errors))

    def set_theme(self, theme: Theme) -> None:
        bad = theme.color("bad")
        tint = theme.color("bad", 0.10)
        self.setStyleSheet(
            f"#notice {{ border: 1px solid {bad.name()}; border-radius: {RADIUS}px;"
            f" background: {tint.name(tint.NameFormat.HexArgb)}; }}"
        )
        self.sign.setPixmap(pixmap("warning", bad.name()))


def breakable(text: str) -> str:
    """The same text with places inside paths and long names where a line may end."""
    for mark in "/\\_":
        text = text.replace(mark, mark + "\u200b")
    return text
