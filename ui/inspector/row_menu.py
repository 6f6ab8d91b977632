"""What can be done with the value of an input as a whole: reset, copied, pasted, given to other nodes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from soraapp.errors import SoraError
from soraapp.nodekit import Value
from ui.canvas.words import value_text
from ui.typed_number import typed_number

if TYPE_CHECKING:
    from ui.inspector.row import InputRow

_WIDEST = 240
_MOST = 12


class RowMenu(QObject):
    """The context menu of a row, and the keys for copying and pasting."""

    def __init__(self, row: InputRow) -> None:
        super().__init__(row)
        self._row = row
        self.can_spread: Callable[[], bool] = lambda: False
        """Whether other nodes are selected that have such an input."""
        for text in _texts(row.field):
            text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The menu of a text has the entries of its row, too."""
        if isinstance(event, QContextMenuEvent) and isinstance(watched, QWidget) and not self._row.wired:
            menu = _own_menu(watched, event)
            menu.addSeparator()
            self.fill(menu).popup(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def open(self, event: QContextMenuEvent) -> None:
        self.fill(QMenu(self._row)).popup(event.globalPos())

    def fill(self, menu: QMenu) -> QMenu:
        """Add the entries to a menu, which is gone when it is closed."""
        row, entry = self._row, self._row.entry
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        back = menu.addAction(self.tr("Reset to the default"), lambda: row.reset.emit(row.port.name))
        back.setEnabled(entry.changed)
        menu.addSeparator()
        copied = menu.addAction(self.tr("Copy value"), self.copy_value)
        menu.addAction(self.tr("Paste value"), self.paste_value)
        spread = menu.addAction(self.tr("Copy to the selected nodes"), lambda: row.spread.emit(row.port.name))
        copied.setEnabled(not entry.mixed)
        spread.setEnabled(not entry.mixed and self.can_spread())
        if entry.mixed:
            self._offer_values(menu.addMenu(self.tr("Use for all")))
        return menu

    def copy_value(self) -> None:
        value = self._row.entry.value
        QGuiApplication.clipboard().setText("" if value is None else str(value))

    def paste_value(self) -> None:
        """Take the text of the clipboard as the value, if it can be one."""
        row = self._row
        try:
            value = self._parsed(QGuiApplication.clipboard().text())
            row.port.read(value)
        except SoraError as error:
            row.refuse(error)
        else:
            row.take(value)

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key copies or pastes the value."""
        copies, pastes = map(event.matches, (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste))
        if self._row.wired or not (copies or pastes):
            return False
        if pastes:
            self.paste_value()
        elif not self._row.entry.mixed:
            self.copy_value()
        return True

    def _parsed(self, text: str) -> Value:
        port, field = self._row.port, self._row.field
        if port.type in (int, float) and field is not None:
            return typed_number(text, port, field.limits)
        return None if not text and port.optional else port.parse(text)

    def _offer_values(self, menu: QMenu) -> None:
        """The different values of several nodes, each with the first node that has it."""
        port, entry = self._row.port, self._row.entry
        metrics, told = QFontMetrics(menu.font()), list[Value]()
        for node, value in entry.values.items():
            if len(told) < _MOST and not any(value == one and type(value) is type(one) for one in told):
                told.append(value)
                text = value_text(port, value) or self.tr("empty")
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDEST)
                menu.addAction(f"{shown} · {self._row.name_of(node)}", partial(self._row.take, value))


def _texts(field: QWidget | None) -> list[QWidget]:
    if field is None:
        return []
    boxes = field.findChildren(QPlainTextEdit)
    return [*field.findChildren(QLineEdit), *boxes, *(box.viewport() for box in boxes)]


def _own_menu(widget: QWidget, event: QContextMenuEvent) -> QMenu:
    """The menu that a text brings with it."""
    if isinstance(widget, QLineEdit):
        return widget.createStandardContextMenu()
    box = widget if isinstance(widget, QPlainTextEdit) else widget.parentWidget()
    assert isinstance(box, QPlainTextEdit)
    return box.createStandardContextMenu(event.pos())
