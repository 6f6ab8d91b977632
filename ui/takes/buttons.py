"""The buttons beside the takes: compare, all side by side, variants, only the rated ones."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from ui.theme import Theme, icon

_BUTTON = 28


class TakeButtons(QWidget):
    """Four buttons in a square."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.compare, self.grid, self.variants, self.rated = (QToolButton(self) for _ in range(4))
        self.rated.setCheckable(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for place, button in enumerate((self.compare, self.grid, self.variants, self.rated)):
            button.setProperty("role", "flat")
            button.setStyleSheet("padding: 0;")
            button.setFixedSize(_BUTTON, _BUTTON)
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            grid.addWidget(button, place // 2, place % 2)
        self.rated.toggled.connect(lambda _: self._paint())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint()

    def set_count(self, takes: int) -> None:
        """How many takes there are to act on."""
        for button in (self.compare, self.grid):
            button.setEnabled(takes > 1)
        self.rated.setEnabled(takes > 0)

    def retranslate(self) -> None:
        texts = {
            self.compare: self.tr("Compare the selected takes (C)"),
            self.grid: self.tr("All takes side by side (G)"),
            self.variants: self.tr("Variants…"),
            self.rated: self.tr("Show only takes with stars"),
        }
        for button, text in texts.items():
            button.setToolTip(text)
            button.setAccessibleName(text)

    def _paint(self) -> None:
        names = {self.compare: "wipe", self.grid: "grid", self.variants: "dice", self.rated: "star"}
        for button, name in names.items():
            token = "accent" if button.isChecked() else "dim"
            button.setIcon(icon(name, self._theme.color(token), self._theme.color("faint")))
