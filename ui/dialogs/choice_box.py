"""A list to choose from that says that it opens."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox

from ui.theme import pixmap

_SIGN = 12


class ChoiceBox(QComboBox):
    """A combo box with a sign at its end, in the colours of the theme."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        color = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        sign = pixmap("chevron-down", color, _SIGN, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - _SIGN - 8, (self.height() - _SIGN) // 2, sign)
