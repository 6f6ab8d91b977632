"""Renaming a node in its place: a field over its title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class TitleField(QLineEdit):
    """Enter or a click elsewhere takes the name; Escape leaves the old one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = parent
        self.setObjectName("canvasTitle")
        self._accept: Callable[[str], bool] = lambda _: True
        self._before = ""
        self.hide()

    def open_at(self, rect: QRect, name: str, accept: Callable[[str], bool]) -> None:
        """Edit a name at a place of the parent; `accept` takes the new one and answers whether it could be used."""
        self._accept, self._before = accept, name
        self.setGeometry(rect)
        self.setText(name)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take what is typed, if the field is open."""
        if self.isVisible() and (self.text().strip() == self._before or self._accept(self.text())):
            self._close()

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the field, although the window has a shortcut for it."""
        override = QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and event.type() == override and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
        event.accept()  # Else the canvas would get what means nothing here.

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if (
            event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
            and self.isVisible()
        ):
            if self.text().strip() != self._before:
                self._accept(self.text())
            self._close()

    def _close(self) -> None:
        """Hide first: losing the focus must not take the name a second time."""
        self._before = self.text().strip()
        self.hide()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
