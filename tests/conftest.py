"""What every test stands on: a home of its own, no network, no display, and no unexpected error that goes unseen."""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

HOME = pytest.StashKey[Path]()

HARMLESS = re.compile(
    # The offscreen platform has no window manager to ask; the calls are right on a desktop.
    r"This plugin does not support ((propagateSizeHints|raise)\(\)|grabbing the (mouse|keyboard))"
)


def pytest_configure(config: pytest.Config) -> None:
    """Point the process and its children at a throw-away home, before anything of the program is imported."""
    config.stash[HOME] = home = Path(tempfile.mkdtemp(prefix="soraapp-tests-"))
    os.environ["SORAAPP_HOME"] = str(home)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 2) // 2)))
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_CACHE"] = str(home / "hub")  # What the machine has is no part of the tests.
    os.environ.pop("SORAAPP_MODELS", None)
    gc.disable()  # As the program does: see `ui/garbage.py`.


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Garbage is collected here, in the thread of the tests, and in no other. No window is left when the tests of a
    file are over: it would have the keyboard and the pointer in those that follow."""
    yield
    gc.collect(1)
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    while box := widgets.QApplication.activeModalWidget():
        box.hide()
    if nextitem is None or nextitem.path != item.path:
        _no_window_is_left(widgets.QApplication)


def _no_window_is_left(application: Any) -> None:
    from PySide6.QtCore import QEvent

    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [window for window in application.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.hide()
    assert not left, f"The tests of this file leave windows behind: {left}"


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections leave this machine in no test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test tried to reach {address}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


class Unexpected(logging.Handler):
    """Collects logged errors, Qt warnings, and exceptions inside callbacks, unless a test expects them."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []
        self.expected: list[re.Pattern[str]] = []

    def expect(self, pattern: str) -> None:
        """From here to the end of the test, messages that hold this regular expression are fine."""
        self.expected.append(re.compile(pattern))

    def note(self, text: str) -> None:
        if not HARMLESS.search(text):
            self.found.append(text)

    def emit(self, record: logging.LogRecord) -> None:
        self.note(f"{record.name}: {record.getMessage()}")

    def raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.note(f"{kind.__name__} in a callback: {error}")
        sys.__excepthook__(kind, error, trace)

    def left(self) -> list[str]:
        """What happened and was not expected."""
        return [text for text in self.found if not any(pattern.search(text) for pattern in self.expected)]


@pytest.fixture(autouse=True)
def unexpected(monkeypatch: pytest.MonkeyPatch) -> Iterator[Unexpected]:
    """Fails a test in which something logs an error, Qt warns, or a callback raises; `unexpected.expect` allows it."""
    watch = Unexpected()
    logging.getLogger().addHandler(watch)
    monkeypatch.setattr(sys, "excepthook", watch.raised)
    restore_qt = _watch_qt(watch) if "PySide6.QtCore" in sys.modules else None
    yield watch
    if restore_qt is not None:
        restore_qt()
    logging.getLogger().removeHandler(watch)
    if left := watch.left():
        pytest.fail("Unexpected while the test ran:\n" + "\n".join(left), pytrace=False)


def _watch_qt(watch: Unexpected) -> Callable[[], None]:
    """Note Qt's warnings until the returned function is called."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def received(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            watch.note(f"Qt: {text}")

    previous = qInstallMessageHandler(received)

    def restore() -> None:
        qInstallMessageHandler(previous)

    return restore


@pytest.fixture(scope="session")
def app() -> QApplication:
    """The one QApplication of the session."""
    from PySide6.QtWidgets import QApplication

    present = QApplication.instance()
    return present if isinstance(present, QApplication) else QApplication(["soraapp"])
