"""Lines over the picture that help to judge it, and the frames that it may be cut to: each is on or off."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from ui.preview.captions import paint_tag
from ui.settings import GUIDES, Settings

ASPECTS = {
    "wide": Fraction(239, 100),
    "square": Fraction(1),
    "portrait": Fraction(4, 5),
    "tall": Fraction(9, 16),
}
ACTION, TITLE = 0.90, 0.80
"""What of each side is sure to be seen, and where titles are sure to be read."""
_CELLS = 16
"""Squares of the grid from side to side."""
_NAMED = 360
"""Pixels of the view from which on there is room for names."""
_INK, _SEAM = QColor(255, 255, 255, 150), QColor(0, 0, 0, 110)
_OUTSIDE = QColor(0, 0, 0, 150)


class Guide:
    """One of them."""

    def __init__(self, guides: Guides, name: str, *, on: bool = False) -> None:
        self.name, self.on = name, on
        self._guides = guides

    def toggle(self) -> None:
        self._guides.turn(self, not self.on)


class Guides(QObject):
    """All of them; of the frames, one at a time."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.safe, self.thirds, self.cross, self.grid = (
            Guide(self, name) for name in ("safe", "thirds", "cross", "grid")
        )
        self.rulers, self.values = Guide(self, "rulers"), Guide(self, "values")
        self.checker = Guide(self, "checker", on=True)
        self.wide, self.square, self.portrait, self.tall = (Guide(self, name) for name in ASPECTS)
        self._settings: Settings | None = None

    def __iter__(self) -> Iterator[Guide]:
        yield from (self.safe, self.thirds, self.cross, self.grid, self.rulers, self.values, self.checker)
        yield from (self.wide, self.square, self.portrait, self.tall)

    def keep_in(self, settings: Settings) -> None:
        """Be as they were left, and keep what is changed."""
        self._settings = settings
        settings.follow(GUIDES, self._take)

    def turn(self, guide: Guide, on: bool) -> None:
        for other in self:
            if other is guide or (guide.name in ASPECTS and other.name in ASPECTS):
                other.on = on and other is guide
        if self._settings is not None:
            self._settings.set(GUIDES, " ".join(one.name for one in self if one.on))
        self.changed.emit()

    def _take(self, names: str) -> None:
        for guide in self:
            guide.on = guide.name in names.split()
        self.changed.emit()

    def paint(self, painter: QPainter, frame: QRectF) -> None:
        """Paint those that are on over a picture that lies there."""
        aspect = next((one for one in self if one.name in ASPECTS and one.on), None)
        inner = frame if aspect is None else cut(frame, ASPECTS[aspect.name])
        if inner != frame:
            self._paint_outside(painter, frame, inner)
        if self.grid.on:
            step = inner.width() / _CELLS
            _lines(painter, _parallels(inner, step, step), faint=True)
        if self.thirds.on:
            _lines(painter, _parallels(inner, inner.width() / 3, inner.height() / 3))
        if self.cross.on:
            arm = min(inner.width(), inner.height()) / 16
            middle = inner.center()
            across, down = QPointF(arm, 0), QPointF(0, arm)
            _lines(painter, [QLineF(middle - across, middle + across), QLineF(middle - down, middle + down)])
        if self.safe.on:
            for share, name in ((ACTION, _tr("Action safe")), (TITLE, _tr("Title safe"))):
                area = shrunk(inner, share)
                _lines(painter, _sides(area))
                if area.width() >= _NAMED:
                    paint_tag(painter, name, area.topLeft() + QPointF(4, 4), area.width() - 8)

    def _paint_outside(self, painter: QPainter, frame: QRectF, inner: QRectF) -> None:
        """What the frame would cut off is dim."""
        for part in (
            QRectF(frame.topLeft(), QPointF(inner.left(), frame.bottom())),
            QRectF(QPointF(inner.right(), frame.top()), frame.bottomRight()),
            QRectF(frame.topLeft(), QPointF(frame.right(), inner.top())),
            QRectF(QPointF(frame.left(), inner.bottom()), frame.bottomRight()),
        ):
            painter.fillRect(part, _OUTSIDE)
        _lines(painter, _sides(inner))


def cut(frame: QRectF, aspect: Fraction) -> QRectF:
    """The greatest part of a frame, in its middle, that is `aspect` times as wide as high."""
    width = min(frame.width(), frame.height() * float(aspect))
    height = min(frame.height(), frame.width() / float(aspect))
    part = QRectF(0, 0, width, height)
    part.moveCenter(frame.center())
    return part


def shrunk(frame: QRectF, share: float) -> QRectF:
    """The middle of a frame with that share of its sides."""
    across, down = frame.width() * (1 - share) / 2, frame.height() * (1 - share) / 2
    return frame.adjusted(across, down, -across, -down)


def _parallels(frame: QRectF, across: float, down: float) -> list[QLineF]:
    """Lines inside a frame, from its left and upper sides on."""
    found = list[QLineF]()
    for index in range(1, round(frame.width() / across)):
        x = frame.left() + index * across
        found.append(QLineF(x, frame.top(), x, frame.bottom()))
    index = 1
    while index * down < frame.height() - 1:
        y = frame.top() + index * down
        found.append(QLineF(frame.left(), y, frame.right(), y))
        index += 1
    return found


def _sides(frame: QRectF) -> list[QLineF]:
    corners = [frame.topLeft(), frame.topRight(), frame.bottomRight(), frame.bottomLeft()]
    return [QLineF(one, other) for one, other in zip(corners, corners[1:] + corners[:1], strict=True)]


def _lines(painter: QPainter, lines: list[QLineF], *, faint: bool = False) -> None:
    """Light lines with a dark seam, to be seen on any picture."""
    for color, width in ((_SEAM, 3), (_INK, 1)):
        if not faint or width == 1:
            shade = QColor(color.red(), color.green(), color.blue(), 70) if faint else color
            painter.setPen(QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines([QLineF(_whole(line.p1()), _whole(line.p2())) for line in lines])


def _whole(point: QPointF) -> QPointF:
    return QPointF(round(point.x()) + 0.5, round(point.y()) + 0.5)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preview", text)
