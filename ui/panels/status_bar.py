"""The status bar: what runs and how far it is, what went wrong and the remedy, cache, problems, theme, language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from soraapp.errors import SoraError
from ui.panels.elided import Elided
from ui.texts import error_text
from ui.theme import GRID, Theme, icon, pixmap, small, tabular

MESSAGE_TIME = 8000
"""How long a passing message stays, in milliseconds."""


class StatusBar(QStatusBar):
    """One line about everything that goes on."""

    queue_wanted = Signal()
    storage_wanted = Signal()
    problems_wanted = Signal()
    theme_wanted = Signal()
    language_wanted = Signal(str)
    passed_on = Signal(str, str)
    """A message that stays for a few seconds, and the theme's token for its colour."""
    folder_wanted = Signal(object)
    """The path of a file to show in its folder."""

    def __init__(self, theme: Theme, languages: dict[str, str], parent: QWidget | None = None) -> None:
        """`languages` are locale names and how each language calls itself; with one alone there is no switch."""
        super().__init__(parent)
        self._theme = theme
        self._state = ("", "faint", "")
        self._waiting = (0, False)
        self._count = 0
        self.setSizeGripEnabled(False)
        self.setFixedHeight(28)
        self.sign = QLabel(self)
        self.text = Elided(self)
        self.text.setFont(tabular(self.font()))
        self.text.setCursor(Qt.CursorShape.PointingHandCursor)
        self.text.clicked.connect(self.queue_wanted)
        self.progress = QProgressBar(self)
        self.progress.setFixedWidth(120)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.folder = self._button("", lambda: self.folder_wanted.emit(self._file))
        self.folder.hide()
        self.cache = self._button("", self.storage_wanted.emit)
        self.forecast = QLabel(self)
        self.forecast.setProperty("role", "small")
        self.queue = self._button("", self.queue_wanted.emit)
        self.problems = self._button("", self.problems_wanted.emit)
        self.theme_switch = self._button("", self.theme_wanted.emit)
        self.languages = {
            name: self._button(title, lambda n=name: self.language_wanted.emit(n)) for name, title in languages.items()
        }
        self._file = Path()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.say(*self._state))
        self._lay_out()
        self.retranslate()
        self.set_theme(theme)

    # What is told

    def set_state(self, text: str, token: str = "faint", sign: str = "") -> None:
        """What holds until it changes: ready, running, done, failed."""
        self._state = (text, token, sign)
        if not self._timer.isActive():
            self.say(text, token, sign)

    def set_progress(self, done: int, total: int) -> None:
        """0 of 0 means that it is not known how far; a negative total hides the bar."""
        self.progress.setVisible(total >= 0)
        self.progress.setRange(0, max(total, 0))
        self.progress.setValue(done)

    def pass_on(self, message: str, token: str = "dim", sign: str = "info") -> None:
        """A message for a few seconds."""
        self._timer.start(MESSAGE_TIME)
        self.say(message, token, sign)
        self.passed_on.emit(message, token)

    def settle(self) -> None:
        """What was passed on is news no more: show what holds."""
        self._timer.stop()
        self.say(*self._state)

    def pass_on_error(self, error: SoraError) -> None:
        self.pass_on(error_text(error), "bad", "warning")

    def pass_on_file(self, message: str, path: Path) -> None:
        """A message about a finished file, with a button to see it in its folder."""
        self.pass_on(message, "ok", "check")
        self._file = path
        self.folder.show()

    def say(self, text: str, token: str, sign: str) -> None:
        self.folder.hide()
        self.text.setText(text)
        palette = self.text.palette()
        palette.setColor(self.text.foregroundRole(), self._theme.color("bad" if token == "bad" else "dim"))
        self.text.setPalette(palette)
        picture = pixmap(sign, self._theme.color(token).name(), 14, self.devicePixelRatioF()) if sign else None
        self.sign.setVisible(picture is not None)
        if picture:
            self.sign.setPixmap(picture)

    def set_forecast(self, text: str) -> None:
        """What a run would do."""
        self.forecast.setText(text)

    def set_cache(self, text: str) -> None:
        self.cache.setText(text)

    def set_waiting(self, count: int, *, held: bool) -> None:
        """How many runs wait, and whether they are held back."""
        if (count, held) != self._waiting:
            self._waiting = (count, held)
            self._show_waiting()

    def _show_waiting(self) -> None:
        count, held = self._waiting
        if held:
            text = self.tr("Paused: {count} waiting").format(count=count) if count else self.tr("Queue paused")
        else:
            text = self.tr("{count} waiting").format(count=count) if count else self.tr("Queue")
        self.queue.setText(text)
        token = "warn" if held else "running" if count else "dim"
        self.queue.setIcon(icon("pause" if held else "queued", self._theme.color(token)))

    def set_problems(self, count: int) -> None:
        self._count = count
        some = self.tr("1 problem") if count == 1 else self.tr("{count} problems").format(count=count)
        self.problems.setText(some if count else self.tr("No problems"))
        token = "bad" if count else "ok"
        self.problems.setIcon(icon("warning" if count else "check", self._theme.color(token)))

    # Look and language

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.theme_switch.setIcon(icon("theme", theme.color("dim")))
        self.set_problems(self._count)
        self._show_waiting()
        self.say(*self._state)

    def retranslate(self) -> None:
        self.theme_switch.setToolTip(self.tr("Dark / light theme"))
        self.theme_switch.setAccessibleName(self.tr("Dark / light theme"))
        self.problems.setToolTip(self.tr("Show the list of problems"))
        self.folder.setText(self.tr("Show in folder"))
        self.cache.setToolTip(self.tr("How much room the results take on disk"))
        self.queue.setToolTip(self.tr("Show the queue of runs"))
        self.set_problems(self._count)
        self._show_waiting()

    def set_language(self, name: str) -> None:
        for other, button in self.languages.items():
            button.setChecked(other == name)

    def _button(self, text: str, clicked) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setText(text)
        button.setIconSize(QSize(14, 14))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFont(small(self.font()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _=False: clicked())
        return button

    def _lay_out(self) -> None:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(GRID * 3, 0, GRID, 0)
        row.setSpacing(GRID * 2)
        for part in (self.sign, self.text, self.progress, self.folder):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.forecast)
        row.addWidget(self.cache)
        row.addWidget(self.queue)
        row.addWidget(self.problems)
        row.addWidget(self.theme_switch)
        if len(self.languages) > 1:
            for button in self.languages.values():
                button.setCheckable(True)
                row.addWidget(button)
        else:
            for button in self.languages.values():
                button.hide()
        self.addWidget(line, 1)
