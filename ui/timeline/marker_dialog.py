"""Asks what a marker says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from soraapp.project.timeline.markers import change_marker, remove_marker
from soraapp.project.timeline.timeline import Marker, Timeline
from ui.canvas.look import Look
from ui.canvas.tints import TINTS, tint, tint_titles
from ui.dialogs.choice_box import ChoiceBox
from ui.document import Document
from ui.theme import GRID

SWATCH = 12


class MarkerDialog(QDialog):
    """One edit changes all, or takes the marker away."""

    def __init__(self, document: Document, timeline: Timeline, marker: Marker, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._timeline, self._marker = document, timeline, marker
        self.setObjectName("marker")
        self.setWindowTitle(self.tr("Marker"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit(marker.name, self)
        self.note = QPlainTextEdit(marker.note, self)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(84)
        self.note.setMinimumWidth(280)
        self.color = ChoiceBox(self)
        for name, title in zip(TINTS, tint_titles(), strict=True):
            swatch = QPixmap(SWATCH, SWATCH)
            swatch.fill(tint(look, name))
            self.color.addItem(QIcon(swatch), title, name)
        if marker.color not in TINTS:
            self.color.addItem(marker.color, marker.color)
        self.color.setCurrentIndex(self.color.findData(marker.color))
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel, parent=self)
        self.remove = self.buttons.addButton(self.tr("Remove"), QDialogButtonBox.ButtonRole.DestructiveRole)
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 4)
        form.setVerticalSpacing(GRID * 2)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Note"), self.note)
        form.addRow(self.tr("Colour"), self.color)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[GRID * 4] * 4)
        column.setSpacing(GRID * 3)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.remove.clicked.connect(self._remove)
        self.name.setFocus()

    def _accept(self) -> None:
        edit = change_marker(
            self._timeline.id,
            self._marker.id,
            name=self.name.text(),
            note=self.note.toPlainText().strip(),
            color=self.color.currentData(),
        )
        self._document.attempt(edit)
        self.accept()

    def _remove(self) -> None:
        self._document.attempt(remove_marker(self._timeline.id, self._marker.id))
        self.accept()
