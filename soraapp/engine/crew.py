"""The worker process that does the runs, and behind it a spare one that takes its place at once.

A spare that has only started costs some 40 MB. Once a worker has needed the libraries of a model, the spare imports
them too, for another 260 MB, where the machine has memory to spare: they take seconds that nobody wants to wait for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from soraapp.engine.events import WorkerReady
from soraapp.engine.messages import Blocks, Prepare, Serve, Warm
from soraapp.engine.process import WorkerProcess

_QUIET = 3.0
"""Seconds without a run after which there is time to start a spare."""
_LONG = 10.0
"""Seconds that a run has taken after which one is started all the same."""
_PAUSE = 60.0
"""Seconds after the death of a spare until another one is tried."""
_AMPLE = 4 * 2**30
"""Bytes of available memory from which on the libraries are imported ahead."""
_MEMORY = Path("/proc/meminfo")
_ATTEMPTS = 3
"""How many workers in a row may die before they are ready until none is expected to come up."""


class Crew:
    """At most one worker in service and one spare, and whether workers come up at all."""

    def __init__(self, start: Callable[[], WorkerProcess], *, spare: bool) -> None:
        """`start` makes a process and may raise OSError."""
        self.worker: WorkerProcess | None = None
        self.spare: WorkerProcess | None = None
        self._start = start
        self._warm: str | None = None
        """The model that a worker in service loads when idle."""
        self._wanted = spare
        self._libraries: tuple[str, ...] = ()
        self._since = time.monotonic()
        self._not_before = 0.0
        self._dead: list[int] = []
        self._failures = 0
        self._reason = ""
        """Why the worker in service cannot work, as it has told."""

    def watched(self) -> list[Connection | int]:
        """What becomes ready when one of the processes says something or ends."""
        found: list[Connection | int] = []
        for process in (self.worker, self.spare):
            if process is not None:
                found += [process.connection, process.sentinel]
        return found

    def enlist(self, blocks: Blocks) -> WorkerProcess:
        """Put the spare, or else a new process, into service. Raises OSError when none can be started."""
        self._reason = ""
        self.worker, self.spare = self.spare or self._start(), None
        self.worker.send(Serve(blocks, self._warm, tuple(self._dead)))
        self._dead.clear()
        self._since = time.monotonic()
        return self.worker

    # Whether workers come up

    @property
    def hopeless(self) -> bool:
        """Whether so many workers have failed to come up that another one will, too."""
        return self._failures >= _ATTEMPTS

    def hope(self) -> None:
        """Try again: something may be different now."""
        self._failures = 0

    def ready(self, worker: WorkerProcess) -> None:
        """The worker in service takes runs."""
        worker.ready, self._failures = True, 0

    def unusable(self, reason: str) -> None:
        """The worker in service has told why neither it nor another one can work."""
        self._failures, self._reason = _ATTEMPTS, reason

    def lost(self, worker: WorkerProcess) -> str:
        """The worker in service has ended by itself. Gives the reason."""
        self._failures += not worker.ready
        return self._reason or worker.reason()

    # What the processes do beside runs

    def warm_up(self, model: str) -> None:
        """Have the worker in service, and each after it, load a model when idle."""
        if model != self._warm:
            self._warm = model
            if self.worker is not None:
                self.worker.send(Warm(model))

    def dismiss(self) -> None:
        """End the worker in service by force."""
        if self.worker is not None:
            self._dead.append(self.worker.pid)
            self.worker.kill()
            self.worker = None

    def calm(self) -> None:
        """A run is over."""
        self._since = time.monotonic()

    def due(self, run_since: float | None) -> float | None:
        """When a spare is to be started, on the monotonic clock; None for never. `run_since` is when a run began."""
        if not self._wanted or self.spare is not None or self.worker is None or not self.worker.ready:
            return None
        due = self._since + _QUIET if run_since is None else run_since + _LONG
        return max(due, self._not_before)

    def start_spare(self) -> None:
        """Start the spare. One that cannot start is tried again later."""
        try:
            self.spare = self._start()
        except OSError:
            self._put_off()

    def hear_spare(self, spare: WorkerProcess) -> None:
        """The spare has told that it is ready, or it has ended: perhaps the system did that because memory ran out."""
        reports = spare.receive()
        if reports is None:
            spare.kill()
            self.spare = None
            self._put_off()
        elif any(isinstance(report, WorkerReady) for report in reports):
            spare.ready = True
            self._prepare()

    def imported(self, modules: tuple[str, ...]) -> None:
        """The worker in service has needed these modules."""
        self._libraries = modules
        self._prepare()

    def close(self) -> None:
        """End both."""
        for process in (self.spare, self.worker):
            if process is not None:
                process.close()

    def _prepare(self) -> None:
        if self.spare is not None and self.spare.ready and self._libraries and _available() > _AMPLE:
            self.spare.send(Prepare(self._libraries))

    def _put_off(self) -> None:
        self._not_before = time.monotonic() + _PAUSE


def _available() -> float:
    """Bytes of memory that can be had without swapping; where the system does not tell, enough."""
    try:
        lines = dict(line.split(":", 1) for line in _MEMORY.read_text("ascii").splitlines())
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, ValueError, KeyError):
        return float("inf")
