"""One card of a storyboard: when it begins, what it shows, what it says."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from soraapp.models.storyboard import LONGEST, Card
from soraapp.nodekit import Input, Slider
from ui.inspector.choice_field import QuietComboBox
from ui.inspector.field import Burst
from ui.inspector.growing_text import GrowingText
from ui.inspector.number_field import NumberField
from ui.limits import Limits
from ui.theme import ROW, Theme, icon

TIME = Input("time", "number", float, Slider(0, LONGEST, step=0.25, unit="s"), 0.0, optional=False, many=False)
_TIME_WIDTH = 76


class CardRow(QWidget):
    """Tells each change with the whole card and the burst that it belongs to."""

    changed = Signal(object, str)
    refused = Signal(object)
    removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = Card(0.0)
        self._showing = False
        self._burst = Burst()
        self.time = NumberField(TIME, theme, self, bar=False)
        self.media = QuietComboBox(self)
        self.remove = QToolButton(self)
        self.text = GrowingText(self)
        self._lay_out()
        self.time.edited.connect(lambda at, burst: self._change(burst, at=float(at)))
        self.time.refused.connect(self.refused)
        self.media.activated.connect(lambda place: self._change("", **dict(self.media.itemData(place))))
        self.text.textChanged.connect(self._typed)
        self.text.left.connect(self._burst.end)
        self.remove.clicked.connect(self.removed)
        self.set_theme(theme)

    def show_card(self, card: Card, number: int, media: int) -> None:
        """A card, its number from 1, and the highest number of a picture or clip that can be chosen."""
        self._card, self._showing = card, True
        self.time.set_value(card.at)
        self._offer(media)
        chosen = {"image": card.image, "clip": card.clip}
        places = [place for place in range(self.media.count()) if dict(self.media.itemData(place)) == chosen]
        self.media.setCurrentIndex(places[0] if places else -1)
        if self.text.toPlainText() != card.text:
            self.text.setPlainText(card.text)
        self._showing = False
        self.time.setAccessibleName(self.tr("Time of card {number}").format(number=number))
        self.media.setAccessibleName(self.tr("What card {number} shows").format(number=number))
        self.text.setAccessibleName(self.tr("Text of card {number}").format(number=number))
        self.remove.setToolTip(self.tr("Remove card {number}").format(number=number))
        self.remove.setAccessibleName(self.remove.toolTip())

    def begin(self) -> None:
        self._burst.end()
        self.time.begin()

    def set_theme(self, theme: Theme) -> None:
        self.time.set_theme(theme)
        self.media.set_theme(theme)
        self.remove.setIcon(icon("close", theme.color("dim"), theme.color("faint")))

    def _offer(self, media: int) -> None:
        """What can be chosen: nothing, a picture or a clip, by the number of its wire."""
        if self.media.count() == 1 + 2 * media:
            return
        self.media.clear()
        self.media.addItem(self.tr("text only"), {"image": 0, "clip": 0})
        for number in range(1, media + 1):
            self.media.addItem(self.tr("picture {number}").format(number=number), {"image": number, "clip": 0})
        for number in range(1, media + 1):
            self.media.addItem(self.tr("clip {number}").format(number=number), {"image": 0, "clip": number})

    def _typed(self) -> None:
        text = self.text.toPlainText()
        if not self._showing and text != self._card.text:
            self._change(self._burst.name(), text=text)

    def _change(self, burst: str, **changes: object) -> None:
        values = {"at": self._card.at, "text": self._card.text, "image": self._card.image, "clip": self._card.clip}
        self._card = Card(**{**values, **changes})  # pyright: ignore[reportArgumentType]
        self.changed.emit(self._card, burst)

    def _lay_out(self) -> None:
        self.time.set_limits(Limits(0, LONGEST, 0.25, "s"))
        self.time.setFixedWidth(_TIME_WIDTH)
        self.text.set_hint(self.tr("What is seen from here on"))
        self.remove.setFixedSize(QSize(ROW, ROW))
        self.remove.setProperty("role", "flat")
        self.remove.setStyleSheet("padding: 0;")
        self.remove.setIconSize(QSize(12, 12))
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.time, 0, 0)
        grid.addWidget(self.media, 0, 1)
        grid.addWidget(self.remove, 0, 2)
        grid.addWidget(self.text, 1, 0, 1, 3)
        QWidget.setTabOrder(self.time, self.media)
        QWidget.setTabOrder(self.media, self.text)
        QWidget.setTabOrder(self.text, self.remove)
