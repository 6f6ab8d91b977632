"""The one style sheet of the window, filled from the tokens of a theme.

Widgets ask for a look by a dynamic property `role`: ``title``, ``heading``, ``active``, ``dim``, ``faint``,
``small``, ``time``, ``bad``, ``ok`` or ``running`` for a label; ``accent``, ``danger``, ``flat`` or ``segment`` for a
button; ``panel``, ``header``, ``bar``, ``segments`` or ``ringed`` for a plain widget. A ringed one with the property
`ring` shows that the keyboard is inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template


def style_sheet(colors: Mapping[str, str]) -> str:
    """The style sheet for the colours of a theme."""
    return Template(_SHEET).substitute(colors)


_SHEET = """
* { outline: none; }
QMainWindow { background: $background; }
QDialog { background: $panel; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLabel#qt_msgbox_label, QLabel#qt_msgbox_informativelabel { min-width: 340px; margin: 0 0 4px 0; }
QLabel#qt_msgboxex_icon_label { margin: 0 8px 0 0; }
QMessageBox QLabel#qt_msgbox_label { font-weight: 600; }
QMessageBox QLabel#qt_msgbox_informativelabel { color: $dim; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QWidget[role="panel"] { background: $panel; }
QWidget[role="bar"] { background: $panel; border-bottom: 1px solid $line; }
QWidget[role="header"] { background: $panel; border-bottom: 1px solid $line; }
QWidget[role="ringed"] { background: $panel; border: 1px solid $panel; }
QWidget[role="ringed"][ring="true"] { border-color: $accent; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget > QWidget { background: $panel; }

QToolTip { background: $raised; color: $text; border: 1px solid $line; border-radius: 5px; padding: 4px 8px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="heading"] { font-size: 16px; font-weight: 600; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="active"] { color: $text; font-weight: 600; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="small"] { color: $dim; font-size: 11px; }
QLabel[role="dot"] { color: $accent; font-size: 8px; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="running"] { color: $running; }
QLabel[role="time"] { border: 1px solid transparent; border-radius: 5px; padding: 0 3px; }
QLabel[role="time"]:focus { border-color: $accent; }

QPushButton, QToolButton {
    background: $raised; color: $text; border: 1px solid $line; border-radius: 5px; padding: 3px 12px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover { border-color: $faint; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QPushButton:default { border-color: $accent; }
QPushButton[role="accent"], QToolButton[role="accent"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="accent"]:hover, QToolButton[role="accent"]:hover {
    background: $accent_hover; border-color: $accent_hover;
}
QPushButton[role="accent"]:focus { border: 2px solid $text; padding: 2px 11px; }
QPushButton[role="accent"]:disabled { background: $raised; color: $faint; border-color: $line; }
QPushButton[role="danger"], QToolButton[role="danger"] { color: $bad; border-color: $bad; background: transparent; }
QPushButton[role="flat"], QToolButton[role="flat"] {
    background: transparent; border: 1px solid transparent; color: $dim; padding: 3px 6px;
}
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover { color: $text; background: $raised; }
QPushButton[role="flat"]:focus, QToolButton[role="flat"]:focus { border-color: $accent; }
QPushButton[role="flat"]:checked, QToolButton[role="flat"]:checked { color: $accent; background: $raised; }
QWidget[role="segments"] { background: $background; border-radius: 7px; }
QPushButton[role="segment"] {
    background: transparent; border: 1px solid transparent; color: $dim; padding: 0 11px; min-height: 0;
}
QPushButton[role="segment"]:hover { color: $text; }
QPushButton[role="segment"]:checked { background: $raised; color: $text; font-weight: 600; }
QPushButton[role="segment"]:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }
QFileDialog QToolButton { padding: 2px; min-height: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: $background; color: $text; border: 1px solid $line; border-radius: 5px; padding: 3px 8px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $faint;
}
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 18px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border-color: $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $faint; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; selection-background-color: $selection; }

QMenuBar { background: transparent; color: $dim; padding: 0; spacing: 0; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 5px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $raised; color: $text; }
QMenu { background: $raised; color: $text; border: 1px solid $line; border-radius: 7px; padding: 4px; }
QMenu::item { padding: 4px 27px 4px 11px; border: 1px solid transparent; border-radius: 4px; min-width: 120px; }
QMenu::item:selected { background: $selection; color: $text; border-color: $selection_line; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QAbstractItemView {
    background: $panel; border: 1px solid transparent;
    selection-background-color: $selection; selection-color: $text;
}
QAbstractItemView:focus { border-color: $accent; }
QAbstractItemView::item { border: 1px solid transparent; }
QAbstractItemView::item:hover { background: $raised; }
QAbstractItemView::item:selected { background: $selection; color: $text; border-color: $selection_line; }
QAbstractItemView::item:focus { border-color: $accent; }
QListWidget::item { padding-left: 9px; }
QLineEdit[role="search"] { padding-left: 2px; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QHeaderView::section {
    background: $panel; color: $dim; border: none; border-bottom: 1px solid $line; padding: 4px 8px;
}
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; min-height: 24px; min-width: 24px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QStatusBar { background: $panel; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $running; border-radius: 2px; }
QTabBar::tab { background: $panel; color: $dim; border: none; padding: 6px 12px; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar:focus { border: 1px solid $accent; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
"""
