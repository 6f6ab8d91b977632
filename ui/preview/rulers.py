"""Rulers along the upper and the left side of the view, in pixels of the picture, with a mark where the pointer is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.preview.lens import Lens
from ui.theme import Theme, small, tabular

WIDE = 18
_APART = 56
"""Pixels of the view between two numbers at the least."""
_STEPS = (1, 2, 5)


def paint_rulers(painter: QPainter, view: QWidget, lens: Lens, theme: Theme, pointer: QPointF | None) -> None:
    """Paint both."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setFont(tabular(small(painter.font())))
    ground = theme.color("panel")
    painter.fillRect(0, 0, view.width(), WIDE, ground)
    painter.fillRect(0, 0, WIDE, view.height(), ground)
    frame = lens.frame()
    scale = lens.shown / view.devicePixelRatioF()
    step = _step(_APART / scale)
    _paint(painter, view.width(), frame.left(), scale, step, theme, upright=False)
    _paint(painter, view.height(), frame.top(), scale, step, theme, upright=True)
    painter.fillRect(0, 0, WIDE, WIDE, ground)
    if pointer is not None:
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.drawLine(QPointF(pointer.x(), 0), QPointF(pointer.x(), WIDE))
        painter.drawLine(QPointF(0, pointer.y()), QPointF(WIDE, pointer.y()))
    painter.restore()


def _paint(
    painter: QPainter, length: int, origin: float, scale: float, step: int, theme: Theme, *, upright: bool
) -> None:
    """One ruler: a short tick every fifth of a step, a long one with its number every step."""
    part = max(1, step // 5)
    first, last = int((WIDE - origin) / scale / part) - 1, int((length - origin) / scale / part) + 1
    for index in range(first, last + 1):
        pixel = index * part
        place = round(origin + pixel * scale)
        long = pixel % step == 0
        painter.setPen(theme.color("faint"))
        tick = WIDE - (WIDE - 4 if long else 4)
        ends = (
            (QPointF(tick, place), QPointF(WIDE - 1, place))
            if upright
            else (QPointF(place, tick), QPointF(place, WIDE - 1))
        )
        painter.drawLine(*ends)
        if not long:
            continue
        painter.setPen(theme.color("dim"))
        painter.save()
        if upright:
            painter.translate(0, place)
            painter.rotate(-90)
            painter.drawText(QRectF(-_APART + 2, 0, _APART - 5, WIDE - 5), Qt.AlignmentFlag.AlignRight, str(pixel))
        else:
            painter.drawText(QRectF(place + 3, 0, _APART, WIDE - 5), Qt.AlignmentFlag.AlignLeft, str(pixel))
        painter.restore()


def _step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50, ... that is not less."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power >= least:
                return step * power
        power *= 10
