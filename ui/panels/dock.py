"""A panel at an edge of the window, with a title bar of the window's own look: it can be moved, floated and closed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from ui.theme import Theme, give_look, icon

TITLE_HEIGHT = 28


class Dock(QDockWidget):
    """A dock whose object name, under which the layout is saved, is an English word."""

    def __init__(self, name: str, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        self.bar = DockTitle(self)
        self.setTitleBarWidget(self.bar)
        content.setProperty("role", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(content)

    def set_title(self, title: str) -> None:
        self.setWindowTitle(title)
        self.bar.title.setText(title)
        self.bar.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)


class DockTitle(QWidget):
    """The title of a dock, what its content puts beside it, and the buttons to float and to close it."""

    def __init__(self, dock: Dock) -> None:
        super().__init__(dock)
        self.setProperty("role", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel(self)
        self.title.setProperty("role", "dim")
        self._float = self._button(lambda: dock.setFloating(not dock.isFloating()))
        self._close = self._button(dock.close)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 4, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.title)
        self._row.addStretch(1)
        self._row.addWidget(self._float)
        self._row.addWidget(self._close)
        self._row.addStrut(TITLE_HEIGHT)
        self.retranslate()

    def adopt(self, head: QWidget) -> None:
        """Show the head of the content beside the title, so that the two take one row."""
        self._row.insertWidget(1, head, 1000)

    def retranslate(self) -> None:
        for button, text in ((self._float, self.tr("Float or dock")), (self._close, self.tr("Close"))):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def set_theme(self, theme: Theme) -> None:
        self._float.setIcon(icon("float", theme.color("faint")))
        self._close.setIcon(icon("close", theme.color("faint")))

    def show_active(self, *, active: bool) -> None:
        """Whether the dock has the keyboard."""
        give_look(self.title, "role", "active" if active else "dim")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def _button(self, clicked) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setIconSize(QSize(12, 12))
        button.setFixedSize(24, 24)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(clicked)
        return button
