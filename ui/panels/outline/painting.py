"""How a node is painted in the outline: the shape of what it gives, its name, and its state by sign and word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.canvas.ports import port_shape
from ui.canvas.signs import draw_sign
from ui.canvas.words import saying
from ui.node_state import NodeState
from ui.panels.outline.rows import Cell
from ui.theme import GRID, ROW, Theme, small, tabular

_LEFT = GRID * 3
_SIGN = 16
_NAME = _LEFT + GRID * 4


class NodePainter(QStyledItemDelegate):
    """Paints the rows of the outline."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, state = self._theme, index.data(Cell.STATE)
        assert isinstance(state, NodeState)
        row = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, theme.color("selection"))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), theme.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, theme.color("raised"))
        middle = row.center().y() + 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.port(index.data(Cell.GIVES)))
        painter.translate(row.left() + _LEFT + 4, middle)
        painter.drawPath(port_shape(index.data(Cell.GIVES), 4.0))
        painter.translate(-row.left() - _LEFT - 4, -middle)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        words = self._paint_state(painter, row, state, selected=selected)
        painter.setFont(option.font)
        painter.setPen(theme.color("text"))
        _write(painter, row.adjusted(_NAME, 0, -words - GRID, 0), str(index.data()), Qt.AlignmentFlag.AlignLeft)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(row.adjusted(0, 0, -1, -1))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The name is edited where it stands."""
        editor.setGeometry(option.rect.adjusted(_NAME - GRID * 2, 0, 0, 0))

    def _paint_state(self, painter: QPainter, row: QRect, state: NodeState, *, selected: bool) -> int:
        """The state at the right; gives the width that it takes. On a selection its word is plain text."""
        told = saying(state)
        if not told.sign:
            return GRID
        color = self._theme.color(told.token)
        painter.setFont(tabular(small(painter.font())))
        width = min(painter.fontMetrics().horizontalAdvance(told.text), row.width() // 2)
        place = QRect(row.right() - GRID * 2 - width, row.top(), width, row.height())
        done = state.done / state.total if state.total else 0.0
        draw_sign(painter, told.sign, QPointF(place.left() - _SIGN / 2 - 1, row.center().y() + 1), color, done)
        painter.setPen(self._theme.color("text") if selected else color)
        _write(painter, place, told.text, Qt.AlignmentFlag.AlignRight)
        return width + GRID * 2 + _SIGN


def _write(painter: QPainter, place: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
