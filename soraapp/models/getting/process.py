"""The process that reaches the network for a person: it does one thing, and is ended when they change their mind.

The rest of the program never does, whatever the environment says; this process takes no notice of ``HF_HUB_OFFLINE``.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from soraapp.errors import Cancelled, ModelError, SoraError
from soraapp.models.getting.orders import Offer, Order, Progress, Tell

_spawn = multiprocessing.get_context("spawn")
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
_QUIET = {"HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_VERBOSITY": "error"}


class Errand:
    """One thing that is done at Hugging Face. Made in any thread; `ask` or `fetch` is called once, and blocks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Any = None
        self._cancelled = False

    def ask(self, order: Order) -> Offer:
        """What a model would take. Raises ModelError, and Cancelled."""
        found = self._send(order, lambda _: None)
        assert isinstance(found, Offer)
        return found

    def fetch(self, offer: Offer, tell: Tell) -> Path:
        """Get it, and give its folder. `tell` is called in this thread. Raises ModelError, and Cancelled: what was
        fetched by then stays, and the next errand goes on from there."""
        found = self._send(offer, tell)
        assert isinstance(found, Path)
        return found

    def cancel(self) -> None:
        """End it at once. Safe on any thread, and before it has begun."""
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                self._process.kill()

    def _send(self, subject: Order | Offer, tell: Tell) -> object:
        ours, theirs = _spawn.Pipe()
        with self._lock:
            if self._cancelled:
                raise Cancelled
            self._process = _spawn.Process(target=_main, args=(theirs, subject), name="soraapp getting", daemon=True)
            self._process.start()
        theirs.close()
        try:
            while isinstance(found := ours.recv(), Progress):
                tell(found)
        except (EOFError, OSError):
            found = None
        finally:
            ours.close()
            self._process.kill()
            self._process.join()
        if self._cancelled:
            raise Cancelled
        if isinstance(found, SoraError):
            raise found
        if found is None:
            raise ModelError(
                "The process that gets models has ended: exit status {status}.",
                remedy="Try again: what was fetched stays.",
                status=self._process.exitcode,
            )
        return found


def _main(connection: Connection, subject: Order | Offer) -> None:
    """In the process: do it, and tell of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Who started this process ends it.
    for name in _OFFLINE:
        os.environ.pop(name, None)
    os.environ.update(_QUIET)
    Thread(target=_end_with, args=(connection,), daemon=True).start()
    try:
        found: object = _done(connection, subject)
    except SoraError as error:
        found = error
    with suppress(OSError):
        connection.send(found)


def _done(connection: Connection, subject: Order | Offer) -> Offer | Path:
    if isinstance(subject, Order):
        from soraapp.models.getting.asking import ask

        return ask(subject)
    from soraapp.models.getting.fetching import fetch

    return fetch(subject, connection.send)


def _end_with(connection: Connection) -> None:
    """Nobody is there any more who wanted it: nothing is ever sent to this process but the end of the pipe."""
    with suppress(OSError):
        connection.poll(None)
    os._exit(1)
