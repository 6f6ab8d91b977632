"""What a model would take, a line each, and what a person chooses of it: its precision, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from soraapp.models.folders import chosen_folders
from soraapp.places import models_folder
from ui.dialogs.choice_box import ChoiceBox
from ui.dialogs.models import get_words
from ui.getting import Offered
from ui.theme import GRID

_LABEL = 88


class OfferForm(QWidget):
    """Tells nothing until something is offered; where it goes can be chosen before."""

    chosen = Signal()
    """Something is to be otherwise than it was offered."""

    def __init__(self, parent: QWidget, *, choices: bool) -> None:
        """`choices`: whether there is anything to choose."""
        super().__init__(parent)
        self._choices = choices
        self._shown: Offered | None = None
        self.facts: dict[str, str] = {}
        """What is told, by its label."""
        self.precision, self.into = ChoiceBox(self), ChoiceBox(self)
        self.into.addItem(self.tr("the cache of Hugging Face, which other programs share"), None)
        for folder in dict.fromkeys((*chosen_folders(), models_folder())):
            self.into.addItem(str(folder), folder)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(GRID * 3)
        self._form.setVerticalSpacing(GRID * 2)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for box, name in ((self.precision, self.tr("Precision")), (self.into, self.tr("Put it into"))):
            box.setAccessibleName(name)
            box.activated.connect(lambda _: self.chosen.emit())
            self._form.addRow(_label(name, "dim"), box)
            self._form.setRowVisible(box, choices and box is self.into)

    def folder(self) -> Path | None:
        """Where it is to go; None for the cache of Hugging Face."""
        return self.into.currentData()

    def wanted(self) -> str | None:
        """The precision that is chosen; None where there is nothing to choose."""
        return self.precision.currentData()

    def allow(self, choosing: bool, /) -> None:
        """Whether anything can be chosen now."""
        for box in (self.precision, self.into):
            box.setEnabled(choosing)

    def show_offer(self, offered: Offered | None) -> None:
        """Tell of an offer, or of none."""
        if offered is self._shown:
            return
        self._shown = offered
        for _ in self.facts:
            self._form.removeRow(0)
        self.facts = dict(get_words.facts(offered)) if offered is not None else {}
        for row, (label, text) in enumerate(self.facts.items()):
            self._form.insertRow(row, _label(label, "dim"), _label(text))
        precisions = offered.offer.precisions if offered is not None else ()
        self.precision.clear()
        for name in precisions:
            self.precision.addItem(get_words.precision_title(name), name)
        if offered is not None and precisions:
            self.precision.setCurrentIndex(precisions.index(offered.offer.precision))
        self._form.setRowVisible(self.precision, self._choices and len(precisions) > 1)
        self.setAccessibleDescription("\n".join(f"{name}: {text}" for name, text in self.facts.items()))


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
        label.setMinimumWidth(_LABEL)
    else:
        label.setWordWrap(True)
    return label
