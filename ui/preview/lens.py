"""How large a picture is seen, and which part of it: fitted to the view, or so many pixels of the screen a pixel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt

LEAST, MOST = 1 / 16, 32.0
LEVELS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Those that a person can choose by name."""
STEP = 2**0.5
"""What a key or a click of the wheel does to the zoom."""
BLOCKS = 2.0
"""From this zoom on, pixels are seen as they are: squares."""
_LARGEST = 8192


class Lens:
    """Sizes are in pixels of the device, places in those of the view."""

    def __init__(self) -> None:
        self.zoom: float | None = None
        """Pixels of the device a pixel; None as long as the picture fits the view."""
        self.offset = QPointF()
        """By how much the middle of the picture lies beside the middle of the view."""
        self._view, self._ratio = QSizeF(1, 1), 1.0
        self._cell, self._spread = QSize(1, 1), (1, 1)
        self._inset = 0

    def measure(self, view: QSize, ratio: float, cell: QSize, spread: tuple[int, int], inset: int = 0) -> None:
        """The view in its own pixels, with so many of the device in each; the size of a cell of the picture, and how
        many of them lie beside and below each other on the screen. So many pixels of the view are taken at its upper
        and its left side."""
        self._inset, self._ratio, self._cell, self._spread = inset, ratio, cell, spread
        self._view = QSizeF(max(1, view.width() - inset), max(1, view.height() - inset))

    @property
    def shown(self) -> float:
        """The zoom as it is now."""
        return self.zoom or self.cell().width() / self._cell.width()

    @property
    def blocks(self) -> bool:
        """Whether pixels are to be seen as squares."""
        return self.zoom is not None and self.zoom >= BLOCKS

    def cell(self) -> QSize:
        """A cell of the picture as it is painted."""
        if self.zoom is not None:
            return QSize(round(self._cell.width() * self.zoom), round(self._cell.height() * self.zoom)).expandedTo(
                QSize(1, 1)
            )
        across, down = self._spread
        room = (self._view * self._ratio).toSize().boundedTo(QSize(_LARGEST, _LARGEST))
        share = QSize(max(1, room.width() // across), max(1, room.height() // down))
        return self._cell.scaled(share, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))

    def wanted(self) -> QSize:
        """The size in which a cell is decoded: larger than it is, it only is where it is fitted."""
        return self._cell if self.zoom is not None and self.zoom > 1 else self.cell()

    def frame(self) -> QRectF:
        """Where the picture lies in the view; its pixels meet those of the device."""
        cell, (across, down) = self.cell(), self._spread
        width, height = cell.width() * across / self._ratio, cell.height() * down / self._ratio
        left = round((self._inset + (self._view.width() - width) / 2) * self._ratio) / self._ratio
        top = round((self._inset + (self._view.height() - height) / 2) * self._ratio) / self._ratio
        return QRectF(left, top, width, height).translated(self.offset)

    def pixel(self, point: QPointF) -> QPointF:
        """Where in a cell of the picture a point of the view is, in pixels; outside of it beyond its sides."""
        frame, (across, down) = self.frame(), self._spread
        x = (point.x() - frame.left()) / frame.width() * self._cell.width() * across
        y = (point.y() - frame.top()) / frame.height() * self._cell.height() * down
        return QPointF(x % self._cell.width() if across > 1 else x, y % self._cell.height() if down > 1 else y)

    def set_zoom(self, zoom: float | None, at: QPointF | None = None) -> None:
        """Zoom, with what is at a point of the view staying there, by default what is in its middle. None fits."""
        if zoom is None:
            self.zoom, self.offset = None, QPointF()
            return
        middle = QPointF(self._inset + self._view.width() / 2, self._inset + self._view.height() / 2)
        at = middle if at is None else at
        before = self.frame()
        share = (at.x() - before.left()) / before.width(), (at.y() - before.top()) / before.height()
        self.zoom, self.offset = max(LEAST, min(MOST, zoom)), QPointF()
        after = self.frame()
        there = QPointF(after.left() + share[0] * after.width(), after.top() + share[1] * after.height())
        self.move(at - there)

    def move(self, offset: QPointF) -> None:
        """Put the picture so far from the middle; it never leaves the view, and one that is smaller stays there."""
        self.offset = QPointF()
        frame = self.frame()
        wide = max(0.0, frame.width() - self._view.width()) / 2
        high = max(0.0, frame.height() - self._view.height()) / 2
        x, y = max(-wide, min(wide, offset.x())), max(-high, min(high, offset.y()))
        self.offset = QPointF(round(x * self._ratio) / self._ratio, round(y * self._ratio) / self._ratio)
