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
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from soraapp import places
from soraapp.catalogue import Catalogue
from soraapp.engine.cache import Cache
from soraapp.engine.events import WorkerReady
from soraapp.engine.generation import Surroundings
from soraapp.engine.messages import Blocks, Cancel, Close, Command, Copied, Run, Unusable
from soraapp.engine.outbox import Outbox
from soraapp.engine.previews import PreviewWriter
from soraapp.engine.provider import Models, OneAtATime, provide
from soraapp.engine.runner import Runner

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
    blocks: Blocks
    warm: str | None
    """The model to load while there is nothing to do."""
    dead: tuple[int, ...]
    """Process ids of earlier workers, whose temporary files are removed."""


def main(connection: Connection, settings: Settings) -> None:
    """The whole life of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the client's to handle.
    sys.stdout = sys.stderr  # Standard output belongs to the command line's own results.
    sys.setrecursionlimit(_DEEP)
    _log_to_file()
    try:
        worker = Worker(connection, settings)
    except Exception as error:
        logging.getLogger(__name__).error("The worker cannot start", exc_info=error)
        connection.send([Unusable(f"{type(error).__name__}: {error}")])
        logging.shutdown()
        os._exit(1)
    worker.serve()


class Worker:
    """The parts of the process: a thread that listens, and the main thread that runs."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._runs: queue.SimpleQueue[Run] = queue.SimpleQueue()
        self._cancelled: dict[int, threading.Event] = {}
        self._idle = threading.Event()
        self._idle.set()
        self._outbox = Outbox(connection)
        self._previews = PreviewWriter(settings.blocks, self._outbox.send)
        self._runner = Runner(Catalogue.of(*settings.packages))
        self._models = OneAtATime(provide(settings.models))
        self._warm = settings.warm
        self._cache = Cache(settings.cache_folder)
        self._cache.sweep(settings.dead)
        threading.Thread(target=self._listen, name="listener", daemon=True).start()

    def serve(self) -> None:
        """Do runs until the process ends."""
        self._outbox.send(WorkerReady())
        while True:
            try:
                run = self._runs.get(timeout=_IDLE if self._warm else None)
            except queue.Empty:
                threading.Thread(target=_warm_up, args=(self._models, self._warm), name="warm-up", daemon=True).start()
                self._warm = None
            else:
                self._run(run)

    def _run(self, run: Run) -> None:
        self._idle.clear()
        around = Surroundings(
            run=run.run,
            models=self._models,
            cache=self._cache,
            send=self._outbox.send,
            flush=self._outbox.flush,
            previews=self._previews if run.previews else None,
            cancelled=self._cancelled[run.run],
        )
        self._runner.run(run.plan, run.delivery, around)
        del self._cancelled[run.run]
        self._idle.set()

    def _listen(self) -> NoReturn:
        while True:
            try:
                command: Command = self._connection.recv()
            except (EOFError, OSError):
                self._leave(orphaned=True)
            match command:
                case Run():
                    self._cancelled[command.run] = threading.Event()
                    self._runs.put(command)
                case Cancel():
                    if command.run in self._cancelled:
                        self._cancelled[command.run].set()
                case Copied():
                    self._previews.released(command.block)
                case Blocks():
                    self._previews.replace(command)
                case Close():
                    self._leave(orphaned=False)

    def _leave(self, *, orphaned: bool) -> NoReturn:
        """End the process at once: Python's own way out takes long once torch is loaded."""
        for flag in list(self._cancelled.values()):
            flag.set()
        self._idle.wait(_FAREWELL)
        if orphaned:
            self._previews.unlink()
        logging.shutdown()
        os._exit(0)


def _warm_up(models: Models, name: str) -> None:
    """Load a model while nobody waits for one. If that fails, the first run that needs it says why."""
    try:
        models.load(name)
    except Exception as error:
        logging.getLogger(__name__).warning("%s cannot be loaded ahead", name, exc_info=error)


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
