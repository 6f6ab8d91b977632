"""Real events, and waiting for what they bring about."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop


def turn(seconds: float = 0.0) -> None:
    """Let the event loop go round, at least once."""
    end = time.monotonic() + seconds
    while True:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        QCoreApplication.sendPostedEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.002)


def wait(accept: Callable[[], object], what: str = "", seconds: float = 30.0) -> None:
    """Let the event loop go round until something is true."""
    end = time.monotonic() + seconds
    while not accept():
        assert time.monotonic() < end, f"not within {seconds:g} s: {what or accept}"
        turn()
        time.sleep(0.005)
