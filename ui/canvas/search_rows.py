"""How the search popup paints an offer: shape, title with the matching letters bold, group, one line of help."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.canvas.look import Look, faded
from ui.canvas.ports import port_shape
from ui.canvas.search import Found, Offer
from ui.canvas.text_fit import elided

ROW_HEIGHT = 46
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SearchRows(QStyledItemDelegate):
    """Paints the rows."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(0, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, found = self.look, index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(found, Found):
            return
        entry: Offer = found.entry
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            painter.setBrush(faded(look.color("accent"), 0.16))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 5, 5)
        self.paint_mark(painter, QPointF(box.left() + 16, box.top() + 15), entry)
        left, right = box.left() + 30, box.right() - 10
        painter.setFont(look.small)
        painter.setPen(look.color("dim"))
        painter.drawText(QRectF(left, box.top() + 5, right - left, 20), RIGHT, entry.aside)
        room = right - left - look.small_metrics.horizontalAdvance(entry.aside) - 12
        self._paint_title(painter, QPointF(left, box.top() + 5), found, room)
        painter.setFont(look.small)
        painter.setPen(look.color("dim"))
        help_line = (entry.help.splitlines() or [""])[0]
        painter.drawText(
            QRectF(left, box.top() + 23, right - left, 18), LEFT, elided(help_line, look.small_metrics, right - left)
        )
        painter.restore()

    def paint_mark(self, painter: QPainter, center: QPointF, offer: Offer) -> None:
        """The sign before the title, around a point."""
        painter.setBrush(self.look.port(offer.shape))
        painter.translate(center)
        painter.drawPath(port_shape(offer.shape, 4))
        painter.translate(-center)

    def title_token(self, offer: Offer) -> str:  # noqa: ARG002
        """The theme's token for the colour of a title."""
        return "text"

    def _paint_title(self, painter: QPainter, at: QPointF, found: Found[Offer], room: float) -> None:
        title, token = found.entry.title, self.title_token(found.entry)
        plain, bold = QFont(self.look.title), QFont(self.look.title)
        plain.setWeight(QFont.Weight.Normal)
        bold.setWeight(QFont.Weight.Bold)
        x = at.x()
        for start, stop, matched in runs(len(title), found.letters):
            text = title[start:stop]
            font = bold if matched else plain
            metrics = QFontMetricsF(font)
            text = elided(text, metrics, at.x() + room - x)
            painter.setFont(font)
            painter.setPen(self.look.color("accent" if matched else token))
            painter.drawText(QRectF(x, at.y(), room, 20), LEFT, text)
            x += metrics.horizontalAdvance(text)


def runs(length: int, letters: tuple[int, ...]) -> list[tuple[int, int, bool]]:
    """A text of some length as pieces of letters that all match or all do not: begin, end, whether they match."""
    matched = [index in letters for index in range(length)]
    edges = [0, *(index for index in range(1, length) if matched[index] != matched[index - 1]), length]
    return [(start, stop, matched[start]) for start, stop in pairwise(edges) if start < stop]
