"""Where the parts of the export dialog are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import GRID

if TYPE_CHECKING:
    from ui.dialogs.export.dialog import ExportDialog

_WIDTH = 760


def lay_out(dialog: ExportDialog) -> None:
    """The form at the left, what becomes of the clip at the right, below them what is told and what can be done."""
    place = QHBoxLayout()
    place.setSpacing(GRID * 2)
    place.addWidget(dialog.file, 1)
    place.addWidget(dialog.browse)
    form = dialog.order.form
    form.insertRow(0, _tr("Clip"), dialog.clip)
    form.addRow(_tr("File"), place)
    form.addRow(_tr("Carries"), dialog.provenance)
    buttons = QHBoxLayout()
    buttons.setSpacing(GRID * 2)
    buttons.addWidget(dialog.add)
    buttons.addStretch(1)
    for button in (dialog.behind, dialog.cancel, dialog.start):
        buttons.addWidget(button)
    dialog.start.setProperty("role", "accent")
    dialog.start.setDefault(True)
    for button in (
        dialog.browse,
        dialog.behind,
        dialog.cancel,
        dialog.add,
    ):  # Enter means Export wherever the focus is.
        button.setAutoDefault(False)
    above = QHBoxLayout()
    above.setSpacing(GRID * 6)
    above.addWidget(dialog.order, 1)
    above.addWidget(dialog.look)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(GRID * 5, GRID * 5, GRID * 5, GRID * 4)
    column.setSpacing(GRID * 3)
    column.addLayout(above)
    column.addWidget(dialog.note, 1)
    column.addWidget(dialog.progress)
    column.addLayout(buttons)
    dialog.setMinimumWidth(_WIDTH)
    order: list[QWidget] = [
        dialog.clip, *dialog.order.widgets(), dialog.file, dialog.browse, dialog.provenance, dialog.look.frame,
        dialog.add, dialog.behind, dialog.cancel, dialog.start,
    ]  # fmt: skip
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportDialog", text)
