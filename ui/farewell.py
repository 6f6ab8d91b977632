"""What happens before the window closes: questions about what would be lost, and the runs that the next one offers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from soraapp.project.rescue import Waiting
from ui.dialogs.message import show_error
from ui.dialogs.runs_left import ask_to_quit
from ui.document import Document
from ui.jobs import Jobs
from ui.keeping import Keeping
from ui.project_files import ProjectFiles
from ui.runs.elsewhere import left
from ui.runs.notices import shown


class Farewell(QObject):
    """Asks about unsaved work, then about runs."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        files: ProjectFiles,
        keeping: Keeping,
        go: Callable[[], None],
        window: QWidget,
    ) -> None:
        """`go` closes the window."""
        super().__init__(window)
        self._document, self._jobs, self._files, self._keeping = document, jobs, files, keeping
        self._go, self._window = go, window

    @property
    def needed(self) -> bool:
        """Whether there is anything to ask, or to leave to the next window."""
        return self._document.modified or bool(self._left())

    def say(self) -> None:
        """Ask what there is to ask, and close the window unless a person would rather stay."""
        self._files.when_safe(self._ask_about_runs)

    def _ask_about_runs(self) -> None:
        """Runs that were offered, and not decided upon, are left to the next window without a word."""
        home = self._document.home
        count = sum(left(asked, home) is not None for asked in self._jobs.asked)
        if count:
            ask_to_quit(self._window, count, self._leave)
        else:
            self._leave()

    def _leave(self) -> None:
        """The runs are left to the next window. Where they cannot be written, that is told, and this one stays."""
        if runs := self._left():
            self._keeping.bequeath(runs, self._go, self._stay)
        else:
            self._go()

    def _stay(self, error: Exception) -> None:
        show_error(
            self._window, self.tr("The runs that are not over cannot be kept: cancel them to quit"), shown(error)
        )

    def _left(self) -> tuple[Waiting, ...]:
        """The runs that somebody can come back to."""
        found = (left(asked, self._document.home) for asked in self._keeping.waiting)
        return tuple(asked for asked in found if asked is not None)
