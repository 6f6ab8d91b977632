"""How a take is painted: its picture with number and stars, its name, and marks for the pinned, current and lost."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.takes.item import CELL, PICTURE, Cell
from ui.takes.naming import NameLine
from ui.theme import Theme, pixmap, small

Index = QModelIndex | QPersistentModelIndex
_STAR = 9


class TakePainter(QStyledItemDelegate):
    """Paints the items of the strip, and puts a line over the name that is edited."""

    renamed = Signal(str, str)
    """The key of a take, and the name that a person gave it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, state = self._theme, option.state
        pinned, current, lost = index.data(Cell.MARKS) or (False, False, False)
        box = _box(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(box, theme.color("background"))
        image = index.data(Cell.IMAGE)
        if isinstance(image, QImage):
            _paint_image(painter, image, box)
        if lost:
            painter.drawPixmap(box.center().toPoint() - _HALF, pixmap("reset", theme.color("faint").name(), 16))
        _paint_stars(painter, box, index.data(Cell.STARS) or 0)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        marked = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        painter.setPen(QPen(theme.color("accent" if chosen else "faint" if marked else "line"), 2 if chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        self._paint_name(painter, option, QRectF(name_rect(option.rect)), index, pinned, current)
        painter.restore()

    def _paint_name(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: QRectF,
        index: Index,
        pinned: bool,
        current: bool,
    ) -> None:
        theme = self._theme
        sign = "pin" if pinned else "check" if current else ""
        if sign:
            color = theme.color("accent" if pinned else "ok").name()
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(line.topLeft().toPoint(), pixmap(sign, color, 12, ratio))
            line.setLeft(line.left() + 15)
        painter.setFont(small(option.font))
        painter.setPen(theme.color("text" if pinned or current else "dim"))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return CELL

    # A name in place

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        return NameLine(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, NameLine) and not editor.begun:
            editor.begun = True
            editor.setText(str(index.data()))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, NameLine):
            self.renamed.emit(index.data(Cell.KEY), editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(name_rect(option.rect).adjusted(-2, -1, 2, 2))


def name_rect(cell: QRect) -> QRect:
    """Where the name of an item lies."""
    return QRect(cell.left() + 4, cell.top() + PICTURE.height() + 6, PICTURE.width(), 14)


def _box(cell: QRect) -> QRectF:
    return QRectF(cell.left() + 4, cell.top() + 4, PICTURE.width(), PICTURE.height())


_HALF = QRectF(0, 0, 16, 16).center().toPoint()


def _paint_image(painter: QPainter, image: QImage, box: QRectF) -> None:
    """Fill the box, cutting off what does not fit."""
    scale = max(box.width() / image.width(), box.height() / image.height())
    width, height = box.width() / scale, box.height() / scale
    part = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.drawImage(box, image, part)


def _paint_stars(painter: QPainter, box: QRectF, stars: int) -> None:
    """Small stars in the lower left corner, on a ground that makes them readable over any picture."""
    if not stars:
        return
    ground = QRectF(box.left() + 3, box.bottom() - _STAR - 6, stars * (_STAR + 1) + 4, _STAR + 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(ground, 3, 3)
    ratio = painter.device().devicePixelRatioF()
    for number in range(stars):
        at = QPointF(ground.left() + 2 + number * (_STAR + 1), ground.top() + 1.5)
        painter.drawPixmap(at, pixmap("star", "#ffd766", _STAR, ratio))
