"""How a run is painted: its sign and title, a bar for how far it is, words, and a cross that takes it out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.panels.queue.rows import Cell
from ui.runs.words import Standing
from ui.theme import GRID, Theme, pixmap, tabular

HEIGHT = 28
_SIGN, _CROSS, _BAR = 14, 12, 96
_WORDS = 184
"""The least room that words get beside a bar, so that it stays where it is while they change."""
_ROOM_FOR_BAR = 380
"""The width of a row from which on it has room for the bar."""


class RunPainter(QStyledItemDelegate):
    """Paints the rows of the queue."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, told = self._theme, index.data(Cell.STANDING)
        assert isinstance(told, Standing)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("selection_line"))
            painter.fillRect(option.rect.adjusted(1, 1, -1, -1), theme.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.color("raised"))
        self._paint_sign(painter, option.rect, told)
        line = option.rect.adjusted(GRID * 3 + _SIGN + GRID * 2, 0, -(GRID * 5 + _CROSS), 0)
        painter.setFont(tabular(option.font))
        wide = option.rect.width() >= _ROOM_FOR_BAR
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        words = self._paint_words(painter, line, told, narrow=not wide, selected=selected)
        room = line.adjusted(0, 0, -words - GRID * 3, 0)
        if wide and not index.data(Cell.OVER):
            room.setRight(min(room.right(), line.right() - _WORDS))
            self._paint_bar(painter, room, index.data(Cell.SHARE))
            room.setRight(room.right() - _BAR - GRID * 3)
        painter.setPen(theme.color("dim" if index.data(Cell.OVER) and not selected else "text"))
        _write(painter, room, str(index.data()), Qt.AlignmentFlag.AlignLeft)
        near = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        cross = pixmap("close", theme.color("dim" if near else "faint").name(), _CROSS, _ratio(painter))
        painter.drawPixmap(cross_of(option.rect).center() - QRect(0, 0, _CROSS, _CROSS).center(), cross)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, HEIGHT)

    def _paint_sign(self, painter: QPainter, row: QRect, told: Standing) -> None:
        sign = pixmap(told.sign, self._theme.color(told.token).name(), _SIGN, _ratio(painter))
        painter.drawPixmap(row.left() + GRID * 3, row.center().y() - _SIGN // 2 + 1, sign)

    def _paint_words(self, painter: QPainter, line: QRect, told: Standing, *, narrow: bool, selected: bool) -> int:
        """How the run stands, at the right; gives the width that it takes. On a selection all words are plain text."""
        wanted = painter.fontMetrics().horizontalAdvance(told.text) + 2
        width = min(wanted, line.width() // 2 if narrow else line.width() * 3 // 5)
        painter.setPen(self._theme.color("text" if selected else "bad" if told.token == "bad" else "dim"))
        place = QRect(line.right() - width, line.top(), width, line.height())
        _write(painter, place, told.text, Qt.AlignmentFlag.AlignRight)
        return width

    def _paint_bar(self, painter: QPainter, room: QRect, share: object) -> None:
        """How much is done; nothing is where that is not known."""
        if not isinstance(share, float):
            return
        bar = QRectF(room.right() - _BAR, room.center().y() - 1.0, _BAR, 4.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(bar, 2, 2)
        if share > 0:
            painter.setBrush(self._theme.color("running"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(bar.width() * min(share, 1.0), 4.0), 4.0), 2, 2)


def cross_of(row: QRect) -> QRect:
    """Where in a row the cross can be hit."""
    return QRect(row.right() - GRID * 7, row.top(), GRID * 7, row.height())


def _write(painter: QPainter, place: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()
