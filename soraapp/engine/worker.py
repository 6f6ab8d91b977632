"""The worker process: the only one that owns models. It does one run at a time and ends when its client does."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Iterable
from ctypes import Array, c_longlong
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from soraapp import places
from soraapp.catalogue import Catalogue
from soraapp.engine.cache import Cache
from soraapp.engine.events import WorkerReady
from soraapp.engine.generation import Surroundings
from soraapp.engine.libraries import Libraries
from soraapp.engine.messages import (
    Alive,
    Blocks,
    Cancel,
    Close,
    Command,
    Copied,
    Imported,
    Prepare,
    Run,
    Serve,
    Unusable,
    Warm,
)
from soraapp.engine.outbox import Outbox
from soraapp.engine.previews import PreviewWriter
from soraapp.engine.provider import OneAtATime, provide
from soraapp.engine.runner import Runner
from soraapp.media.allocation import give_frames_back

_DEEP = 10_000
"""Descriptions nest as deep as a chain of nodes is long; Python's own limit ends at some hundred."""
_IDLE = 1.0
"""Seconds without a run after which the worker uses the time to load a model's libraries."""
_FAREWELL = 0.3
"""Seconds that a run has to clean up when the process ends."""


@dataclass(frozen=True)
class Settings:
    """What a worker is started with."""

    packages: tuple[str, ...]
    """Of the catalogue."""
    models: str
    """What gives the models; see `provider`."""
    cache_folder: Path
    beat: float
    """Seconds between two signs of life during a run."""


Place = Array[c_longlong]
"""The number of a run and the index of its step, in memory that the client reads too."""


def main(connection: Connection, settings: Settings, place: Place) -> None:
    """The whole life of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the client's to handle.
    sys.stdout = sys.stderr  # Standard output belongs to the command line's own results.
    sys.setrecursionlimit(_DEEP)
    give_frames_back()
    _log_to_file()
    try:
        worker = Worker(connection, settings, place)
    except Exception as error:
        logging.getLogger(__name__).error("The worker cannot start", exc_info=error)
        connection.send([Unusable(f"{type(error).__name__}: {error}")])
        logging.shutdown()
        os._exit(1)
    worker.serve()


class Worker:
    """The parts of the process: a thread that listens, one that gives signs of life, and the main thread that runs.

    Until it is told to serve it is a spare: it has imported what every run needs, and waits.
    """

    def __init__(self, connection: Connection, settings: Settings, place: Place) -> None:
        self._connection = connection
        self._place = place
        self._beat = settings.beat
        self._work: queue.SimpleQueue[Run | Prepare] = queue.SimpleQueue()
        self._cancelled: dict[int, threading.Event] = {}
        self._busy = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._outbox = Outbox(connection)
        self._previews: PreviewWriter | None = None
        self._runner = Runner(Catalogue.of(*settings.packages))
        self._models = OneAtATime(provide(settings.models))
        self._warm: str | None = None
        self._libraries = Libraries((*settings.packages, settings.models))
        self._cache = Cache(settings.cache_folder)
        threading.Thread(target=self._listen, name="listener", daemon=True).start()
        threading.Thread(target=self._live, name="signs of life", daemon=True).start()

    def serve(self) -> None:
        """Do runs until the process ends."""
        self._outbox.send(WorkerReady())
        while True:
            try:
                work = self._work.get(timeout=_IDLE)
            except queue.Empty:
                if self._warm:
                    threading.Thread(target=self._warm_up, args=(self._warm,), name="warm-up", daemon=True).start()
                    self._warm = None
            else:
                if isinstance(work, Prepare):
                    self._libraries.load(work.modules)
                else:
                    self._run(work)

    def _run(self, run: Run) -> None:
        self._place[:] = run.run, -1
        around = Surroundings(
            run=run.run,
            models=self._models,
            cache=self._cache,
            send=self._outbox.send,
            flush=self._outbox.flush,
            previews=self._previews if run.previews else None,
            cancelled=self._cancelled[run.run],
            at=self._at,
            economies=run.economies,
        )
        self._runner.run(run.plan, run.delivery, around)
        del self._cancelled[run.run]
        self._busy.clear()
        self._idle.set()
        self._tell_libraries()

    def _at(self, index: int) -> None:
        self._place[1] = index

    def _live(self) -> NoReturn:
        """Give signs of life during runs. Code that holds the interpreter's lock keeps this thread from it."""
        while True:
            self._busy.wait()
            self._outbox.send(Alive())
            time.sleep(self._beat)

    def _listen(self) -> NoReturn:
        while True:
            try:
                command: Command = self._connection.recv()
            except (EOFError, OSError):
                self._leave(orphaned=True)
            self._obey(command)

    def _obey(self, command: Command) -> None:
        match command:
            case Run():
                self._cancelled[command.run] = threading.Event()
                self._idle.clear()
                self._busy.set()
                self._work.put(command)
            case Cancel():
                if command.run in self._cancelled:
                    self._cancelled[command.run].set()
            case Serve():
                self._previews = PreviewWriter(command.blocks, self._outbox.send)
                self._warm = command.warm
                self._cache.sweep(command.dead)
            case Prepare():
                self._work.put(command)
            case Warm():
                self._warm = command.model
            case Copied() if self._previews:
                self._previews.released(command.block)
            case Blocks() if self._previews:
                self._previews.replace(command)
            case Close():
                self._leave(orphaned=False)
            case _:
                pass

    def _leave(self, *, orphaned: bool) -> NoReturn:
        """End the process at once: Python's own way out takes long once torch is loaded."""
        for flag in list(self._cancelled.values()):
            flag.set()
        self._idle.wait(_FAREWELL)
        if orphaned and self._previews:
            self._previews.unlink()
        logging.shutdown()
        os._exit(0)

    def _warm_up(self, name: str) -> None:
        """Load a model while nobody waits for one. If that fails, the first run that needs it says why."""
        try:
            self._models.load(name)
        except Exception as error:
            logging.getLogger(__name__).warning("%s cannot be loaded ahead", name, exc_info=error)
        self._tell_libraries()

    def _tell_libraries(self) -> None:
        if found := self._libraries.fresh():
            self._outbox.send(Imported(found))


def _log_to_file() -> None:
    folder = places.log_folder()
    handlers: Iterable[logging.Handler] = ()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handlers = [
            logging.handlers.RotatingFileHandler(
                folder / "worker.log", maxBytes=2**20, backupCount=2, encoding="utf-8", delay=True
            )
        ]
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=handlers or None
    )
