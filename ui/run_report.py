"""What the status bar and the list of problems tell of the runs and of the project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QLocale, QObject

from soraapp.engine.events import Outcome
from soraapp.errors import SoraError
from soraapp.places import cache_folder
from ui.background import Background
from ui.cache_size import folder_size
from ui.document import Document
from ui.jobs import Jobs
from ui.panels.problems import Problems
from ui.panels.status_bar import StatusBar
from ui.progress_text import progress
from ui.texts import error_text, node_name

_UNITS = QLocale.DataSizeFormat.DataSizeTraditionalFormat


class RunReport(QObject):
    """Puts into words how far a run is, how it ended, and what keeps the next one from working."""

    def __init__(
        self, document: Document, jobs: Jobs, status: StatusBar, problems: Problems, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._status, self._problems = document, jobs, status, problems
        self._failure: SoraError | None = None
        self._ended: tuple[Outcome, float] | None = None
        self._clock = QElapsedTimer()
        self._background = Background(self)
        self._replaced = False
        document.changed.connect(self._changed)
        document.replaced.connect(self._forget)
        jobs.run_changed.connect(self._run_changed)
        jobs.failed.connect(self._failed)
        jobs.finished.connect(self._finished)
        jobs.delivered.connect(self._delivered)
        jobs.problems_changed.connect(self._show_problems)
        self._be_ready()
        self._weigh_cache()

    def close(self) -> None:
        self._background.close()

    def _changed(self) -> None:
        """After a change, how the last run ended is news no more, nor is what was refused before."""
        self._be_ready()
        self._status.settle()

    def _forget(self) -> None:
        """How a run of another project ends is of no interest."""
        self._replaced = self._jobs.running
        self._changed()

    def _be_ready(self) -> None:
        if not self._jobs.running:
            self._ended = None
            self._status.set_state(self.tr("Ready"))

    def retranslate(self) -> None:
        """Say the same in the language of the window."""
        if self._jobs.running:
            self._run_changed()
        elif self._ended:
            self._tell_end(*self._ended)
        else:
            self._be_ready()
        self._weigh_cache()

    def _run_changed(self) -> None:
        if not self._jobs.running:
            return
        if not self._clock.isValid():
            self._clock.start()
            self._failure = None
        told = progress(self._jobs, self._document.graph)
        self._status.set_state(told.text, "running", "running")
        self._status.set_progress(told.done, told.total)

    def _failed(self, error: SoraError) -> None:
        self._failure = self._failure or error
        if not self._jobs.running:
            self._status.pass_on_error(error)

    def _finished(self, outcome: Outcome) -> None:
        seconds = self._clock.elapsed() / 1000
        self._clock.invalidate()
        self._status.set_progress(0, -1)
        self._weigh_cache()
        if self._replaced:
            self._replaced = False
            self._be_ready()
            return
        self._ended = (outcome, seconds)
        self._tell_end(outcome, seconds)

    def _tell_end(self, outcome: Outcome, seconds: float) -> None:
        if outcome is Outcome.DONE:
            self._status.set_state(self.tr("Done in {seconds} s").format(seconds=f"{seconds:.1f}"), "ok", "check")
        elif outcome is Outcome.CANCELLED:
            self._status.set_state(self.tr("Ready"))
            self._status.pass_on(self.tr("Cancelled"), "faint", "stop")
        elif self._failure:
            self._status.set_state(self._failure_text(self._failure), "bad", "warning")

    def _delivered(self, path: Path) -> None:
        self._status.pass_on_file(self.tr("{file} is ready.").format(file=path.name), path)

    def _failure_text(self, error: SoraError) -> str:
        """The error with the name of the node that it happened to."""
        nodes = self._document.graph.nodes.values()
        name = next((node_name(node.name) for node in nodes if self._jobs.state(node.id).error is error), "")
        return f"{name}: {error_text(error)}" if name else error_text(error)

    def _show_problems(self) -> None:
        self._problems.show_problems(self._jobs.problems, self._document.graph)
        self._status.set_problems(len(self._jobs.problems))

    def _weigh_cache(self) -> None:
        def done(size: int) -> None:
            self._status.set_cache(self.tr("Cache {size}").format(size=QLocale().formattedDataSize(size, 1, _UNITS)))

        self._background.do(lambda: folder_size(cache_folder()), done, lambda _: None)
