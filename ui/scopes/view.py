"""One scope: its trace on a dark ground, as in an instrument, and the lines to read it by."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.media.scopes import bar_points, skin_point
from ui.scopes.traces import PRIMARIES, WHITE, Scope
from ui.theme import small, tabular

_GROUND = QColor(16, 17, 19)
_LINE, _FAINT = QColor(255, 255, 255, 60), QColor(255, 255, 255, 28)
_WORDS = QColor(255, 255, 255, 170)
_EDGE = 8
_SCALE = 30
"""Pixels for the numbers beside a waveform."""
_NAME = 18
_BOX = 0.05
"""Half the side of a target, of the radius."""


class ScopeView(QWidget):
    """Shows the traces that it was given last."""

    def __init__(self, scope: Scope, parent: QWidget) -> None:
        super().__init__(parent)
        self.scope = scope
        self.trace: QImage | None = None
        self.setMinimumSize(120, 100)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.retranslate()

    def show_trace(self, trace: QImage | None) -> None:
        self.trace = trace
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(scope_name(self.scope))
        self.update()

    def area(self) -> QRectF:
        """Where the trace lies."""
        left = _EDGE if self.scope in (Scope.HISTOGRAM, Scope.VECTORSCOPE) else _SCALE
        area = QRectF(self.rect()).adjusted(left, _NAME + 4, -_EDGE, -_EDGE)
        if self.scope is Scope.VECTORSCOPE:
            side = min(area.width(), area.height())
            square = QRectF(0, 0, side, side)
            square.moveCenter(area.center())
            return square
        return area

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        painter.setFont(tabular(small(painter.font())))
        painter.setPen(_WORDS)
        head = QRectF(_EDGE, 4, self.width() - 2 * _EDGE, _NAME)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, self.accessibleName())
        area = self.area()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.scope is Scope.VECTORSCOPE:
            self._paint_targets(painter, area)
        else:
            self._paint_levels(painter, area)
        if self.trace is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            painter.drawImage(area, self.trace, QRectF(self.trace.rect()))

    def _paint_levels(self, painter: QPainter, area: QRectF) -> None:
        """Lines at quarters of the scale: down it for a histogram, with their numbers beside the others."""
        histogram = self.scope is Scope.HISTOGRAM
        for quarter in range(5):
            share = quarter / 4
            painter.setPen(QPen(_LINE if quarter in (0, 4) else _FAINT, 1))
            if histogram:
                x = round(area.left() + share * area.width()) + 0.5
                painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
                continue
            y = round(area.bottom() - share * area.height()) + 0.5
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(_WORDS)
            place = QRectF(0, y - 8, _SCALE - 6, 16)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, str(round(share * 100)))
        if self.scope is Scope.PARADE:
            painter.setPen(QPen(_LINE, 1))
            for third in (1, 2):
                x = round(area.left() + third * area.width() / 3) + 0.5
                painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
            for place, name in enumerate("RGB"):
                painter.setPen(QColor(*PRIMARIES[place]))
                painter.drawText(QPointF(area.left() + place * area.width() / 3 + 4, area.top() + 12), name)

    def _paint_targets(self, painter: QPainter, area: QRectF) -> None:
        """The circle, the middle, a box for each colour of bars of 75 %, and the line of skin."""
        middle, radius = area.center(), area.width() / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_LINE, 1))
        painter.drawEllipse(middle, radius, radius)
        painter.setPen(QPen(_FAINT, 1))
        painter.drawLine(QLineF(middle.x() - radius, middle.y(), middle.x() + radius, middle.y()))
        painter.drawLine(QLineF(middle.x(), middle.y() - radius, middle.x(), middle.y() + radius))
        skin = skin_point()
        painter.setPen(QPen(QColor(255, 200, 150, 130), 1))
        painter.drawLine(middle, QPointF(middle.x() + skin.blue * radius, middle.y() - skin.red * radius))
        for name, point in bar_points().items():
            place = QPointF(middle.x() + point.blue * radius, middle.y() - point.red * radius)
            box = QRectF(0, 0, 2 * _BOX * radius, 2 * _BOX * radius)
            box.moveCenter(place)
            painter.setPen(QPen(QColor(*WHITE, 150), 1))
            painter.drawRect(box)
            painter.setPen(_WORDS)
            beside = place + (place - middle) * 0.17
            painter.drawText(QRectF(beside.x() - 14, beside.y() - 8, 28, 16), Qt.AlignmentFlag.AlignCenter, name)


def scope_name(scope: Scope) -> str:
    names = {
        Scope.HISTOGRAM: QCoreApplication.translate("scopes", "Histogram"),
        Scope.WAVEFORM: QCoreApplication.translate("scopes", "Waveform"),
        Scope.PARADE: QCoreApplication.translate("scopes", "RGB parade"),
        Scope.VECTORSCOPE: QCoreApplication.translate("scopes", "Vectorscope"),
    }
    return names[scope]
