"""The engine as the window and the command line see it: runs go in, events come out, and no worker's end is theirs."""

from __future__ import annotations

import atexit
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from typing import Self

from soraapp import places
from soraapp.catalogue import Catalogue
from soraapp.engine.cache import Cache
from soraapp.engine.current import Current
from soraapp.engine.events import Event, Outcome, RunFinished, StepPreview, WorkerLost, WorkerReady
from soraapp.engine.messages import Cancel, Copied, LargerBlocks, PreviewMade, Report, Run, Unusable
from soraapp.engine.plan import Delivery, Plan
from soraapp.engine.previews import PreviewRing
from soraapp.engine.process import WorkerProcess
from soraapp.engine.provider import STANDARD
from soraapp.engine.worker import Settings

_PATIENCE = 0.15
"""Seconds that a worker has to stop a run before it is ended instead."""
_CLOSING = 5.0
_ATTEMPTS = 3
"""How many workers in a row may die before they are ready until the engine waits for the next run to try again."""


@dataclass(frozen=True)
class _Stop:
    """Cancel a run, or the current and all waiting ones."""

    run: int | None


@dataclass(frozen=True)
class _End:
    """Close the engine."""


class Engine:
    """Does runs one after the other in a worker process, which it starts anew whenever it dies or does not obey.

    `listener` gets every event, in order, on a thread of the engine's own; it must not raise, nor take long.
    `models` names what gives the models (see `provider`); `warm` is the model to load while there is nothing to do.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        listener: Callable[[Event], None],
        *,
        cache_folder: Path | None = None,
        models: str = STANDARD,
        warm: str | None = None,
    ) -> None:
        self._packages = catalogue.packages
        self._listener = listener
        self._models = models
        self._warm = warm
        self._cache = Cache(cache_folder or places.cache_folder())
        self._numbers = itertools.count(1)
        self._wishes: deque[Run | _Stop | _End] = deque()
        self._wake, self._bell = Pipe(duplex=False)
        self._waiting: deque[Run] = deque()
        self._current: Current | None = None
        self._worker: WorkerProcess | None = None
        self._failures = 0
        self._reason = ""
        self._dead: list[int] = []
        self._thread = threading.Thread(target=self._serve, name="engine", daemon=True)

    def start(self) -> None:
        """Start the worker process and return at once; WorkerReady tells when it can work."""
        if not self._thread.ident:
            atexit.register(self.close)
            self._thread.start()

    def run(self, plan: Plan, deliver: Delivery | None = None, *, previews: bool = True) -> int:
        """Do a plan, after the runs that wait already. Gives the number that its events carry.

        Without `previews` no time goes into them.
        """
        self.start()
        number = next(self._numbers)
        self._wish(Run(number, plan, deliver, previews))
        return number

    def cancel(self, run: int | None = None) -> None:
        """Stop a run, waiting or under way, or else all. Its RunFinished comes within 0.2 s."""
        self._wish(_Stop(run))

    def cached(self, key: str) -> bool:
        """Whether the results of the heavy step with that key are on disk."""
        return self._cache.result(key) is not None

    def close(self) -> None:
        """End the worker process; runs that are not over are cancelled. No event comes after this returns."""
        if self._thread.is_alive():
            self._wish(_End())
            self._thread.join(_CLOSING)
        atexit.unregister(self.close)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wish(self, wish: Run | _Stop | _End) -> None:
        self._wishes.append(wish)
        self._bell.send_bytes(b".")

    # Everything below happens on the engine's own thread.

    def _serve(self) -> None:
        self._ring = PreviewRing()
        self._start_worker()
        try:
            while self._once():
                pass
        finally:
            self._cancel(None)
            if self._current:
                self._listener(self._current.finished(Outcome.CANCELLED))
            if self._worker is not None:
                self._worker.close()
            if self._current:
                self._current.remove_part()
            self._ring.close()

    def _once(self) -> bool:
        """Wait until something happens, and see to it. False when the engine was closed."""
        worker, current = self._worker, self._current
        deadline = current.deadline if current else None
        timeout = None if deadline is None else max(0.0, deadline - time.monotonic())
        ready = wait([self._wake, *((worker.connection, worker.sentinel) if worker else ())], timeout)
        if self._wake in ready:
            self._wake.recv_bytes()
            wish = self._wishes.popleft()
            if isinstance(wish, _End):
                return False
            self._fulfil(wish)
        if worker and worker is self._worker and worker.connection in ready:
            self._receive(worker, worker.receive())
        if worker and worker is self._worker and worker.sentinel in ready:
            self._lost(worker)
        if self._current and self._current.deadline and time.monotonic() >= self._current.deadline:
            self._force()
        self._begin_next()
        return True

    def _fulfil(self, wish: Run | _Stop) -> None:
        if isinstance(wish, _Stop):
            self._cancel(wish.run)
            return
        self._waiting.append(wish)
        if self._worker is None:
            self._failures = 0
            self._start_worker()

    def _begin_next(self) -> None:
        if self._waiting and self._current is None and self._worker is not None and self._worker.ready:
            run = self._waiting.popleft()
            self._current = Current(run)
            self._worker.send(run)

    def _cancel(self, number: int | None) -> None:
        for run in [run for run in self._waiting if number in (None, run.run)]:
            self._waiting.remove(run)
            self._listener(RunFinished(run.run, Outcome.CANCELLED, 0.0))
        current = self._current
        if current and self._worker and number in (None, current.run.run) and current.deadline is None:
            current.deadline = time.monotonic() + _PATIENCE
            self._worker.send(Cancel(current.run.run))

    def _force(self) -> None:
        """The worker did not stop in time: tell that the run is over, then end the worker and start another."""
        worker, current = self._worker, self._current
        if worker is None or current is None:
            return
        self._current = None
        self._listener(current.finished(Outcome.CANCELLED))
        worker.kill()
        self._bury(worker, current)
        self._start_worker()

    def _receive(self, worker: WorkerProcess, reports: list[Report] | None) -> None:
        for report in reports or ():
            match report:
                case PreviewMade():
                    self._show(worker, report)
                case LargerBlocks():
                    worker.send(self._ring.grow(report.size))
                case Unusable():
                    self._failures = _ATTEMPTS
                    self._reason = report.reason
                case WorkerReady():
                    worker.ready, self._failures = True, 0
                    self._listener(report)
                case _:
                    self._pass_on(report)

    def _pass_on(self, event: Event) -> None:
        current = self._current
        if current is None or getattr(event, "run", None) != current.run.run:
            return  # Of a run that is over for those who listen.
        current.follow(event)
        if isinstance(event, RunFinished):
            self._current = None
        self._listener(event)

    def _show(self, worker: WorkerProcess, made: PreviewMade) -> None:
        frames = self._ring.take(made)
        worker.send(Copied(made.block))
        if frames is not None:
            self._pass_on(StepPreview(made.run, made.node, made.done, made.total, frames, made.rate))

    def _lost(self, worker: WorkerProcess) -> None:
        """The worker died by itself: fail what it did, and start another unless none comes up."""
        self._receive(worker, worker.remaining())
        reason = self._reason or worker.reason()
        worker.kill()
        self._bury(worker, self._current)
        self._failures += not worker.ready
        self._listener(WorkerLost(reason))
        if self._current:
            current, self._current = self._current, None
            for event in current.failure(reason):
                self._listener(event)
        if self._failures < _ATTEMPTS:
            self._start_worker()
        else:
            self._give_up(reason)

    def _give_up(self, reason: str) -> None:
        """No worker comes up: fail what waits. The next run tries again."""
        self._worker = None
        while self._waiting:
            for event in Current(self._waiting.popleft()).failure(reason):
                self._listener(event)

    def _bury(self, worker: WorkerProcess, current: Current | None) -> None:
        """Remove what a worker that ended by force left half written."""
        self._dead.append(worker.pid)
        if current:
            current.remove_part()

    def _start_worker(self) -> None:
        settings = Settings(
            self._packages, self._models, self._cache.folder, self._ring.current, self._warm, tuple(self._dead)
        )
        self._dead.clear()
        self._reason = ""
        try:
            self._worker = WorkerProcess(settings)
        except OSError as error:
            self._give_up(str(error))
