"""The bar at the top of the window: name, menus, title of the project, model, and the Run button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QPushButton, QSizePolicy, QWidget

from ui.actions import tip
from ui.panels.elided import Elided
from ui.panels.workspace_switch import WorkspaceSwitch
from ui.theme import GRID, Theme, icon


class TopBar(QWidget):
    """What is always at hand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run_action, self._cancel_action = QAction(self), QAction(self)
        self._running = self._cancelling = False
        self._forecast = ""
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
        self.workspaces = WorkspaceSwitch(self)
        self.model = Elided(self)
        self.model.setProperty("role", "dim")
        self.model.setFixedHeight(24)
        self.run = QPushButton(self)
        self.run.setIconSize(QSize(14, 14))
        self.run.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.run.setFixedSize(92, 28)
        self.run.setProperty("role", "accent")
        self.cancel = QPushButton(self)
        self.cancel.setIconSize(QSize(14, 14))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.setFixedSize(92, 28)
        self.cancel.setProperty("role", "danger")
        for passing in (self.dot, self.cancel):  # They come and go, and nothing beside them moves.
            policy = passing.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            passing.setSizePolicy(policy)
            passing.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3, 0, GRID * 2, 0)
        row.setSpacing(GRID * 2)
        row.addWidget(self._name)
        row.addWidget(self.menus)
        row.addSpacing(GRID * 3)
        row.addWidget(self.title)
        row.addWidget(self.dot)
        row.addStretch(1)
        row.addWidget(self.workspaces)
        row.addStretch(1)
        row.addWidget(self.model)
        row.addSpacing(GRID)
        row.addWidget(self.cancel)
        row.addWidget(self.run)
        self.set_theme(theme)

    def show_actions(self, run: QAction, cancel: QAction) -> None:
        """What the two buttons do."""
        self._run_action, self._cancel_action = run, cancel
        for button, action in ((self.run, run), (self.cancel, cancel)):
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda: self.set_theme(self._theme))  # The keys may be others now.
        self.set_theme(self._theme)

    def set_title(self, title: str, *, modified: bool, path: str) -> None:
        self.title.setText(title)
        self.title.setToolTip(path)
        self.dot.setVisible(modified)
        self.dot.setToolTip(self.tr("There is unsaved work"))

    def set_running(self, running: bool, cancelling: bool) -> None:
        """Cancel stands beside Run while a run is under way."""
        if (running, cancelling) == (self._running, self._cancelling):
            return
        self._running, self._cancelling = running, cancelling
        self.set_theme(self._theme)

    def set_forecast(self, text: str) -> None:
        """What a run would do: told on hover."""
        self._forecast = text
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.run.setText(self._run_action.text())
        self.run.setIcon(icon("run", theme.color("on_accent")))
        queued = self.tr("It waits behind the run under way.") if self._running else ""
        self.run.setToolTip("\n".join(part for part in (tip(self._run_action), self._forecast, queued) if part))
        self.cancel.setText(self._cancel_action.text())
        self.cancel.setIcon(icon("stop", theme.color("bad")))
        self.cancel.setToolTip(tip(self._cancel_action))
        self.cancel.setEnabled(not self._cancelling)
        self.cancel.setVisible(self._running)
