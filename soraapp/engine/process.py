"""The worker process from the outside: how it is started, spoken to and ended, on every platform."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection

from soraapp.engine.messages import Close, Command, Report
from soraapp.engine.worker import Place, Settings, main

_GRACE = 0.5
"""Seconds that the process has to follow a polite request to end."""

_spawn = multiprocessing.get_context("spawn")


class WorkerProcess:
    """One worker. Not for two threads at a time."""

    def __init__(self, settings: Settings) -> None:
        ours, theirs = _spawn.Pipe()
        self.connection: Connection = ours
        self._place: Place = _spawn.RawArray("q", (0, -1))
        arguments = theirs, settings, self._place
        self._process = _spawn.Process(target=main, args=arguments, name="soraapp worker", daemon=True)
        with interrupts_held():
            self._process.start()
        theirs.close()
        self.ready = False
        """It has told that it takes runs."""

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def place(self, run: int) -> int:
        """The index of the step of a run at which the process is or ended, their number while it writes the film, and
        -1 before all that. Known whatever happens to it: it lies in memory that both share."""
        at, index = self._place
        return index if at == run else -1

    @property
    def sentinel(self) -> int:
        """Becomes ready when the process ends."""
        return self._process.sentinel

    def send(self, command: Command) -> None:
        """A process that has just ended is told nothing; its end is seen on the sentinel."""
        with suppress(OSError):
            self.connection.send(command)

    def receive(self) -> list[Report] | None:
        """What the process has sent, or None when it will send no more."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            return None

    def remaining(self) -> list[Report]:
        """What a process that has ended sent before."""
        found: list[Report] = []
        with suppress(OSError):
            while self.connection.poll() and (reports := self.receive()) is not None:
                found.extend(reports)
        return found

    def close(self) -> None:
        """End the process politely, and by force when it does not follow."""
        self.send(Close())
        self._process.join(_GRACE)
        self.kill()

    def kill(self) -> None:
        """End the process by force."""
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(_GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(_GRACE)  # One that hangs in a driver ends when the driver lets go of it.
        self.connection.close()

    def reason(self) -> str:
        """How a process that has ended came to its end."""
        self._process.join(_GRACE)
        code = self._process.exitcode
        if code is None:
            return "it stopped answering"
        if code >= 0:
            return f"exit status {code}"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"{name}, often because memory ran out" if name == "SIGKILL" else name


@contextmanager
def interrupts_held() -> Generator[None]:
    """A process started meanwhile holds Ctrl-C back until it ignores it, however long it takes to get there."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
