"""The dialog that asks for a file. Where the system has none of its own, Qt's gets the icons of this program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from ui.theme import icon

_ICONS = {
    "backButton": "chevron-left",
    "forwardButton": "chevron-right",
    "toParentButton": "chevron-up",
    "newFolderButton": "add",
    "listModeButton": "graph",
    "detailModeButton": "menu",
}


def file_dialog(window: QWidget, title: str, place: str) -> QFileDialog:
    """A dialog, not open yet, that begins at a folder or a file and goes when it is closed."""
    dialog = QFileDialog(window, title, place)
    dialog.setObjectName("file_dialog")
    dialog.finished.connect(dialog.deleteLater)
    # Qt's own translations lack these two.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _tr("Look in:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _tr("Files of type:"))
    palette = dialog.palette()
    faint = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    for name, sign in _ICONS.items():
        button = dialog.findChild(QToolButton, name)
        if button is not None:  # The system's own dialog has none.
            button.setProperty("role", "flat")
            button.setIconSize(QSize(16, 16))
            button.setIcon(icon(sign, palette.color(QPalette.ColorRole.ButtonText), faint))
    return dialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)
