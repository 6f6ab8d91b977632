"""The panel of the queue: its list, and the buttons beside its title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QWidget

from ui.jobs import Jobs
from ui.panels.queue.list import RunList
from ui.panels.queue.painting import RunPainter
from ui.panels.queue.rows import QueueRows
from ui.runs.run import Run
from ui.theme import Theme, icon

PAUSE = 50
"""Milliseconds in which what happens is shown together."""


class QueuePanel(QWidget):
    """Shows the runs, and lets a person pause, reorder, remove and cancel them."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._theme = jobs, theme
        self.rows = QueueRows(jobs.queue, self)
        self.list = RunList(theme, self)
        self.list.setModel(self.rows)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "faint")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(16, 0, 16, 0)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        self.head = QWidget(self)
        self.pause = self._button(lambda: jobs.queue.hold(held=not jobs.queue.held))
        self.up = self._button(lambda: self._shift(-1))
        self.down = self._button(lambda: self._shift(1))
        self.remove = self._button(lambda: self._remove(self.list.currentIndex().row()))
        self.cancel_all = self._button(jobs.cancel_all)
        self.clear = self._button(jobs.queue.clear_past)
        self._lay_out()
        self.list.remove_asked.connect(self._remove)
        self.list.move_asked.connect(self._move)
        self.list.selectionModel().currentChanged.connect(lambda: self._look())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.refresh)
        jobs.run_changed.connect(self._changed)
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(600, 140)

    def refresh(self) -> None:
        """Show the runs as they are now."""
        self.rows.refresh()
        self._stack.setCurrentIndex(1 if self.rows.rowCount() else 0)
        self._look()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.list.set_theme(theme)
        self.list.setItemDelegate(RunPainter(theme, self.list))
        signs = {
            self.up: "chevron-up",
            self.down: "chevron-down",
            self.remove: "close",
            self.cancel_all: "stop",
            self.clear: "delete",
        }
        for button, sign in signs.items():
            button.setIcon(icon(sign, theme.color("dim"), theme.color("line")))
        self.retranslate()

    def retranslate(self) -> None:
        self.empty.setText(
            self.tr("Runs wait here for their turn. Press Run while one is under way, and another waits behind it.")
        )
        self.list.setAccessibleName(self.tr("Queue of runs"))
        names = {
            self.up: (self.tr("Move up"), "Alt+Up"),
            self.down: (self.tr("Move down"), "Alt+Down"),
            self.cancel_all: (self.tr("Cancel all runs"), ""),
            self.clear: (self.tr("Clear the runs that are over"), ""),
        }
        for button, (name, key) in names.items():
            _name(button, name, key)
        self.refresh()

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    # What a person does

    def _chosen(self) -> Run | None:
        return self.rows.run_at(self.list.currentIndex().row())

    def _remove(self, row: int) -> None:
        """Cancel the run of a row, take it out, or forget it when it is over."""
        run = self.rows.run_at(row)
        if run is None:
            return
        if run.outcome is None:
            self._jobs.cancel(run)
        else:
            self._jobs.queue.forget(run)
        self.refresh()

    def _shift(self, by: int) -> None:
        row = self.list.currentIndex().row()
        self._move(row, row + by)

    def _move(self, row: int, place: int) -> None:
        run = self.rows.run_at(row)
        if run is not None and run.outcome is None:
            self._jobs.queue.move(run, place)
            self.refresh()
            self.list.scrollTo(self.list.currentIndex())

    # What can be done

    def _look(self) -> None:
        queue, run = self._jobs.queue, self._chosen()
        self.pause.setIcon(icon("play" if queue.held else "pause", self._theme.color("warn" if queue.held else "dim")))
        _name(self.pause, self.tr("Let the queue go on") if queue.held else self.tr("Pause: what waits does not begin"))
        waits = run is not None and queue.movable(run)
        self.up.setEnabled(waits and self._movable_at(-1))
        self.down.setEnabled(waits and self._movable_at(1))
        self.remove.setEnabled(run is not None and not run.cancelling)
        over = run is not None and run.outcome is not None
        under_way = run is not None and run is queue.current
        word = self.tr("Cancel this run") if under_way else self.tr("Remove from the queue")
        _name(self.remove, self.tr("Remove from the list") if over else word, "Del")
        self.cancel_all.setEnabled(bool(queue.runs))
        self.clear.setEnabled(bool(queue.past))

    def _movable_at(self, by: int) -> bool:
        """Whether the run beside the chosen one can change places with it."""
        other = self.rows.run_at(self.list.currentIndex().row() + by)
        return other is not None and self._jobs.queue.movable(other)

    def _button(self, clicked: Callable[[], object]) -> QToolButton:
        button = QToolButton(self.head)
        button.setProperty("role", "flat")
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(26, 24)
        button.clicked.connect(lambda _=False: clicked())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.head)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        row.addStretch(1)
        for button in (self.pause, self.up, self.down, self.remove, self.cancel_all, self.clear):
            row.addWidget(button)


def _name(button: QToolButton, text: str, key: str = "") -> None:
    keys = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{text}  {keys}" if keys else text)
    button.setAccessibleName(text)
