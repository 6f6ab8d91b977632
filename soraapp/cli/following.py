"""Follows a run to its end, and tells what happens."""

from __future__ import annotations

import queue
import time

from soraapp.cli.progress import Telling
from soraapp.engine.events import Delivered, Event, Outcome, RunFinished

_FAREWELL = 3.0
"""Seconds that a cancelled run has to end."""
_LOOK = 0.5
"""Seconds after which Ctrl-C is looked for, on systems where waiting hides it."""


def followed(events: queue.Queue[Event], number: int, telling: Telling) -> bool:
    """Tell what happens until the run is over, and give whether the film is written."""
    delivered = False
    while True:
        try:
            event = events.get(timeout=_LOOK)
        except queue.Empty:
            continue
        telling.event(event)
        if isinstance(event, Delivered):
            delivered = True
        if isinstance(event, RunFinished) and event.run == number:
            return delivered and event.outcome is Outcome.DONE


def drained(events: queue.Queue[Event]) -> None:
    """Wait until the cancelled run has cleaned up."""
    end = time.monotonic() + _FAREWELL
    while (left := end - time.monotonic()) > 0:
        try:
            if isinstance(events.get(timeout=left), RunFinished):
                return
        except queue.Empty:
            return
