"""How long the window keeps a person waiting: the longest and the 99th percentile of the times in which its event loop
does one thing, while a project of 400 nodes is opened, run, looked at, written in, and kept.

The alternative is one frame of a screen, 16.7 ms. What takes longer is named by who received it. Times are of the CPU
of the window's thread.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from soraapp.media.decode import open_clip
from soraapp.project.project import Project
from soraapp.project.storage import save
from tests.benchmarks.footage import shoot
from tests.benchmarks.measure import Measure
from tests.engine.conftest import Draft
from tests.ui.events import turn, wait
from tests.ui.window import click_node, dismiss, focused, sample_window
from ui.main_window import MainWindow
from ui.scopes.traces import Scope

NODES = 400
FRAME = 1000 / 60
LARGE_SECONDS = 6
"""How long the film of 1080p is that is played and scrubbed."""
SHOWN = 3
"""How many of the longest are named."""


class Watched(QApplication):
    """Notes how long each event takes that is not part of another."""

    def __init__(self) -> None:
        super().__init__(["benchmark"])
        self.taken: list[tuple[float, str]] = []
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._depth:
            return super().notify(receiver, event)
        name = f"{type(receiver).__name__}.{event.type().name}"
        self._depth += 1
        began = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            self.taken.append(((time.thread_time() - began) * 1000, name))


def measure() -> Iterator[Measure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = Watched()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(_project(), folder / "many.sora")
        window = sample_window(folder)
        gc.freeze()  # As the program does once its window stands.
        try:
            for phase, do in _phases(window, folder).items():
                app.taken.clear()
                do()
                yield from _told(phase, app.taken)
        finally:
            dismiss(window)


def _told(phase: str, taken: list[tuple[float, str]]) -> Iterator[Measure]:
    times = np.array([time for time, _ in taken])
    yield Measure(f"{phase}: longest", float(times.max()), FRAME, "ms")
    yield Measure(f"{phase}: 99th percentile", float(np.percentile(times, 99)), FRAME, "ms")
    longest: dict[str, float] = {}
    for taken_, name in sorted(taken, reverse=True):
        if taken_ > FRAME:
            longest.setdefault(name, taken_)
    for name, taken_ in list(longest.items())[:SHOWN]:
        yield Measure(f"    {name}", taken_, FRAME, "ms")


def _phases(window: MainWindow, folder: Path) -> dict[str, Callable[[], None]]:
    """What a person does, in order."""

    def opening() -> None:
        window.files.open(folder / "many.sora")
        wait(lambda: len(window.document.graph.nodes) == NODES and not window.jobs.surveying, "the project")
        turn(1.0)

    def running() -> None:
        window.commands.run()
        wait(lambda: not window.jobs.running, "the run", 120)
        turn(0.5)

    def playing() -> None:
        click_node(window, "ramp")
        wait(lambda: window.preview.player.clip is not None, "the clip")
        window.preview.toggle()
        turn(3.0)
        window.preview.toggle()

    def typing() -> None:
        window.canvas.select(["n1"])
        turn(0.5)
        window.inspector.findChildren(QPlainTextEdit)[0].setFocus()
        for letter in "a ball rolls to the left":
            QTest.keyClicks(focused(), letter)
            turn(0.05)

    def keeping() -> None:
        kept: list[bool] = []
        window.keeping.keep(lambda: kept.append(True))
        wait(lambda: kept, "the autosave")

    return {
        f"opening {NODES} nodes": opening,
        f"running {NODES} nodes": running,
        "playing a preview": playing,
        **_large(window, folder),
        "typing in the inspector": typing,
        "autosave": keeping,
    }


def _large(window: MainWindow, folder: Path) -> dict[str, Callable[[], None]]:
    """What a person does with a film of 1080p."""

    def playing_large() -> None:
        window.preview.show_clip(open_clip(shoot(folder / "large.mp4", LARGE_SECONDS)), "1080p")
        wait(lambda: window.preview.player.ticks, "the film to play")
        turn(0.5)
        taken = QApplication.instance()
        assert isinstance(taken, Watched)
        taken.taken.clear()
        turn(LARGE_SECONDS)

    def measuring() -> None:
        window.docks.toggle("scopes")
        for scope in Scope:
            if scope not in window.scopes.seen:
                window.scopes.toggle(scope)
        turn(LARGE_SECONDS)
        window.docks.toggle("scopes")

    def scrubbing() -> None:
        bar = window.preview.transport.bar
        QTest.mousePress(bar, Qt.MouseButton.LeftButton)
        for step in range(120):
            QTest.mouseMove(bar, QPoint(20 + step * (bar.width() - 40) // 120, bar.height() // 2))
            turn(1 / 60)
        QTest.mouseRelease(bar, Qt.MouseButton.LeftButton)
        window.preview.pause()

    return {
        "playing 1080p": playing_large,
        "playing 1080p with all scopes": measuring,
        "scrubbing 1080p": scrubbing,
    }


def _project() -> Project:
    """A chain of cheap nodes, and a clip that plays, in rows."""
    draft = Draft()("n0", "plain.number")
    for index in range(1, NODES - 1):
        draft(f"n{index}", "plain.add", {"number": f"n{index - 1}"}, amount=1.0)
    graph = draft("ramp", "plain.ramp", count=120, side=512).project.graph
    places = ((index % 25 * 260.0, index // 25 * 300.0) for index in range(NODES))
    placed = {
        name: replace(node, position=place) for (name, node), place in zip(graph.nodes.items(), places, strict=True)
    }
    return Project(replace(graph, nodes=placed))
