"""The cards of a storyboard: a time line above, and below it each card in the order of their times."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from soraapp.errors import InputError
from soraapp.models.storyboard import LONGEST, MOST, Card, Cards
from soraapp.nodekit import Input, Structured, Value
from ui.inspector.card_row import CardRow
from ui.inspector.card_strip import CardStrip
from ui.inspector.field import Field
from ui.theme import ROW, Theme, icon

_GAP = 2.0
"""Seconds from the last card to a new one, where nothing tells the pace."""


class CardsField(Field):
    """Cards can be added, removed, written, and given another time, which orders them."""

    wide = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.cards: tuple[Card, ...] = ()
        self.rows: list[CardRow] = []
        self.strip = CardStrip(theme, self)
        self.strip.setAccessibleName(self.accessibleName())
        self.add = QToolButton(self)
        self.add.setText(self.tr("Add a card"))
        self.add.setToolButtonStyle(self.add.toolButtonStyle().ToolButtonTextBesideIcon)
        self.add.setIconSize(QSize(14, 14))
        self.add.setFixedHeight(ROW)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.strip)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.add.clicked.connect(self._add)
        self.strip.moved.connect(lambda place, at, burst: self._put(place, replace(self.cards[place], at=at), burst))
        self.strip.picked.connect(lambda place: self.rows[place].text.setFocus())
        self.restyle()

    def set_value(self, value: Value) -> None:
        try:
            read = self.port.read(value)
        except InputError:  # What is wrong stands below; new cards take the place of these.
            read = Cards.of(value.plain()) if isinstance(value, Structured) and _readable(value) else Cards()
        self.cards = read.cards if isinstance(read, Cards) else ()
        self._show()

    def begin(self) -> None:
        for row in self.rows:
            row.begin()

    def restyle(self) -> None:
        self.strip.set_theme(self.theme)
        self.add.setIcon(icon("add", self.theme.color("dim"), self.theme.color("faint")))
        for row in self.rows:
            row.set_theme(self.theme)

    def _show(self) -> None:
        while len(self.rows) > len(self.cards):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(self.cards):
            self._new_row()
        media = min(MOST, max((max(card.image, card.clip) for card in self.cards), default=0) + 2)
        for number, (row, card) in enumerate(zip(self.rows, self.cards, strict=True), 1):
            row.show_card(card, number, media)
        self.strip.show_cards(self.cards)
        self.add.setEnabled(len(self.cards) < MOST)
        self.setFocusProxy(self.rows[0].text if self.rows else self.add)

    def _new_row(self) -> None:
        place, row = len(self.rows), CardRow(self.theme, self)
        row.changed.connect(partial(self._put, place))
        row.refused.connect(self.refused)
        row.removed.connect(partial(self._remove, place))
        self.rows.append(row)
        self._column.insertWidget(1 + place, row)
        QWidget.setTabOrder(row.remove, self.add)

    def _put(self, place: int, card: Card, burst: str) -> None:
        """A card has changed. With another time it may stand elsewhere, and the focus goes along."""
        time, at_work = self.rows[place].time, QApplication.focusWidget()
        focused = at_work is not None and (at_work is time or time.isAncestorOf(at_work))
        cards = [*self.cards[:place], card, *self.cards[place + 1 :]]
        self._tell(cards, burst)
        if focused and self.cards.count(card) == 1:
            self.rows[self.cards.index(card)].time.setFocus()

    def _add(self) -> None:
        times = [card.at for card in self.cards]
        pace = times[-1] - times[-2] if len(times) > 1 and times[-1] > times[-2] else _GAP
        at = min(times[-1] + pace, LONGEST) if times else 0.0
        self._tell([*self.cards, Card(at)], "")
        self.rows[-1].text.setFocus()

    def _remove(self, place: int) -> None:
        self._tell([*self.cards[:place], *self.cards[place + 1 :]], "")
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].remove.setFocus()
        else:
            self.add.setFocus()

    def _tell(self, cards: list[Card], burst: str) -> None:
        self.refused.emit(None)
        self.edited.emit(Structured.of(Cards(tuple(sorted(cards, key=lambda card: card.at))).plain()), burst)


def _readable(value: Structured) -> bool:
    try:
        Cards.of(value.plain())
    except InputError:
        return False
    return True
