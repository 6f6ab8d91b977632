"""The engine's own thread: it sees to what is wished, to what the processes say, and to their ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing.connection import wait

from soraapp.engine.crew import Crew
from soraapp.engine.current import Current
from soraapp.engine.events import (
    Event,
    Outcome,
    QueueChanged,
    RunFinished,
    WorkerAnswers,
    WorkerLost,
    WorkerReady,
    WorkerSilent,
)
from soraapp.engine.messages import Alive, Cancel, Copied, Imported, LargerBlocks, PreviewMade, Report, Unusable
from soraapp.engine.previews import PreviewRing
from soraapp.engine.process import WorkerProcess
from soraapp.engine.waiting import Waiting
from soraapp.engine.wishes import End, Restart, Stop, WarmUp, Wish, Wishes
from soraapp.engine.worker import Settings

_PATIENCE = 0.15
"""Seconds that a worker has to stop a run before it is ended instead."""
_BY_HAND = "it was ended by hand"


class Service:
    """`wishes` are for every thread; everything else happens on the one that calls `serve`."""

    def __init__(
        self,
        settings: Settings,
        listener: Callable[[Event], None],
        waiting: Waiting,
        *,
        silence: float,
        spare: bool,
    ) -> None:
        self._listener = listener
        self._waiting = waiting
        self._silence = silence
        self.wishes = Wishes()
        self._crew = Crew(lambda: WorkerProcess(settings), spare=spare)
        self._current: Current | None = None

    def serve(self) -> None:
        """See to everything until the engine is closed."""
        self._ring = PreviewRing()
        self._enlist()
        try:
            while self._once():
                pass
        finally:
            self._cancel(None)
            if self._current:
                self._listener(self._current.finished(Outcome.CANCELLED))
            self._crew.close()
            if self._current:
                self._current.remove_part()
            self._ring.close()

    def _once(self) -> bool:
        """Wait until something happens, and see to it. False when the engine was closed."""
        ready = wait([self.wishes.bell, *self._crew.watched()], self._timeout())
        if self.wishes.bell in ready:
            wish = self.wishes.take()
            if isinstance(wish, End):
                return False
            self._fulfil(wish)
        worker, spare = self._crew.worker, self._crew.spare
        if worker and worker.connection in ready:
            self._receive(worker, worker.receive())
        if worker and worker is self._crew.worker and worker.sentinel in ready:
            self._lost(worker)
        if spare and spare is self._crew.spare and (spare.connection in ready or spare.sentinel in ready):
            self._crew.hear_spare(spare)
        self._look_at_the_clock()
        self._begin_next()
        self._tell_queue()
        return True

    # What is due at a certain time

    def _timeout(self) -> float | None:
        current = self._current
        times = [self._crew.due(current.sent if current else None), current.due(self._silence) if current else None]
        moments = [moment for moment in times if moment is not None]
        return max(0.0, min(moments) - time.monotonic()) if moments else None

    def _look_at_the_clock(self) -> None:
        now, current = time.monotonic(), self._current
        if current and current.worker:
            if current.deadline is not None and now >= current.deadline:
                self._force(current)
            elif not current.silent and now >= current.heard + self._silence:
                current.silent = True
                self._listener(WorkerSilent(current.run.run, current.node, now - current.heard))
        due = self._crew.due(current.sent if current else None)
        if due is not None and now >= due:
            self._crew.start_spare()

    # Runs

    def _fulfil(self, wish: Wish) -> None:
        if isinstance(wish, Stop):
            self._cancel(wish.run)
        elif isinstance(wish, WarmUp):
            self._crew.warm_up(wish.model)
        elif isinstance(wish, Restart) and self._current and self._current.worker:
            self._end_worker(_BY_HAND)
        elif isinstance(wish, Restart) and self._crew.worker:
            self._crew.dismiss()
            self._enlist()

    def _begin_next(self) -> None:
        if self._crew.worker is None and (self._current or self._waiting.wanted()):
            self._crew.hope()
            self._enlist()
        worker = self._crew.worker
        if worker is None or not worker.ready:
            return
        if self._current is None and (run := self._waiting.next()):
            self._current = Current(run)
        if self._current and self._current.worker is None:
            self._current.send_to(worker)

    def _tell_queue(self) -> None:
        if queue := self._waiting.news():
            self._listener(QueueChanged(*queue))

    def _cancel(self, number: int | None) -> None:
        for run in self._waiting.remove(number):
            self._listener(RunFinished(run.run, Outcome.CANCELLED, 0.0))
        current = self._current
        if current is None or number not in (None, current.run.run):
            return
        if current.worker is None:
            self._finish(current, Outcome.CANCELLED)
        elif current.deadline is None:
            current.deadline = time.monotonic() + _PATIENCE
            current.worker.send(Cancel(current.run.run))

    def _finish(self, current: Current, outcome: Outcome) -> None:
        self._current = None
        self._crew.calm()
        self._listener(current.finished(outcome))

    def _force(self, current: Current) -> None:
        """The worker did not stop in time: tell that the run is over, then put another into its place."""
        self._finish(current, Outcome.CANCELLED)
        self._bury(current)
        self._enlist()

    # What processes say

    def _receive(self, worker: WorkerProcess, reports: list[Report] | None) -> None:
        if self._current and reports and self._current.lives():
            self._listener(WorkerAnswers(self._current.run.run))
        for report in reports or ():
            match report:
                case PreviewMade():
                    shown = self._ring.take(report)
                    worker.send(Copied(report.block))
                    if shown is not None:
                        self._pass_on(shown)
                case LargerBlocks():
                    worker.send(self._ring.grow(report.size))
                case Unusable():
                    self._crew.unusable(report.reason)
                case Imported():
                    self._crew.imported(report.modules)
                case Alive():
                    pass
                case WorkerReady():
                    self._crew.ready(worker)
                    self._listener(report)
                case _:
                    self._pass_on(report)

    def _pass_on(self, event: Event) -> None:
        current = self._current
        if current is None or getattr(event, "run", None) != current.run.run:
            return  # Of a run that is over for those who listen.
        news = current.news(event)
        if isinstance(event, RunFinished):
            self._current = None
            self._crew.calm()
        if news is not None:
            self._listener(news)

    # The ends of processes

    def _lost(self, worker: WorkerProcess) -> None:
        """The worker died by itself."""
        self._receive(worker, worker.remaining())
        self._end_worker(self._crew.lost(worker))

    def _end_worker(self, reason: str) -> None:
        """Put another worker into the place of one that is gone or has to go, and have it go on with the run."""
        current = self._current
        node = current.node if current else None
        self._bury(current)
        if current and current.deadline is not None:
            self._finish(current, Outcome.CANCELLED)
            current = None
        if current and not current.goes_on(reason):
            self._listener(WorkerLost(reason))
            self._fail(current, reason)
        else:
            self._listener(WorkerLost(reason, current.run.run if current else None, node))
        if self._crew.hopeless:
            self._give_up(reason)
        else:
            self._enlist()

    def _fail(self, current: Current, reason: str) -> None:
        self._current = None
        self._crew.calm()
        for event in current.failure(reason):
            self._listener(event)

    def _give_up(self, reason: str) -> None:
        """No worker comes up: fail the run whose turn it is. The next one tries again."""
        self._crew.dismiss()
        current = self._current
        if current is None and (run := self._waiting.next()):
            current = Current(run)
        if current:
            self._fail(current, reason)

    def _bury(self, current: Current | None) -> None:
        """End the worker, and remove what it left half written."""
        self._crew.dismiss()
        if current:
            current.remove_part()

    def _enlist(self) -> None:
        try:
            worker = self._crew.enlist(self._ring.current)
        except OSError as error:
            self._give_up(str(error))
            return
        if worker.ready:
            self._listener(WorkerReady())
