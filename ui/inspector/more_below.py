"""The soft edge of a page that goes on below: a row that is cut there is seen to be, and not taken for the last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

HEIGHT = 24


class MoreBelow(QWidget):
    """Lies over the lower edge of what is scrolled; the mouse goes through it."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        area.viewport().installEventFilter(self)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)
        self._look()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._look()
        return False

    def _look(self) -> None:
        bar, view = self._area.verticalScrollBar(), self._area.viewport().geometry()
        self.setGeometry(view.left(), view.bottom() + 1 - HEIGHT, view.width(), HEIGHT)
        self.setVisible(bar.value() < bar.maximum())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = self.palette().color(QPalette.ColorRole.Window)
        clear = QColor(ground)
        clear.setAlpha(0)
        shade = QLinearGradient(0, 0, 0, HEIGHT)
        shade.setColorAt(0, clear)
        shade.setColorAt(0.8, ground)
        painter.fillRect(self.rect(), shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))
        middle = QPointF(self.width() / 2, HEIGHT - 7)
        painter.drawPolyline([middle + QPointF(-5, -3), middle + QPointF(0, 2), middle + QPointF(5, -3)])
