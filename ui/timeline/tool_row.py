"""The tools as buttons in the bar above a timeline."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.actions import Actions, tip
from ui.theme import Theme, icon
from ui.timeline.tools import Tool, Tools


class ToolRow(QWidget):
    """One of them is pressed."""

    def __init__(self, tools: Tools, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools, self._theme = tools, theme
        self._actions: Actions | None = None
        self.buttons = {tool: self._button(tool) for tool in Tool}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self.buttons.values():
            row.addWidget(button)
        tools.changed.connect(self._show)
        self._show()

    def adopt(self, actions: Actions) -> None:
        """The commands tell how the tools are called, and by which keys they are taken."""
        self._actions = actions
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show()

    def retranslate(self) -> None:
        for tool, button in self.buttons.items():
            if self._actions is not None:
                action = self._actions[tool.command]
                button.setToolTip(tip(action))
                button.setAccessibleName(action.text())

    def _show(self) -> None:
        for tool, button in self.buttons.items():
            chosen = tool is self._tools.tool
            button.setChecked(chosen)
            button.setIcon(icon(tool.icon, self._theme.color("text" if chosen else "faint")))

    def _button(self, tool: Tool) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setStyleSheet("padding: 0;")
        button.setCheckable(True)
        button.setFixedSize(24, 22)
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(lambda: self._take(tool))
        return button

    def _take(self, tool: Tool) -> None:
        self._tools.take(tool)
        self._show()
