"""Asks how fast items play, and in which direction."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from soraapp.errors import SoraError
from soraapp.project.timeline.pace import set_speed
from soraapp.project.timeline.timeline import FASTEST, Timeline
from ui.document import Document
from ui.texts import error_text
from ui.theme import GRID


class PaceDialog(QDialog):
    """One edit changes all of them."""

    def __init__(self, document: Document, timeline: Timeline, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._timeline, self._ids = document, timeline, ids
        first = timeline.by_id[ids[0]]
        self.setObjectName("pace")
        self.setWindowTitle(self.tr("Speed and direction"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.speed = QDoubleSpinBox(self)
        self.speed.setRange(float(100 / FASTEST), float(100 * FASTEST))
        self.speed.setDecimals(2)
        self.speed.setSingleStep(10)
        self.speed.setSuffix(" %")
        self.speed.setValue(float(first.speed * 100))
        self.reverse = QCheckBox(self.tr("Play backwards"), self)
        self.reverse.setChecked(first.reverse)
        self.ripple = QCheckBox(self.tr("What comes later makes way or closes up"), self)
        self.ripple.setChecked(True)
        self.trouble = QLabel(self)
        self.trouble.setProperty("role", "bad")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 4)
        form.setVerticalSpacing(GRID * 2)
        form.addRow(self.tr("Speed"), self.speed)
        form.addRow("", self.reverse)
        form.addRow("", self.ripple)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[GRID * 4] * 4)
        column.setSpacing(GRID * 3)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.speed.selectAll()

    def _accept(self) -> None:
        speed = Fraction(round(self.speed.value() * 100), 10000)
        ripple = self.ripple.isChecked()
        try:
            self._document.apply(
                set_speed(self._timeline.id, self._ids, speed, self.reverse.isChecked(), ripple=ripple)
            )
        except SoraError as error:
            self.trouble.setText(error_text(error))
            self.trouble.show()
            return
        self.accept()
