"""Python's garbage is collected in the GUI thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 250
"""Milliseconds between two looks at whether there is enough garbage."""


class Garbage(QObject):
    """In another thread the collector may meet the end of a connection of signals: it then holds a lock of Qt and waits
    for Python's, while the GUI thread holds Python's and waits for that of Qt, for ever."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect as Python would have done by itself."""
        full = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if full[0]:
            gc.collect(2 if full[1] and full[2] else 1 if full[1] else 0)
