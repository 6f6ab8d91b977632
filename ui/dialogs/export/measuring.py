"""Finds out how large a file will be, beside everything else: the latest question alone is answered."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from soraapp.errors import Cancelled
from soraapp.media.clip import Clip
from soraapp.media.export.estimate import Estimate, estimate
from soraapp.media.export.order import Order
from ui.background import Background

_PAUSE_MS = 250


class Measuring(QObject):
    """Asks after a pause, so that who goes through a list does not wait for each line of it."""

    found = Signal(Estimate)
    failed = Signal(Exception)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._stop = Event()
        self._wanted: tuple[Clip, Order] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._begin)

    def ask(self, clip: Clip | None, order: Order | None) -> None:
        """Measure this, and nothing else any more."""
        self._stop.set()
        self._wanted = None if clip is None or order is None else (clip, order)
        if self._wanted is None:
            self._pause.stop()
        else:
            self._pause.start()

    def close(self) -> None:
        self.ask(None, None)
        self._background.close()

    def _begin(self) -> None:
        assert self._wanted is not None, "it is asked for before"
        (clip, order), self._stop = self._wanted, Event()
        stop = self._stop
        self._background.do(
            lambda: estimate(clip, order, stop.is_set),
            lambda told: None if stop.is_set() else self.found.emit(told),
            lambda error: None if stop.is_set() or isinstance(error, Cancelled) else self.failed.emit(error),
        )
