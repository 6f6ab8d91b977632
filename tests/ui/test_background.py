"""Work off the GUI thread: its results come back in order, and the end of a window ends it quietly."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtWidgets import QApplication

from tests.ui.events import turn, wait
from ui.background import Background, Mailbox


def test_results_and_failures_come_back_in_the_gui_thread(app: QApplication) -> None:
    background, got = Background(), list[object]()
    background.do(threading.get_ident, lambda worker: got.extend((worker, threading.get_ident())), got.append)
    background.do(lambda: 1 // 0, got.append, got.append)
    wait(lambda: len(got) == 3, "both answers", 5)
    assert got[0] != got[1] == threading.get_ident()
    assert isinstance(got[2], ZeroDivisionError)
    background.close()


def test_after_closing_nothing_is_done(app: QApplication) -> None:
    background, got = Background(), list[object]()
    background.close()
    background.do(lambda: 1, got.append, got.append)
    turn(0.1)
    assert not got


def test_a_late_post_to_a_mailbox_that_is_gone_is_dropped(app: QApplication) -> None:
    got = list[object]()
    mailbox = Mailbox(got.extend)
    shiboken6.delete(mailbox)
    mailbox.post("late")
    turn(0.1)
    assert not got
