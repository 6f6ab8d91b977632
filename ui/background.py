"""Work off the GUI thread, and the way back: what other threads post arrives there in order, in batches."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
AT_ONCE = 64
"""So many items are handed on in a turn of the event loop; a quick run posts hundreds in a moment."""


class _Box:
    """What is in the post. It outlives the Mailbox, so that a thread which posts late finds it closed, not gone."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.items: list[Any] = []
        self.closed = False

    def close(self) -> None:
        with self.lock:
            self.closed = True
            self.items.clear()


class Mailbox(QObject):
    """Takes items from any thread and hands them, in a list a turn of the event loop, to a receiver in its own."""

    _arrived = Signal()

    def __init__(self, receive: Callable[[list[Any]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receive = receive
        self._box = box = _Box()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # A parent may delete this object without `close`; the box must not keep it alive, hence no bound method.
        self.destroyed.connect(lambda: box.close())

    def post(self, item: object) -> None:
        """Safe on any thread. Items posted after `close`, or after the end of this object, are dropped."""
        with self._box.lock:  # Also while emitting: the object cannot end in between.
            if self._box.closed:
                return
            self._box.items.append(item)
            if len(self._box.items) == 1:
                self._arrived.emit()

    def close(self) -> None:
        self._box.close()

    @Slot()
    def _deliver(self) -> None:
        with self._box.lock:
            items, self._box.items = self._box.items[:AT_ONCE], self._box.items[AT_ONCE:]
            if self._box.items:
                self._arrived.emit()
        if items:
            self._receive(items)


class Background(QObject):
    """One thread for slow work; what it gives is passed on in the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._closed = False
        self._mailbox = Mailbox(self._settle, self)

    def do(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Call `work` in the thread, then `done` with its result or `failed` with its exception in the GUI thread.

        After `close` nothing is done: a window that goes away may still be told of a change.
        """
        if self._closed:
            return

        def post(future: Future[T]) -> None:
            if not future.cancelled():
                self._mailbox.post((future, done, failed))

        self._pool.submit(work).add_done_callback(post)

    def close(self) -> None:
        """Drop what has not begun; nothing is passed on any more."""
        self._closed = True
        self._mailbox.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _settle(self, items: list[tuple[Future[Any], Callable[[Any], None], Callable[[Exception], None]]]) -> None:
        for future, done, failed in items:
            error = future.exception()
            if isinstance(error, Exception):
                failed(error)
            elif error is None:
                done(future.result())
