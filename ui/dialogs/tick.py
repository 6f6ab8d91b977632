"""A box to tick, drawn in the colours of the theme: an empty square, or a full one with a tick."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox

from ui.theme import RADIUS, ROW, pixmap

_BOX = 16
_SPACE = 8


class Tick(QCheckBox):
    """A check box whose state is seen in every theme."""

    def sizeHint(self) -> QSize:
        return QSize(_BOX + _SPACE + self.fontMetrics().horizontalAdvance(self.text()) + 4, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles, palette = QPalette.ColorRole, self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)
        on, marked = self.isChecked(), self.hasFocus() or self.underMouse()
        edge = palette.color(roles.Accent if on or self.hasFocus() else roles.PlaceholderText if marked else roles.Mid)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(palette.color(roles.Accent if on else roles.Base))
        painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)
        if on:
            color = palette.color(roles.HighlightedText).name()
            sign = pixmap("check", color, _BOX - 4, self.devicePixelRatioF())
            painter.drawPixmap(2, round(box.top() + 1.5), sign)
        if self.hasFocus() and on:
            painter.setPen(QPen(palette.color(roles.Text), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)
        painter.setPen(palette.color(roles.WindowText))
        words = self.rect().adjusted(_BOX + _SPACE, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
