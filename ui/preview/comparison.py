"""How clips that are compared lie on the screen: two over one another with a wipe between them, or side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ui.preview.captions import paint_tag

_GAP = 2
_KNOB = 9
_INSET = 8


@dataclass(frozen=True)
class Comparison:
    """The names of the cells of a picture, row by row, and whether the first two are shown in one place."""

    names: tuple[str, ...]
    columns: int
    wiped: bool

    @property
    def rows(self) -> int:
        return -(-len(self.names) // self.columns)

    @property
    def spread(self) -> tuple[int, int]:
        """How many cells lie beside and below each other on the screen."""
        return (1, 1) if self.wiped else (self.columns, self.rows)

    def cell_at(self, point: QPointF, frame: QRectF) -> int | None:
        """The number of the cell at a point of the screen; `frame` is where the picture lies."""
        for index, cell in enumerate(self._cells(frame)):
            if cell.contains(point):
                return index
        return None

    def cell_of(self, point: QPointF, frame: QRectF, wipe: float) -> tuple[int, int]:
        """The column and row of the cell that is seen at a point of the frame."""
        if self.wiped:
            return (0 if point.x() < frame.left() + frame.width() * wipe else 1), 0
        row, column = divmod(self.cell_at(point, frame) or 0, self.columns)
        return column, row

    def paint(self, painter: QPainter, image: QImage, frame: QRectF, wipe: float, ground: QColor) -> None:
        """Paint the cells of the image into the frame; with a wipe, its place is from 0 to 1."""
        if self.wiped:
            self._paint_wipe(painter, image, frame, wipe)
        else:
            painter.drawImage(frame, image, QRectF(image.rect()))
            for index, cell in enumerate(self._cells(frame)):
                painter.setPen(QPen(ground, _GAP))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(cell)
                paint_tag(painter, self.names[index], _within(cell), cell.width() - 2 * _INSET)

    def _cells(self, frame: QRectF) -> Iterator[QRectF]:
        columns, rows = self.spread
        width, height = frame.width() / columns, frame.height() / rows
        for index in range(1 if self.wiped else len(self.names)):
            row, column = divmod(index, columns)
            yield QRectF(frame.left() + column * width, frame.top() + row * height, width, height)

    def _paint_wipe(self, painter: QPainter, image: QImage, frame: QRectF, wipe: float) -> None:
        ratio = painter.device().devicePixelRatioF()
        across = round(frame.width() * wipe * ratio) / ratio
        half, scale = image.width() / 2, image.width() / 2 / frame.width()
        left, right = QRectF(frame), QRectF(frame)
        left.setWidth(across)
        right.setLeft(frame.left() + across)
        painter.drawImage(left, image, QRectF(0, 0, across * scale, image.height()))
        painter.drawImage(right, image, QRectF(half + across * scale, 0, half - across * scale, image.height()))
        if 0 < wipe < 1:
            self._paint_line(painter, frame, frame.left() + across)
        room = frame.width() / 2 - 2 * _INSET
        if wipe > 0:
            paint_tag(painter, self.names[0], _within(frame), room)
        if wipe < 1:
            paint_tag(painter, self.names[1], _within(frame, right=True), room, right=True)

    def _paint_line(self, painter: QPainter, frame: QRectF, x: float) -> None:
        """A light line with a dark seam, to be seen on any picture, and a knob to drag."""
        middle = QPointF(x, frame.center().y())
        for color, width in ((QColor(0, 0, 0, 110), 4), (QColor(255, 255, 255), 2)):
            painter.fillRect(QRectF(x - width / 2, frame.top(), width, frame.height()), color)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 110), 1))
        painter.setBrush(QColor(255, 255, 255))
        painter.drawEllipse(middle, _KNOB, _KNOB)
        painter.setPen(QPen(QColor(40, 40, 40), 1.5))
        for side in (-1, 1):
            tip = middle + QPointF(side * 6, 0)
            painter.drawPolyline([tip + QPointF(-side * 3, -3), tip, tip + QPointF(-side * 3, 3)])


def _within(rect: QRectF, *, right: bool = False) -> QPointF:
    return QPointF(rect.right() - _INSET if right else rect.left() + _INSET, rect.top() + _INSET)
