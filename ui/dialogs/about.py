"""What the program is, in a few lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from soraapp import __version__
from ui.theme import GRID


def show_about(window: QWidget) -> QDialog:
    """Open a few lines about the program."""
    dialog = QDialog(window)
    dialog.setWindowTitle(_tr("About Soraapp"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    text = _label(
        _tr("A studio for making video with diffusion models on your own machine: no server, no account, no network."),
        "",
    )
    text.setWordWrap(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.button(QDialogButtonBox.StandardButton.Close).setText(_tr("Close"))
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(GRID * 5, GRID * 4, GRID * 5, GRID * 4)
    column.setSpacing(GRID * 2)
    column.addWidget(_label("Soraapp", "heading"))
    column.addWidget(_label(_tr("Version {version}").format(version=__version__), "dim"))
    column.addWidget(text)
    column.addWidget(_label(f"Qt {QLibraryInfo.version().toString()}", "faint"))
    column.addStretch(1)
    column.addWidget(buttons)
    dialog.resize(380, 220)
    dialog.open()
    return dialog


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    if role:
        label.setProperty("role", role)
    return label


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
