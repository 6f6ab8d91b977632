"""Asks what to do with unsaved work before it would be lost."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.theme import RESOURCES


class Answer(Enum):
    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def ask_unsaved(window: QWidget, name: str, answered: Callable[[Answer], None]) -> QMessageBox:
    """Ask, and call back with the answer."""
    buttons = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.NoIcon, _tr("Unsaved work"), "", parent=window)
    box.setObjectName("unsaved")
    box.setIconPixmap(QIcon(str(RESOURCES / "icons" / "soraapp.svg")).pixmap(40, 40))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_tr("Save the changes to {name}?").format(name=name))
    box.setInformativeText(_tr("They are lost if you do not save them."))
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.button(buttons.Save).setText(_tr("Save"))
    box.button(buttons.Discard).setText(_tr("Discard"))
    box.button(buttons.Cancel).setText(_tr("Cancel"))
    box.setDefaultButton(buttons.Save)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    answers = {buttons.Save: Answer.SAVE, buttons.Discard: Answer.DISCARD}
    box.finished.connect(lambda result: answered(answers.get(buttons(result), Answer.CANCEL)))
    box.open()
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("unsaved", text)
