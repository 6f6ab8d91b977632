"""Keeps scopes up with what plays: in a thread, the latest picture alone, and only so often."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, QTimer, Signal

from soraapp.media.clip import Pixels
from ui.background import Background
from ui.scopes.traces import Scope, Traces, traces

APART = 66
"""Milliseconds between two pictures that are measured at the least: fifteen a second are more than eyes need."""


class Measuring(QObject):
    """Measures what `ask` is given last."""

    measured = Signal(object)
    """The Traces of the picture that was given last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._waiting: tuple[Callable[[], Pixels | None], Collection[Scope]] | None = None
        self._busy = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(APART)
        self._pause.timeout.connect(self._next)

    def ask(self, pixels: Callable[[], Pixels | None], wanted: Collection[Scope]) -> None:
        """Measure a picture, soon. `pixels` is called in the thread; None leaves things as they are."""
        self._waiting = pixels, tuple(wanted)
        self._next()

    def close(self) -> None:
        self._pause.stop()
        self._background.close()

    def _next(self) -> None:
        if self._waiting is None or self._busy or self._pause.isActive():
            return
        (pixels, wanted), self._waiting = self._waiting, None
        self._busy = True
        self._pause.start()

        def work() -> Traces | None:
            found = pixels()
            return None if found is None else traces(found, wanted)

        self._background.do(work, self._done, self._failed)

    def _done(self, found: Traces | None) -> None:
        self._busy = False
        if found is not None:
            self.measured.emit(found)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        raise error
