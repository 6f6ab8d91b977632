"""What a person says of a file: its format and quality, the frame, the size, the rate, and which part of the clip."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from soraapp.media.export.order import Filling, Order, Shape
from soraapp.media.export.preset import Family
from soraapp.media.export.presets import PRESETS, USUAL
from soraapp.media.time import parse_rate
from ui.dialogs.choice_box import ChoiceBox
from ui.dialogs.export.span_row import SpanRow
from ui.dialogs.tick import Tick
from ui.export_words import filling_title, preset_about, preset_title, quality_promise, shape_title
from ui.theme import GRID

_SIZES = (2160, 1440, 1080, 720, 480, 360)
_RATES = ("12", "15", "23.976", "24", "25", "29.97", "30", "50", "60")


class OrderForm(QWidget):
    """The rows of the form. Whatever is chosen is told at once; what cannot be is found when the order is asked for."""

    changed = Signal()
    preset_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.preset, self.quality = self._box(self.tr("Format")), self._box(self.tr("Quality"))
        self.shape, self.filling = self._box(self.tr("Frame")), self._box(self.tr("In the frame"))
        self.size_, self.rate = self._box(self.tr("Size")), self._box(self.tr("Frame rate"))
        self.span = SpanRow(self)
        self.hardware = Tick(self.tr("Use the encoder of the graphics card, if there is one"), self)
        self.about, self.settings = _small(self), _small(self)
        self.settings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._place = (0.5, 0.5)
        self._still = False
        self._fill()
        self._lay_out()
        self._connect()
        self.set_order(Order())

    # The order

    def order(self) -> Order:
        """What was chosen. Raises SoraError for what cannot be."""
        first, last = (None, None) if self._still else self.span.span()
        return Order(
            preset=self.preset.currentData(),
            quality=self.quality.currentData(),
            shape=Shape(self.shape.currentData()),
            filling=Filling(self.filling.currentData()),
            across=self._place[0],
            down=self._place[1],
            size=self.size_.currentData(),
            rate=parse_rate(self.rate.currentData()) if self.rate.currentData() and not self._still else None,
            first=first,
            last=last,
            hardware=self.hardware.isChecked() and bool(PRESETS[self.preset.currentData()].hardware),
        )

    def set_order(self, order: Order) -> None:
        """Show what was chosen another time; which part of the clip was is forgotten."""
        _choose(self.preset, order.preset)
        self._show_preset()
        _choose(self.quality, order.quality or order.kind.usual)
        _choose(self.shape, order.shape.value)
        _choose(self.filling, order.filling.value)
        _choose(self.size_, order.size)
        _choose(self.rate, next((rate for rate in _RATES if parse_rate(rate) == order.rate), ""))
        self.hardware.setChecked(order.hardware)
        self._place = (order.across, order.down)
        self._look()

    def choose_preset(self, name: str) -> None:
        """Another format, with what else was chosen."""
        if name != self.preset.currentData():
            _choose(self.preset, name)
            self._show_preset()
            self.changed.emit()

    def set_place(self, across: float, down: float) -> None:
        """Where the frame lies over the picture."""
        self._place = (across, down)
        self.changed.emit()

    def set_still(self, *, still: bool) -> None:
        """Whether it is about one picture, which has neither a rate nor a length."""
        if still == self._still:
            return
        self._still = still
        chosen = self.preset.currentData()
        self._fill_presets()
        fitting = chosen if self.preset.findData(chosen) >= 0 else ("png" if still else USUAL.name)
        _choose(self.preset, fitting)
        self._show_preset()

    # What is seen

    def _show_preset(self) -> None:
        """What the format can be, with the quality that was chosen if it has that."""
        kind, word = PRESETS[self.preset.currentData()], self.quality.currentData()
        self.quality.clear()
        for quality in kind.qualities:
            self.quality.addItem(quality_promise(quality), quality.word)
        _choose(self.quality, word if self.quality.findData(word) >= 0 else kind.usual)
        self._look()

    def _look(self) -> None:
        kind = PRESETS[self.preset.currentData()]
        sound = kind.family is Family.SOUND
        _say(self.about, preset_about(kind))
        _say(self.settings, kind.quality(self.quality.currentData()).settings)
        self.quality.setEnabled(len(kind.qualities) > 1)
        for box in (self.shape, self.size_):
            box.setEnabled(not sound)
        self.rate.setEnabled(not sound and not self._still)
        self.filling.setEnabled(not sound and self.shape.currentData() != Shape.AS_IT_IS.value)
        self.span.setEnabled(not self._still)
        self.hardware.setEnabled(bool(kind.hardware))

    # Assembly

    def _fill(self) -> None:
        self._fill_presets()
        for shape in Shape:
            self.shape.addItem(shape_title(shape), shape.value)
        for filling in Filling:
            self.filling.addItem(filling_title(filling), filling.value)
        self.size_.addItem(self.tr("Size as it is"), None)
        for size in _SIZES:
            self.size_.addItem(f"{size}p", size)
        self.rate.addItem(self.tr("Rate as it is"), "")
        for rate in _RATES:
            self.rate.addItem(self.tr("{rate} fps").format(rate=rate), rate)

    def _fill_presets(self) -> None:
        """Families apart from each other; for one picture there are pictures alone."""
        self.preset.clear()
        family: Family | None = None
        for preset in PRESETS.values():
            if self._still and preset.family is not Family.PICTURES:
                continue
            if family is not None and preset.family is not family:
                self.preset.insertSeparator(self.preset.count())
            family = preset.family
            self.preset.addItem(preset_title(preset), preset.name)

    def _connect(self) -> None:
        self.preset.activated.connect(lambda _: (self._show_preset(), self.preset_changed.emit(), self.changed.emit()))
        for box in (self.quality, self.shape, self.filling, self.size_, self.rate):
            box.activated.connect(lambda _: (self._look(), self.changed.emit()))
        self.span.changed.connect(self.changed)
        self.hardware.clicked.connect(lambda _: self.changed.emit())

    def _lay_out(self) -> None:
        self.form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(GRID * 4)
        form.setVerticalSpacing(GRID * 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Format"), _below(self.preset, self.about))
        form.addRow(self.tr("Quality"), _below(self.quality, self.settings))
        form.addRow(self.tr("Frame"), _side_by_side(self.shape, self.filling))
        form.addRow(self.tr("Size"), _side_by_side(self.size_, self.rate))
        form.addRow(self.tr("Frames"), self.span)
        form.addRow("", self.hardware)

    def widgets(self) -> tuple[QWidget, ...]:
        """What can be chosen, in order."""
        return (
            self.preset, self.quality, self.shape, self.filling, self.size_, self.rate, self.span, self.hardware
        )  # fmt: skip

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(name)
        return box


def remembered(order: Order) -> Order:
    """What of an order holds for other clips, too."""
    return replace(order, first=None, last=None, across=0.5, down=0.5)


def _choose(box: ChoiceBox, value: object) -> None:
    box.setCurrentIndex(max(box.findData(value), 0))


def _small(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "small")
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return label


def _say(label: QLabel, text: str) -> None:
    """All of it is in the tip, should it be too long."""
    label.setText(text)
    label.setToolTip(text)


def _below(box: QWidget, label: QLabel) -> QVBoxLayout:
    """A list, and under it what its choice means."""
    column = QVBoxLayout()
    column.setSpacing(GRID)
    column.addWidget(box)
    column.addWidget(label)
    return column


def _side_by_side(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID * 2)
    for part in parts:
        row.addWidget(part, 1)
    return row
