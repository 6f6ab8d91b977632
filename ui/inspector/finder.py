"""A line in which a person types a word to see only the inputs that have to do with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from ui.inspector.field import is_escape
from ui.theme import ROW, Theme, icon


class Finder(QWidget):
    """Hidden until it is asked for; Escape clears and hides it."""

    changed = Signal(str)
    """The words; empty when all inputs are wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line(self)
        self.line.setProperty("role", "search")
        self.count = QLabel(self)
        self.count.setProperty("role", "small")
        self._sign = QAction(self)
        self.line.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        self.line.textChanged.connect(self.changed)
        self.set_theme(theme)
        self.retranslate()
        self.hide()

    @property
    def words(self) -> str:
        """What is sought; empty while the line is hidden."""
        return "" if self.isHidden() else self.line.text().strip()

    def toggle(self) -> None:
        if self.isHidden():
            self.open()
        else:
            self.close_line()

    def open(self) -> None:
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_line(self) -> None:
        """Show all inputs again."""
        self.hide()
        self.line.clear()

    def tell(self, found: int, of: int) -> None:
        """How many inputs are shown."""
        self.count.setText(self.tr("{count} of {all}").format(count=found, all=of) if self.words else "")

    def set_theme(self, theme: Theme) -> None:
        self._sign.setIcon(icon("search", theme.color("faint")))

    def retranslate(self) -> None:
        self.line.setPlaceholderText(self.tr("Find an input"))
        self.line.setAccessibleName(self.tr("Find an input"))


class _Line(QLineEdit):
    """Escape belongs to the line, although the window has a shortcut for it."""

    def __init__(self, finder: Finder) -> None:
        super().__init__(finder)
        self._finder = finder
        self.setFixedHeight(ROW)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_escape(event):
            self._finder.close_line()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
