"""One of several to pick, drawn in the colours of the theme: an empty circle, or one with a dot."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QRadioButton

from ui.theme import ROW

_CIRCLE, _SPACE, _DOT = 16, 8, 5.0


class Pick(QRadioButton):
    """A radio button whose state is seen in every theme."""

    def sizeHint(self) -> QSize:
        return QSize(_CIRCLE + _SPACE + self.fontMetrics().horizontalAdvance(self.text()) + 4, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles, palette = QPalette.ColorRole, self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(0.5, (self.height() - _CIRCLE) / 2 + 0.5, _CIRCLE - 1, _CIRCLE - 1)
        on, marked = self.isChecked(), self.hasFocus() or self.underMouse()
        edge = roles.Accent if on or self.hasFocus() else roles.PlaceholderText if marked else roles.Mid
        painter.setPen(QPen(palette.color(edge), 1))
        painter.setBrush(palette.color(roles.Base))
        painter.drawEllipse(circle)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Accent))
            painter.drawEllipse(circle.center(), _DOT, _DOT)
        if self.hasFocus() and on:
            painter.setPen(QPen(palette.color(roles.Text), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle)
        painter.setPen(palette.color(roles.WindowText))
        words = self.rect().adjusted(_CIRCLE + _SPACE, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
