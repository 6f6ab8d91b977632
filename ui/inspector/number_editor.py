"""Where a number is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.inspector.field import UndoPassesThrough, is_escape


class NumberEditor(QLineEdit):
    """A line over a number field; hidden until a person types."""

    taken = Signal()
    """Return was pressed."""
    dropped = Signal()
    """Escape was pressed."""
    left = Signal()
    """The focus went elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pass_through = UndoPassesThrough(self)
        self.installEventFilter(self._pass_through)
        self._whole = False
        """A double click has selected everything, and the button is still down."""
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the line, although the window has a shortcut for it."""
        if event.type() == QEvent.Type.ShortcutOverride and is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif is_escape(event):
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """To Qt the point of a number ends a word: here the whole number is one."""
        self.selectAll()
        self._whole = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._whole:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._whole = False
        super().mouseReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isHidden() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
