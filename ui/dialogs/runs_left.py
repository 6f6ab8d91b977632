"""Asks before runs that are not over end with the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.theme import RESOURCES


def ask_to_quit(window: QWidget, count: int, quit_: Callable[[], None]) -> QMessageBox:
    """Ask, and call back where the window is to close all the same."""
    role = QMessageBox.ButtonRole
    box = QMessageBox(QMessageBox.Icon.NoIcon, _tr("Quit"), "", parent=window)
    box.setObjectName("runs_left")
    box.setIconPixmap(QIcon(str(RESOURCES / "icons" / "soraapp.svg")).pixmap(40, 40))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_tr("1 run is not over.") if count == 1 else _tr("{count} runs are not over.").format(count=count))
    box.setInformativeText(_tr("Soraapp offers to go on the next time, and does nothing twice."))
    end, stay = box.addButton(_tr("Quit"), role.DestructiveRole), box.addButton(_tr("Stay"), role.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(lambda _: quit_() if box.clickedButton() is end else None)
    box.open()
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("runs_left", text)
