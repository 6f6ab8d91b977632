"""Keeps unsaved work on disk while a person works: what the next start offers if this program dies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from soraapp.errors import SoraError
from soraapp.project.rescue import Waiting, Work
from soraapp.project.sessions import Session
from ui.background import Background
from ui.document import Document
from ui.jobs import Jobs

PAUSE = 1000
"""Milliseconds from a change until it is written; changes in between are written with it."""


class Keeping(QObject):
    """Follows the document and the runs that wait. Everything is written in a thread, from the frozen project."""

    failed = Signal(object)
    """The SoraError that keeps unsaved work from being written; sent once until it works again."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        waiting: Callable[[], tuple[Waiting, ...]],
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        """`waiting` gives the runs that are to be offered again."""
        super().__init__(parent)
        self._document, self._waiting = document, waiting
        self._session = Session(folder)
        self._background = Background(self)
        self._kept: tuple[object, ...] | None = None
        self._failing = self._left = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(lambda: self.keep())
        for signal in (document.history_changed, document.path_changed, document.replaced, jobs.run_changed):
            signal.connect(self._changed)

    def keep(self, then: Callable[[], None] | None = None) -> None:
        """Write what is unsaved now, or remove what was written when nothing is. `then` is called once that is so."""
        document, waiting = self._document, self._waiting()
        now = (document.project, document.path, document.title, waiting)
        if not document.modified and not waiting:
            self._kept = None
            self._background.do(self._session.clear, lambda _: self._wrote(then), self._fail)
        elif now != self._kept or then:
            self._kept = now
            work = Work(document.project, document.path, document.title, datetime.now(UTC), waiting)
            self._background.do(lambda: self._session.keep(work), lambda _: self._wrote(then), self._fail)

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The runs that would be offered again if the program died now."""
        return self._waiting()

    def bequeath(
        self, runs: tuple[Waiting, ...], then: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        """Leave runs to the next window, with the project as it was saved; `then` is called once they are written, and
        nothing else is kept from then on. `failed` is called where they cannot be written."""
        document = self._document
        work = Work(document.saved, document.path, document.title, datetime.now(UTC), runs)

        def written() -> None:
            self._left = True
            self._timer.stop()
            then()

        self._background.do(lambda: self._session.keep(work), lambda _: written(), failed)

    def close(self) -> None:
        """The window closes in peace: there is nothing to recover but runs that are left to the next one."""
        self._timer.stop()
        self._background.close()
        self._session.end(leave=self._left)

    def _changed(self) -> None:
        """Not begun anew with every change: work that goes on without a pause is kept, too."""
        if not self._timer.isActive():
            self._timer.start()

    def _wrote(self, then: Callable[[], None] | None) -> None:
        self._failing = False
        if then:
            then()

    def _fail(self, error: Exception) -> None:
        self._kept = None
        if not isinstance(error, SoraError):
            raise error
        if not self._failing:
            self._failing = True
            self.failed.emit(error)
