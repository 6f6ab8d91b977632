"""Paints a number as a bar that is filled as far as the number lies in its range."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme import RADIUS, Theme

_INSET = 9
_LEFT, _RIGHT = (
    int(side | Qt.AlignmentFlag.AlignVCenter) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)


@dataclass(frozen=True)
class Bar:
    """What is shown of a number."""

    text: str
    note: str
    """Said quietly at the other end; may be empty."""
    quiet: bool
    """Whether nobody has chosen the number."""
    share: float | None
    """How much of the bar is filled, from 0 to 1; None for no bar."""
    frame: str
    """The colour of the frame, as a token of the theme."""


def paint(painter: QPainter, rect: QRect, bar: Bar, theme: Theme) -> None:
    """Paint the whole field."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("background"))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    if bar.share is not None:
        _fill(painter, box, bar, bar.share, theme)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color(bar.frame), 1))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    _write(painter, rect.adjusted(_INSET, 0, -_INSET, 0), bar, theme)


def _fill(painter: QPainter, box: QRectF, bar: Bar, share: float, theme: Theme) -> None:
    filled = QRectF(box.left(), box.top(), box.width() * share, box.height())
    painter.save()
    painter.setClipRect(filled)
    painter.setBrush(theme.color("accent", 0.08 if bar.quiet else 0.24))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.restore()
    if bar.quiet or share <= 0:
        return
    edge = round(min(filled.right(), box.right() - 2))
    mark = QRectF(edge - 1, box.top() + 0.5, 2, box.height() - 1)
    if edge >= _INSET + painter.fontMetrics().horizontalAdvance(bar.text) + 4:
        painter.fillRect(mark, theme.color("accent"))
        return
    ends = (mark.height() - painter.fontMetrics().height()) / 2  # The mark passes behind the text.
    for top in (mark.top(), mark.bottom() - ends):
        painter.fillRect(QRectF(mark.left(), top, 2, ends), theme.color("accent"))


def _write(painter: QPainter, room: QRect, bar: Bar, theme: Theme) -> None:
    painter.setPen(theme.color("dim" if bar.quiet else "text"))
    painter.drawText(room, _LEFT, bar.text)
    if bar.note:
        used = painter.fontMetrics().horizontalAdvance(f"{bar.text}  ")
        note = painter.fontMetrics().elidedText(bar.note, Qt.TextElideMode.ElideRight, room.width() - used)
        painter.setPen(theme.color("faint"))
        painter.drawText(room, _RIGHT, note)
