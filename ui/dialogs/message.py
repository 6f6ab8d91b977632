"""Something went wrong: what, and the remedy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QMessageBox, QWidget

from soraapp.errors import SoraError
from ui.texts import error_message, error_remedy
from ui.theme import pixmap


def show_error(window: QWidget, title: str, *errors: SoraError) -> QMessageBox:
    """Tell a person of an error, or of several, without waiting for the answer."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, "", QMessageBox.StandardButton.Ok, window)
    box.setObjectName("error_message")
    color = box.palette().color(QPalette.ColorRole.BrightText)
    box.setIconPixmap(pixmap("warning", color.name(), 32, box.devicePixelRatioF()))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText("\n\n".join(map(_told, errors)))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def _told(error: SoraError) -> str:
    return "\n".join(part for part in (error_message(error), error_remedy(error)) if part)
