"""A calm bar above the canvas that offers something: a sentence and a button for each answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.panels.elided import Elided
from ui.theme import GRID, Theme, pixmap


class OfferBar(QFrame):
    """Hidden while nothing is offered. The first answer is the one that most people want."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(40)
        self.sign = QLabel(self)
        self.text = Elided(self)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID * 3, 0, GRID * 2, 0)
        self._row.setSpacing(GRID * 2)
        self._row.addWidget(self.sign)
        self._row.addWidget(self.text)
        self._row.addStretch(1)
        self.set_theme(theme)
        self.hide()

    def offer(self, text: str, answers: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Show a sentence with its answers, in place of what was offered before."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(title, action) for title, action in answers]
        self.say(text)
        self.show()

    def say(self, text: str) -> None:
        """Put what is offered into other words."""
        self.text.setText(text)
        self.setAccessibleName(text)

    def set_theme(self, theme: Theme) -> None:
        self.sign.setPixmap(pixmap("clock", theme.color("accent").name(), 16, self.devicePixelRatioF()))

    def _button(self, title: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(title, self)
        if self._row.count() == 3:
            button.setDefault(True)
        button.clicked.connect(lambda: action())
        self._row.addWidget(button)
        return button
