"""Work off the GUI thread: its results come back in order, and the end of a window ends it quietly."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtWidgets import QApplication

from tests.ui.events import turn, wait
from ui.background import AT_ONCE, Background, Mailbox


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


def test_hundreds_of_items_are_handed_on_in_turns_and_in_order(app: QApplication) -> None:
    lists: list[list[int]] = []
    mailbox = Mailbox(lists.append)
    for number in range(3 * AT_ONCE + 5):
        mailbox.post(number)
    wait(lambda: sum(map(len, lists)) == 3 * AT_ONCE + 5, "all items")
    assert [number for items in lists for number in items] == list(range(3 * AT_ONCE + 5))
    assert max(map(len, lists)) == AT_ONCE
    mailbox.close()
