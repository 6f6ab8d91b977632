"""The way of events out of the worker: a thread gathers what happens within some milliseconds and writes it at once."""

from __future__ import annotations

import logging
import pickle
import threading
from multiprocessing.connection import Connection

from soraapp.engine.events import RunFinished, StepFailed, StepFinished
from soraapp.engine.messages import Report
from soraapp.errors import EngineError

_GATHER = 0.005
_STACK = 64 * 2**20
"""Bytes: a description nests as deep as a chain of nodes is long, and pickling it recurses."""

_log = logging.getLogger(__name__)


class Outbox:
    """Sends reports in order, in batches."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[Report] = []
        self._changed = threading.Condition()
        self._busy = False
        self._hurry = threading.Event()
        usual = threading.stack_size(_STACK)
        threading.Thread(target=self._work, name="outbox", daemon=True).start()
        threading.stack_size(usual)

    def send(self, report: Report) -> None:
        """Send soon. Never waits."""
        with self._changed:
            self._waiting.append(report)
            if len(self._waiting) == 1:
                self._changed.notify_all()
        if isinstance(report, RunFinished):
            self._hurry.set()

    def flush(self) -> None:
        """Wait until everything is sent, so that it is known whatever happens to this process next."""
        with self._changed:
            self._hurry.set()
            self._changed.wait_for(lambda: not (self._waiting or self._busy))

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
            self._hurry.wait(_GATHER)
            with self._changed:
                self._hurry.clear()
                batch, self._waiting, self._busy = self._waiting, [], True
            try:
                self._connection.send_bytes(_pickled(batch))
            except OSError:
                return  # The client is gone; the listener ends this process.
            with self._changed:
                self._busy = False
                self._changed.notify_all()


def _pickled(batch: list[Report]) -> bytes:
    try:
        return pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - a plug-in's results may fail to pickle in any way
        return pickle.dumps([_portable(report) for report in batch], pickle.HIGHEST_PROTOCOL)


def _portable(report: Report) -> Report:
    """The report, or a failure in its place when it holds what cannot leave this process."""
    try:
        pickle.dumps(report, pickle.HIGHEST_PROTOCOL)
    except Exception as reason:
        _log.exception("%s cannot be sent", type(report).__name__)
        if not isinstance(report, StepFinished | StepFailed):
            raise
        error = EngineError(
            "What this node gives cannot be shown: {reason}.",
            remedy="Tell the author of the node.",
            reason=f"{type(reason).__name__}: {reason}",
        )
        return StepFailed(report.run, report.node, error)
    return report
