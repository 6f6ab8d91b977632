"""Paints a row of two lines with a sign: the name, and beneath it a few words."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import GRID, Theme, pixmap, small

HEIGHT = 44
_SIGN = 14


class Cell(IntEnum):
    """What an item knows beside its text."""

    BENEATH = Qt.ItemDataRole.UserRole
    SIGN = Qt.ItemDataRole.UserRole + 1
    """The name of an icon, and the token of its colour."""
    SUBJECT = Qt.ItemDataRole.UserRole + 2


def add_row(rows: QListWidget, text: str, beneath: str, sign: tuple[str, str], subject: object) -> None:
    """Add a row at the end of a list."""
    tell_row(QListWidgetItem(text, rows), beneath, sign, subject)


def tell_row(item: QListWidgetItem, beneath: str, sign: tuple[str, str], subject: object) -> None:
    """Tell something else of a row."""
    text = item.text()
    item.setData(Cell.BENEATH, beneath)
    item.setData(Cell.SIGN, sign)
    item.setData(Cell.SUBJECT, subject)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {beneath}")
    item.setToolTip(f"{text}\n{beneath}")


class RowPainter(QStyledItemDelegate):
    """Paints what `add_row` adds."""

    def __init__(self, theme: Theme, cut: Qt.TextElideMode, parent: QWidget) -> None:
        """`cut` says where names that are too long are cut."""
        super().__init__(parent)
        self._theme, self._cut = theme, cut

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, row = self._theme, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            painter.fillRect(row, theme.color("accent" if focused else "selection_line"))
            painter.fillRect(row.adjusted(1, 1, -1, -1), theme.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, theme.color("raised"))
        name, token = index.data(Cell.SIGN)
        picture = pixmap(name, theme.color(token).name(), _SIGN, painter.device().devicePixelRatio())
        painter.drawPixmap(row.left() + GRID * 3, row.center().y() - _SIGN // 2, picture)
        room = row.adjusted(GRID * 5 + _SIGN, GRID, -GRID * 2, -GRID)
        upper, lower = QRect(room), QRect(room)
        upper.setBottom(room.center().y())
        lower.setTop(room.center().y() + 1)
        painter.setPen(theme.color("text"))
        painter.setFont(option.font)
        self._write(painter, upper, str(index.data()), self._cut)
        painter.setPen(theme.color("text" if selected else "dim"))
        painter.setFont(small(option.font))
        self._write(painter, lower, str(index.data(Cell.BENEATH)), Qt.TextElideMode.ElideRight)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, HEIGHT)

    def _write(self, painter: QPainter, room: QRect, text: str, cut: Qt.TextElideMode) -> None:
        line = painter.fontMetrics().elidedText(text, cut, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
