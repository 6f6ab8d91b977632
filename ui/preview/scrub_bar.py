"""The bar under the picture: click or drag to put the playhead on a frame."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

_HEIGHT = 20
_INSET = 8
_GROOVE = 4


class ScrubBar(QWidget):
    """A frame number from 0 to `count` - 1."""

    sought = Signal(int)
    """A person puts the playhead on this frame."""
    held = Signal(bool)
    """The playhead is being dragged, or was let go."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.count = 0
        self.frame = 0
        self.part = 0, 0
        """The frames start <= i < stop that are played."""
        self._theme = theme
        self._dragged = False

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, _HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_count(self, count: int) -> None:
        self.count = count
        self.frame = min(self.frame, max(0, count - 1))
        self.setEnabled(count > 1)
        self.update()

    def set_part(self, start: int, stop: int) -> None:
        self.part = start, stop
        self.update()

    def set_frame(self, frame: int) -> None:
        if frame != self.frame:
            self.frame = frame
            self.update()

    def position(self, frame: int) -> float:
        """Where a frame lies, in pixels from the left."""
        share = frame / (self.count - 1) if self.count > 1 else 0.0
        return _INSET + share * (self.width() - 2 * _INSET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - _GROOVE) / 2
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(QRectF(_INSET, top, self.width() - 2 * _INSET, _GROOVE), 2, 2)
        if not self.isEnabled():
            return
        here = self.position(self.frame)
        start, stop = self.part
        if self.count > stop - start > 0:
            self._paint_part(painter, self.position(start), self.position(stop - 1))
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(QRectF(_INSET, top, here - _INSET, _GROOVE), 2, 2)
        radius = 6 if self._dragged or self.underMouse() else 5
        painter.drawEllipse(QRectF(here - radius, self.height() / 2 - radius, 2 * radius, 2 * radius))

    def _paint_part(self, painter: QPainter, left: float, right: float) -> None:
        """The part that is played, between two brackets."""
        painter.setBrush(self._theme.color("faint"))
        painter.drawRect(QRectF(left, (self.height() - _GROOVE) / 2, right - left, _GROOVE))
        painter.setBrush(self._theme.color("text"))
        for edge, inwards in ((left, 4.0), (right, -4.0)):
            painter.drawRect(QRectF(edge - 1, 2, 2, self.height() - 4))
            for top in (2.0, self.height() - 4.0):
                painter.drawRect(QRectF(min(edge, edge + inwards), top, abs(inwards), 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = True
            self.held.emit(self._dragged)
            self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            self._seek(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged and event.button() == Qt.MouseButton.LeftButton:
            self._dragged = False
            self.held.emit(self._dragged)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def _seek(self, event: QMouseEvent) -> None:
        share = (event.position().x() - _INSET) / max(1, self.width() - 2 * _INSET)
        frame = round(max(0.0, min(1.0, share)) * (self.count - 1))
        self.set_frame(frame)
        self.sought.emit(frame)
