"""The list of all shortcuts, from the commands themselves; and what the program is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from soraapp import __version__
from ui.actions import MENUS, command_text, keys_text, menu_title
from ui.theme import GRID, tabular


def show_shortcuts(window: QWidget) -> QDialog:
    """Open the list of shortcuts, menu by menu."""
    dialog = _dialog(window, _tr("Keyboard shortcuts"))
    table = QWidget(dialog)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, GRID * 3, 0)
    grid.setHorizontalSpacing(GRID * 8)
    grid.setVerticalSpacing(GRID)
    grid.setColumnStretch(0, 1)
    row = 0
    for menu in MENUS:
        commands = [command for command in menu.commands if keys_text(command)]
        if commands:
            grid.addWidget(_label(menu_title(menu), "title"), row, 0)
            grid.setRowMinimumHeight(row, GRID * 8)
            row += 1
        for command in commands:
            keys = _label(keys_text(command), "dim")
            keys.setFont(tabular(keys.font()))
            grid.addWidget(_label(command_text(command).rstrip("…"), ""), row, 0)
            grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight)
            row += 1
    area = QScrollArea(dialog)
    area.setWidget(table)
    area.setWidgetResizable(True)
    _fill(dialog, area)
    dialog.resize(420, 560)
    dialog.open()
    return dialog


def show_about(window: QWidget) -> QDialog:
    """Open a few lines about the program."""
    dialog = _dialog(window, _tr("About Soraapp"))
    content = QWidget(dialog)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID * 2)
    column.addWidget(_label("Soraapp", "heading"))
    column.addWidget(_label(_tr("Version {version}").format(version=__version__), "dim"))
    text = _label(
        _tr("A studio for making video with diffusion models on your own machine: no server, no account, no network."),
        "",
    )
    text.setWordWrap(True)
    column.addWidget(text)
    column.addWidget(_label(f"Qt {QLibraryInfo.version().toString()}", "faint"))
    column.addStretch(1)
    _fill(dialog, content)
    dialog.resize(380, 220)
    dialog.open()
    return dialog


def _dialog(window: QWidget, title: str) -> QDialog:
    dialog = QDialog(window)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _fill(dialog: QDialog, content: QWidget) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.button(QDialogButtonBox.StandardButton.Close).setText(_tr("Close"))
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(GRID * 5, GRID * 4, GRID * 5, GRID * 4)
    column.setSpacing(GRID * 4)
    column.addWidget(content, 1)
    column.addWidget(buttons)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    if role:
        label.setProperty("role", role)
    return label


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
