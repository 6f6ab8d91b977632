"""The line in which a take gets its name: Return and leaving take it, Escape drops it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.inspector.field import UndoPassesThrough, is_escape
from ui.theme import small


class NameLine(QLineEdit):
    """A line as small as the name it is over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pass_through = UndoPassesThrough(self)
        self.installEventFilter(self._pass_through)
        self.setFont(small(self.font()))
        self.setStyleSheet("padding: 0 2px; min-height: 0; border-radius: 3px; font-size: 11px;")
        self.setAccessibleName(self.tr("Name of the take"))
        self.begun = False
        """Whether it holds the name already, or what a person made of it: news of the take must not replace that."""

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the line, although the window has a shortcut for it."""
        if event.type() == QEvent.Type.ShortcutOverride and is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key goes on to the strip, where Return would pin the take."""
        super().keyPressEvent(event)
        event.accept()
