"""Words on the screen: small tags over a picture, and what is said in place of one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ui.theme import Theme, pixmap, small

TAG = 20
"""The height of a tag in pixels."""
_MARGIN = 16


def paint_tag(painter: QPainter, text: str, corner: QPointF, room: float, *, right: bool = False) -> None:
    """A line of text on a dark ground with its top left corner, or its top right one, there; cut to `room` pixels."""
    painter.save()
    painter.setFont(small(painter.font()))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room) - 16))
    width = painter.fontMetrics().horizontalAdvance(shown) + 16
    tag = QRectF(corner.x() - (width if right else 0), corner.y(), width, TAG)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(tag, 5, 5)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def paint_message(painter: QPainter, view: QWidget, theme: Theme, text: str, remedy: str, *, bad: bool) -> None:
    """What is said in the middle of an empty view, and what to do about it."""
    room = view.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
    metrics = painter.fontMetrics()
    first = metrics.boundingRect(room, flags, text)
    second = metrics.boundingRect(room, flags, remedy) if remedy else QRect()
    top = (view.height() - first.height() - second.height() - (8 if remedy else 0)) // 2
    if bad:
        sign = pixmap("warning", theme.color("bad").name(), 24, view.devicePixelRatioF())
        painter.drawPixmap(view.width() // 2 - 12, top - 32, sign)
    painter.setPen(theme.color("bad" if bad else "dim"))
    painter.drawText(QRect(room.left(), top, room.width(), first.height()), flags, text)
    painter.setPen(theme.color("dim"))
    below = top + first.height() + 8
    painter.drawText(QRect(room.left(), below, room.width(), second.height()), flags, remedy)
