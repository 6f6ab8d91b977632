"""How a model runs on this machine: choices that are left to the program at first, and what they come to in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from soraapp.errors import SoraError
from soraapp.models.diffusers.speed.step_cache import suited
from soraapp.models.placeable import choices_of
from soraapp.models.planning import plan
from soraapp.models.remarks import pace_remarks, remarks
from soraapp.models.setup import Setup, choose_setup, setup_of
from ui.dialogs.choice_box import ChoiceBox
from ui.dialogs.models import words
from ui.dialogs.models.reading import Usable
from ui.texts import error_text
from ui.theme import GRID


class _Box(ChoiceBox):
    """The wheel scrolls the page around it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Running(QWidget):
    """The choices for one model. Each is kept as soon as it is made; one that cannot be kept or done is told."""

    chosen = Signal(object)
    """The `Usable` as it is now."""

    def __init__(self, entry: Usable, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry = entry
        self._name = entry.capabilities.name
        self.boxes: dict[str, ChoiceBox] = {}
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 3)
        form.setVerticalSpacing(GRID * 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        setup = setup_of(self._name)
        for field, values in choices_of(entry.fitting.machine).items():
            able = ("auto", *suited(entry.about.step_caches)) if field == "step_cache" else values
            if len(able) > 1 and (field != "cards" or entry.about.divides):
                form.addRow(self._label(field), self._box(field, able, setup))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID * 2)
        whole.addLayout(form)
        whole.addWidget(self.told)
        self._tell(setup)

    def _label(self, field: str) -> QLabel:
        label = QLabel(field_title(field), self)
        label.setProperty("role", "dim")
        label.setMinimumWidth(96)
        return label

    def _box(self, field: str, values: tuple[str, ...], setup: Setup) -> ChoiceBox:
        box = _Box(self)
        for value in values:
            box.addItem(choice_title(field, value), value)
        box.setCurrentIndex(max(0, box.findData(str(getattr(setup, field)))))
        box.setAccessibleName(field_title(field))
        box.activated.connect(self._choose)
        self.boxes[field] = box
        return box

    def _choose(self) -> None:
        wanted = {field: str(box.currentData()) for field, box in self.boxes.items()}
        try:
            setup = setup_of(self._name).changed(**wanted)
            choose_setup(self._name, setup)
        except SoraError as error:
            self.told.setText(error_text(error))
            return
        self._tell(setup)
        self.chosen.emit(self._entry)

    def _tell(self, setup: Setup) -> None:
        try:
            placement = plan(self._entry.about, self._entry.fitting.machine, setup)
        except SoraError as error:
            self.told.setText(error_text(error))
            return
        self._entry = replace(self._entry, fitting=placement)
        self.told.setText(words.sentences(*remarks(placement), *pace_remarks(setup)))


def field_title(field: str) -> str:
    """What can be chosen, in a word or two."""
    return _tr(_FIELDS.get(field, field))


def choice_title(field: str, value: str) -> str:
    """A choice; names of libraries stay as they are."""
    return _tr(_CHOICES.get(f"{field} {value}") or _CHOICES.get(value, value))


def _tr(text: str) -> str:
    return QCoreApplication.translate("running", text)


_FIELDS = {
    "precision": "Precision",
    "offload": "Networks wait",
    "quantise": "Weights",
    "tiling": "Tiles",
    "attention": "Attention",
    "step_cache": "Step cache",
    "compile": "Compiled",
    "cards": "Graphics cards",
}
_CHOICES = {
    "auto": "Automatic",
    "all": "all together",
    "float32": "32 bits",
    "bfloat16": "16 bits (bfloat16)",
    "float16": "16 bits (float16)",
    "offload none": "nowhere",
    "model": "in memory, whole",
    "group": "in memory, in blocks",
    "disk": "on the disk, in blocks",
    "quantise none": "as they are",
    "int8": "8 bits (int8)",
    "int4": "4 bits (nf4)",
    "float8": "8 bits (float8)",
    "on": "on",
    "off": "off",
    "native": "as torch does it",
    "first-block-light": "first block, light",
    "first-block-strong": "first block, strong",
    "magcache-light": "MagCache, light",
    "magcache-strong": "MagCache, strong",
    "taylorseer-light": "TaylorSeer, light",
    "taylorseer-strong": "TaylorSeer, strong",
}
TEXTS = (*_FIELDS.values(), *_CHOICES.values())
"""All that may be said of choices."""
