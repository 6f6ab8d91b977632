"""What a pixel under the pointer is: where it lies, and its levels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from ui.preview.captions import TAG, paint_tag
from ui.theme import small, tabular

Levels = tuple[int, int, int]
Pixel = Callable[[int, int], Levels | None]
"""The levels of a pixel of what is shown, by its column and row; None where they are not known yet."""
_SWATCH = 12


def values_text(x: int, y: int, levels: Levels, *, exact: bool) -> str:
    """Such as ``x 12  y 34   R 10  G 200  B 0   #0ac800``; levels that come from a scaled picture are about right."""
    red, green, blue = levels
    told = f"R {red}  G {green}  B {blue}   #{red:02x}{green:02x}{blue:02x}"
    return f"x {x}  y {y}   {told}" if exact else f"x {x}  y {y}   " + _tr("about {values}").format(values=told)


def paint_values(painter: QPainter, view: QWidget, text: str, levels: Levels) -> None:
    """Paint it into the lower right corner, with the colour beside it."""
    painter.save()
    painter.setFont(tabular(small(painter.font())))
    width = QFontMetricsF(painter.font()).horizontalAdvance(text)
    corner = QPointF(view.width() - 8, view.height() - TAG - 8)
    paint_tag(painter, text, corner, view.width() - 16, right=True)
    swatch = QRectF(corner.x() - min(width, view.width() - 32) - 34, corner.y() + (TAG - _SWATCH) / 2, _SWATCH, _SWATCH)
    painter.setPen(QColor(255, 255, 255))
    painter.setBrush(QColor(*levels))
    painter.drawRect(swatch)
    painter.restore()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preview", text)
