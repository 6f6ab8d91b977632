"""The cards of a storyboard on their time line: their spacing at a glance, and dragged to another time."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.models.storyboard import LONGEST, Card
from ui.inspector.field import Burst
from ui.theme import RADIUS, Theme, small, tabular

_HEIGHT = 40
_EDGE = 12
_REACH = 10
_STEP = 0.25
_LEAST = 4.0


class CardStrip(QWidget):
    """Paints what it is shown; a drag tells the card and its new time."""

    moved = Signal(int, float, str)
    """The place of the card among those shown, its new time, and the burst of the drag."""
    picked = Signal(int)
    """A card was clicked."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: Sequence[Card] = ()
        self._held: int | None = None
        self._span = _LEAST
        self._dragged = False
        self._burst = Burst()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(tabular(small(self.font())))

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def show_cards(self, cards: Sequence[Card]) -> None:
        self._cards = cards
        if self._held is None:  # The scale stays while a card is dragged over it.
            self._span = span(cards)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def place(self, at: float) -> float:
        """Where a time is, in pixels from the left."""
        return _EDGE + (self.width() - 2 * _EDGE) * at / self._span

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("background"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        line = 14.0
        painter.setPen(QPen(theme.color("faint"), 1))
        painter.drawLine(QPointF(_EDGE, line), QPointF(self.width() - _EDGE, line))
        painter.setPen(theme.color("dim"))
        for second in ticks(self._span):
            x = self.place(second)
            painter.drawLine(QPointF(x, line - 3), QPointF(x, line + 3))
            box = QRectF(x - 20, line + 8, 40, 14)
            box.moveLeft(min(max(box.left(), 4 - 16), self.width() - 30))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{second:g}")
        for place, card in enumerate(self._cards):
            painter.setPen(QPen(theme.color("background"), 1.5))
            painter.setBrush(theme.color("accent" if place == self._held else "text" if card.text else "dim"))
            mark = QRectF(self.place(card.at) - 4, line - 7, 8, 14)
            painter.drawRoundedRect(mark, 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        gaps = [abs(self.place(card.at) - event.position().x()) for card in self._cards]
        if event.button() == Qt.MouseButton.LeftButton and gaps and min(gaps) <= _REACH:
            self._held, self._dragged = gaps.index(min(gaps)), False
            self._burst.end()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        wish = (event.position().x() - _EDGE) / max(1, self.width() - 2 * _EDGE) * self._span
        at = min(max(round(wish / _STEP) * _STEP, 0.0), self._span, LONGEST)
        if at != self._cards[self._held].at:
            self._dragged = True
            later = [card.at for card in self._cards]
            later[self._held] = at
            order = sorted(range(len(later)), key=lambda place: later[place])
            held, self._held = self._held, order.index(self._held)
            self.moved.emit(held, at, self._burst.name())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._held is not None and not self._dragged:
            self.picked.emit(self._held)
        self._held = None
        self._burst.end()
        self.show_cards(self._cards)


def span(cards: Sequence[Card]) -> float:
    """How many seconds the line shows: all cards, and some room behind the last."""
    last = max((card.at for card in cards), default=0.0)
    return float(min(LONGEST, max(_LEAST, ceil(last * 1.25))))


def ticks(seconds: float) -> list[float]:
    """Whole seconds to write on a line, not more than eight."""
    step = next(step for step in (1, 2, 5, 10, 20) if seconds / step <= 7)
    return [float(second) for second in range(0, int(seconds) + 1, step)]
