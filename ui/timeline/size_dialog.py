"""Asks for the size and the frame rate of a timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from soraapp.errors import SoraError
from soraapp.media.clip import Size
from soraapp.media.time import parse_rate
from soraapp.project.timeline.timeline import Timeline
from soraapp.project.timeline.timelines import set_timeline
from ui.dialogs.choice_box import ChoiceBox
from ui.document import Document
from ui.texts import error_text
from ui.theme import GRID

RATES = ("8", "12", "15", "16", "23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60")
SIZES = (Size(3840, 2160), Size(1920, 1080), Size(1280, 720), Size(1080, 1920), Size(1080, 1080), Size(1080, 1350))


class SizeDialog(QDialog):
    """One edit changes both; a new rate keeps the times of all items as near as whole frames allow."""

    def __init__(self, document: Document, timeline: Timeline, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._timeline = document, timeline
        self.setObjectName("timeline_size")
        self.setWindowTitle(self.tr("Size and frame rate of {name}").format(name=timeline.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.preset = ChoiceBox(self)
        self.preset.addItem(self.tr("Another size"), None)
        for size in SIZES:
            self.preset.addItem(f"{size.width} \u00d7 {size.height}", size)
        self.preset.setCurrentIndex(SIZES.index(timeline.size) + 1 if timeline.size in SIZES else 0)
        self.width_, self.height_ = _pixels(timeline.size.width, self), _pixels(timeline.size.height, self)
        self.width_.setAccessibleName(self.tr("Width in pixels"))
        self.height_.setAccessibleName(self.tr("Height in pixels"))
        self.rate = ChoiceBox(self)
        self.rate.setEditable(True)
        self.rate.addItems(RATES)
        self.rate.setCurrentText(f"{float(timeline.rate):.6g}")
        self.trouble = QLabel(self)
        self.trouble.setProperty("role", "bad")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self._lay_out()
        self.preset.activated.connect(self._take_preset)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        size = QHBoxLayout()
        size.addWidget(self.width_)
        size.addWidget(QLabel("\u00d7", self))
        size.addWidget(self.height_)
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 4)
        form.setVerticalSpacing(GRID * 2)
        form.addRow(self.tr("Size"), self.preset)
        form.addRow("", size)
        form.addRow(self.tr("Frames a second"), self.rate)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[GRID * 4] * 4)
        column.setSpacing(GRID * 3)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    def _take_preset(self) -> None:
        size = self.preset.currentData()
        if size is not None:
            self.width_.setValue(size[0])
            self.height_.setValue(size[1])

    def _accept(self) -> None:
        text = self.rate.currentText()
        before = self._timeline
        size = Size(self.width_.value(), self.height_.value())
        try:
            rate = before.rate if text == f"{float(before.rate):.6g}" else parse_rate(text)
            if (size, rate) != (before.size, before.rate):
                self._document.apply(set_timeline(before.id, size=size, rate=rate))
        except SoraError as error:
            self.trouble.setText(error_text(error))
            self.trouble.show()
            return
        self.accept()


def ask_size(document: Document, timeline: Timeline, parent: QWidget) -> SizeDialog:
    """Open the dialog; the window goes on meanwhile."""
    dialog = SizeDialog(document, timeline, parent)
    dialog.open()
    return dialog


def _pixels(value: int, parent: QWidget) -> QSpinBox:
    box = QSpinBox(parent)
    box.setRange(16, 8192)
    box.setSingleStep(2)
    box.setValue(value)
    return box
