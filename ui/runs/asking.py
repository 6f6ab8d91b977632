"""What a person asks becomes a run: planned in the background, handed to the engine, and cancelled at will."""

from __future__ import annotations

from functools import partial

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome
from soraapp.engine.provider import Models
from soraapp.errors import SoraError
from soraapp.project.rescue import Waiting
from ui.background import Background
from ui.node_state import Memory
from ui.runs.course import Course
from ui.runs.notices import shown
from ui.runs.preparing import Prepared, prepare
from ui.runs.queue import RunQueue
from ui.runs.run import Run
from ui.runs.tidings import Tidings


class Asking:
    """The way of runs into the engine, and out of it before their time."""

    def __init__(
        self,
        engine: Engine,
        catalogue: Catalogue,
        models: Models,
        background: Background,
        memory: Memory,
        queue: RunQueue,
        course: Course,
        tidings: Tidings,
    ) -> None:
        self._engine, self._catalogue, self._models, self._background = engine, catalogue, models, background
        self._memory, self._queue, self._course, self._tidings = memory, queue, course, tidings

    def ask(self, asked: Waiting) -> Run:
        """Put a run behind the others."""
        run = Run(asked)
        self._queue.add(run)
        plan = partial(prepare, asked, self._catalogue, self._models, self._engine.cached)
        self._background.do(plan, partial(self._submit, run), partial(self._refuse, run))
        self._tidings.run_changed.emit()
        return run

    def cancel(self, run: Run) -> None:
        """Stop a run, waiting or under way; those behind it go on. Does nothing when it is over."""
        if run.cancelling or run.outcome is not None:
            return
        if run.number is None:
            self._course.end(run, Outcome.CANCELLED)
            return
        run.cancelling = True
        self._engine.cancel(run.number)
        self._tidings.run_changed.emit()

    def _submit(self, run: Run, prepared: Prepared) -> None:
        if run.outcome is not None:  # It was cancelled meanwhile.
            return
        try:
            self._queue.submit(run, prepared, self._memory.knows)
        except SoraError as error:
            self._refuse(run, error)
            return
        self._tidings.tell(run.nodes)
        self._tidings.run_changed.emit()

    def _refuse(self, run: Run, error: Exception) -> None:
        """The engine has not taken the run."""
        if run.outcome is None:
            run.error = shown(error)
            self._tidings.failed.emit(run.error)
            self._course.end(run, Outcome.FAILED)
