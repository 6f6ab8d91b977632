"""Nearer and farther: a slider between a minus and a plus, and a button that brings the whole film into view."""

from __future__ import annotations

from math import log

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from ui.theme import Theme, icon
from ui.timeline.geometry import FAREST, NEAREST
from ui.timeline.sheet import Sheet

STEPS = 1000


def step_of(zoom: float) -> int:
    """The place of a zoom on the slider, from 0 to STEPS."""
    return round(STEPS * log(max(FAREST, min(NEAREST, zoom)) / FAREST) / log(NEAREST / FAREST))


def zoom_of(step: int) -> float:
    """Pixels a frame at a place of the slider."""
    return FAREST * (NEAREST / FAREST) ** (step / STEPS)


class ZoomSlider(QWidget):
    """Follows the zoom of a sheet, and changes it."""

    def __init__(self, sheet: Sheet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.slider = _Slider(theme, self)
        self.farther, self.nearer = self._button(sheet.zoom_out), self._button(sheet.zoom_in)
        self.whole = self._button(sheet.fit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.farther, self.slider, self.nearer, self.whole):
            row.addWidget(widget)
        self.slider.valueChanged.connect(self._moved)
        sheet.geometry_changed.connect(self._show)
        self.set_theme(theme)
        self.retranslate()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        self.slider.set_theme(theme)
        for button, name in ((self.farther, "zoom-out"), (self.nearer, "zoom-in"), (self.whole, "fit")):
            button.setIcon(icon(name, theme.color("dim")))

    def retranslate(self) -> None:
        texts = (
            (self.farther, self.tr("Zoom out")),
            (self.nearer, self.tr("Zoom in")),
            (self.whole, self.tr("Show the whole film")),
            (self.slider, self.tr("Zoom")),
        )
        for widget, text in texts:
            widget.setToolTip(text)
            widget.setAccessibleName(text)

    def _moved(self, step: int) -> None:
        self._sheet.zoom_to(zoom_of(step))

    def _show(self) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(step_of(self._sheet.geometry_.zoom))

    def _button(self, clicked: object) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setStyleSheet("padding: 0;")
        button.setFixedSize(22, 22)
        button.setIconSize(QSize(14, 14))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(clicked)
        return button


class _Slider(QSlider):
    """A thin line with a round handle."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setRange(0, STEPS)
        self.setSingleStep(20)
        self.setPageStep(100)
        self.setFixedSize(84, 20)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle, x = self.height() / 2, 6 + (self.width() - 12) * self.value() / STEPS
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("line"))
            painter.drawRoundedRect(QRectF(2, middle - 1.5, self.width() - 4, 3), 1.5, 1.5)
            painter.setBrush(self._theme.color("accent" if self.hasFocus() else "dim"))
            painter.drawEllipse(QPointF(x, middle), 5.0, 5.0)
