"""What the status bar and the list of problems tell of the runs and of the project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from soraapp.engine.events import Outcome
from soraapp.errors import SoraError
from soraapp.places import cache_folder
from ui.background import Background
from ui.cache_size import folder_size, size_text
from ui.document import Document
from ui.jobs import Jobs
from ui.panels.problems import Problems
from ui.panels.status_bar import StatusBar
from ui.progress_text import progress
from ui.runs.run import Run
from ui.runs.words import of_project, standing, title
from ui.texts import error_text, node_name


class RunReport(QObject):
    """Puts into words how far a run is, how it ended, and what keeps the next one from working."""

    def __init__(
        self, document: Document, jobs: Jobs, status: StatusBar, problems: Problems, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._status, self._problems = document, jobs, status, problems
        self._ended: Run | None = None
        self._background = Background(self)
        # Where another level is shown, nothing has changed.
        document.changed.connect(lambda before, after: None if before is after else self._changed())
        document.replaced.connect(self._changed)
        jobs.run_changed.connect(self._run_changed)
        jobs.failed.connect(self._failed)
        jobs.noticed.connect(lambda error: self._status.pass_on(error_text(error)))
        jobs.finished.connect(self._finished)
        jobs.delivered.connect(self._delivered)
        jobs.problems_changed.connect(self._show_problems)
        self._be_ready()
        self.weigh_cache()

    def close(self) -> None:
        self._background.close()

    def _changed(self) -> None:
        """After a change, how the last run ended is news no more, nor is what was refused before."""
        self._be_ready()
        self._status.settle()

    def _be_ready(self) -> None:
        if not self._jobs.running:
            self._ended = None
            self._tell_rest()

    def _tell_rest(self) -> None:
        """Nothing is under way."""
        if self._jobs.queue.held and self._jobs.queue.runs:
            self._status.set_state(self.tr("The queue is paused"), "warn", "pause")
        else:
            self._status.set_state(self.tr("Ready"))

    def retranslate(self) -> None:
        """Say the same in the language of the window."""
        if self._jobs.running:
            self._run_changed()
        elif self._ended:
            self._tell_end(self._ended)
        else:
            self._be_ready()
        self.weigh_cache()

    def _run_changed(self) -> None:
        run, waiting = self._jobs.queue.current, len(self._jobs.queue.waiting)
        self._status.set_waiting(waiting, held=self._jobs.queue.held)
        if run is not None:
            self._ended = None
            told = progress(run, run.graph(self._document))
            self._status.set_state(of_project(run, told.text), "running", "running")
            self._status.set_progress(told.done, told.total)
        elif self._ended is None:
            self._tell_rest()

    def _failed(self, error: SoraError) -> None:
        if not self._jobs.running:
            self._status.pass_on_error(error)

    def _finished(self, run: Run) -> None:
        self.weigh_cache()
        if not self._jobs.running:
            self._status.set_progress(0, -1)
        if not run.away:
            self._tell_end(run)
            return
        if not self._jobs.running:
            self._be_ready()
        told = standing(run, first=False)
        self._status.pass_on(f"{title(run)}: {told.text}", told.token, told.sign)

    def _tell_end(self, run: Run) -> None:
        """How a run ended holds until something happens; where others wait, only what went wrong is told in passing."""
        self._ended = None if self._jobs.queue.runs else run
        if run.outcome is Outcome.CANCELLED:
            if not self._jobs.running:
                self._tell_rest()
            self._status.pass_on(self.tr("Cancelled"), "faint", "stop")
        elif run.error is not None:
            (self._status.set_state if self._ended else self._status.pass_on)(
                self._failure_text(run.error), "bad", "warning"
            )
        elif self._ended:
            self._status.set_state(self.tr("Done in {seconds} s").format(seconds=f"{run.elapsed:.1f}"), "ok", "check")

    def _delivered(self, path: Path) -> None:
        self._status.pass_on_file(self.tr("{file} is ready.").format(file=path.name), path)

    def _failure_text(self, error: SoraError) -> str:
        """The error with the name of the node that it happened to."""
        nodes = self._document.flat.graph.nodes.values()
        name = next((node_name(node.name) for node in nodes if self._jobs.state(node.id).error is error), "")
        return f"{name}: {error_text(error)}" if name else error_text(error)

    def _show_problems(self) -> None:
        self._problems.show_problems(self._jobs.problems, self._document.flat.drawn)
        self._status.set_problems(len(self._jobs.problems))

    def weigh_cache(self) -> None:
        def done(size: int) -> None:
            self._status.set_cache(self.tr("Cache {size}").format(size=size_text(size)))

        self._background.do(lambda: folder_size(cache_folder()), done, lambda _: None)
