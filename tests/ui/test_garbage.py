"""Where Python's garbage is collected."""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtWidgets import QApplication

from tests.ui.events import wait
from ui.garbage import Garbage


class Ring:
    """Refers to itself, so that only the collector can free it."""

    ended: ClassVar[list[bool]] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.ended.append(True)


def test_garbage_is_collected_by_the_gui_thread_and_by_no_other(app: QApplication) -> None:
    Ring.ended.clear()
    gc.enable()
    made = Garbage()
    assert not gc.isenabled()
    Ring()
    kept = [[index] for index in range(2000)]
    assert not Ring.ended
    wait(lambda: Ring.ended, "the ring to be collected", 5)
    assert kept
    made.deleteLater()
