"""The bar at the top of the window: name, menus, title of the project, model, and the Run button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QPushButton, QSizePolicy, QWidget

from ui.actions import tip
from ui.panels.elided import Elided
from ui.theme import GRID, Theme, icon


class TopBar(QWidget):
    """What is always at hand."""

    def __init__(self, run: QAction, cancel: QAction, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run_action, self._cancel_action = run, cancel
        self._running = self._cancelling = False
        self._theme = theme
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(40)
        self._name = QLabel("Soraapp", self)
        self._name.setProperty("role", "heading")
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.title = Elided(self)
        self.dot = QLabel("●", self)
        self.dot.setProperty("role", "dot")
        self.dot.setVisible(False)
        self.model = QLabel(self)
        self.model.setProperty("role", "dim")
        self.model.setFixedHeight(24)
        self.run = QPushButton(self)
        self.run.setIconSize(QSize(14, 14))
        self.run.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.run.setFixedSize(92, 28)
        self.run.clicked.connect(self._clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3, 0, GRID * 2, 0)
        row.setSpacing(GRID * 2)
        row.addWidget(self._name)
        row.addWidget(self.menus)
        row.addSpacing(GRID * 3)
        row.addWidget(self.title)
        row.addWidget(self.dot)
        row.addStretch(1)
        row.addWidget(self.model)
        row.addSpacing(GRID)
        row.addWidget(self.run)
        self.set_theme(theme)

    def set_title(self, title: str, *, modified: bool, path: str) -> None:
        self.title.setText(title)
        self.title.setToolTip(path)
        self.dot.setVisible(modified)
        self.dot.setToolTip(self.tr("There is unsaved work"))

    def set_running(self, running: bool, cancelling: bool) -> None:
        """Run turns into Cancel while a run is under way."""
        if (running, cancelling) == (self._running, self._cancelling):
            return
        self._running, self._cancelling = running, cancelling
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        action = self._cancel_action if self._running else self._run_action
        token = "bad" if self._running else "on_accent"
        self.run.setProperty("role", "danger" if self._running else "accent")
        self.run.setIcon(icon("stop" if self._running else "run", theme.color(token)))
        self.run.setText(action.text())
        self.run.setToolTip(tip(action))
        self.run.setEnabled(not self._cancelling)
        self.run.style().unpolish(self.run)
        self.run.style().polish(self.run)

    def _clicked(self) -> None:
        (self._cancel_action if self._running else self._run_action).trigger()
