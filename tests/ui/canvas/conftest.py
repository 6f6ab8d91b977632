"""A shown canvas over a real document and real jobs, whose engine plays the events that a test tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.events import Event
from soraapp.models.registry import Registry
from soraapp.nodekit import Value
from soraapp.project import edits
from soraapp.project.graph import Graph, Port, Wire
from tests.ui.events import turn, wait
from ui.actions import COMMANDS, Actions
from ui.canvas.node_layout import Side
from ui.canvas.view import Canvas
from ui.document import Document
from ui.jobs import Jobs
from ui.theme import load_theme

CATALOGUE = Catalogue.of("nodes")
LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class PlayedEngine:
    """An engine that computes nothing: it takes runs, and says what a test tells it to say."""

    def __init__(self, listener: Callable[[Event], None]) -> None:
        self.say = listener
        self.runs: list[Any] = []

    def start(self) -> None: ...

    def run(self, plan: Any, deliver: Any = None, **_: bool) -> int:
        self.runs.append(plan)
        return len(self.runs)

    def cancel(self, run: int | None = None) -> None: ...

    def cached(self, key: str) -> bool:
        return False

    def protect(self, keys: frozenset[str], dear: frozenset[str]) -> None: ...

    def warm_up(self, model: str) -> None: ...

    def close(self) -> None: ...


class Desk:
    """A person at the canvas."""

    def __init__(self) -> None:
        self.document = Document(CATALOGUE)
        self.jobs = Jobs(self.document, Registry.standard(), self._connect)
        self.canvas = Canvas(self.document, self.jobs, load_theme("dark"))
        own = [command for command in COMMANDS if command.handler.startswith("canvas.")]
        self.actions = Actions(self.canvas, self.canvas, self, own)
        self.canvas.resize(1200, 800)
        self.canvas.show()
        self.canvas.activateWindow()
        QTest.qWaitForWindowExposed(self.canvas)
        self.canvas.setFocus()
        self.canvas.camera.pan(600 - self.canvas.width() / 2, 0)
        self.told: list[str] = []
        self.canvas.message.connect(self.told.append)

    def _connect(self, listener: Callable[[Event], None]) -> Engine:
        self.engine = PlayedEngine(listener)
        return cast("Engine", self.engine)

    @property
    def graph(self) -> Graph:
        return self.document.graph

    @property
    def scene(self) -> Any:
        return self.canvas.graph_scene

    # Arranging

    def add(self, id: str, kind: str, x: float, y: float, **values: Value) -> str:  # noqa: A002
        """Add a node, its corner at a point of the viewport."""
        place = self.canvas.camera.to_scene(QPointF(x, y))
        self.document.apply(edits.add_node(CATALOGUE[kind], (place.x(), place.y()), id=id, values=values))
        return id

    def wire(self, source: str, output: str, target: str, entry: str) -> Wire:
        self.document.apply(edits.connect(Port(source, output), Port(target, entry), CATALOGUE))
        return Wire(Port(source, output), Port(target, entry))

    def film(self) -> None:
        """A prompt feeding text to video, beside an export that nothing feeds."""
        self.add("p", "text.prompt", 60, 60, text="a red ball")
        self.add("t", "generate.text_to_video", 420, 60)
        self.add("x", "output.export", 800, 60)
        self.wire("p", "text", "t", "prompt")
        self.settle()

    def settle(self) -> None:
        wait(lambda: not self.jobs.surveying, "the survey")
        turn()

    # Places in the viewport

    def title(self, node: str) -> QPoint:
        item = self.scene.nodes[node]
        return self.canvas.viewportTransform().map(item.pos() + item.layout.title.center()).toPoint()

    def port(self, node: str, name: str, side: Side) -> QPoint:
        return self.canvas.port_point(node, name, side).toPoint()

    # Hands

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        button: Qt.MouseButton = LEFT,
        modifiers: Qt.KeyboardModifier = NONE,
        *,
        release: bool = True,
    ) -> None:
        """Press, move in several steps, and release."""
        view = self.canvas.viewport()
        QTest.mouseMove(view, start)
        QTest.mousePress(view, button, modifiers, start)
        for step in range(1, 9):
            QTest.mouseMove(view, start + (end - start) * step / 8)
            turn()
        if release:
            QTest.mouseRelease(view, button, modifiers, end)
        turn()

    def click(self, point: QPoint, button: Qt.MouseButton = LEFT, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseMove(self.canvas.viewport(), point)
        QTest.mouseClick(self.canvas.viewport(), button, modifiers, point)
        turn()

    def double_click(self, point: QPoint) -> None:
        QTest.mouseMove(self.canvas.viewport(), point)
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NONE, point)
        turn()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.canvas, key, modifiers)
        turn()

    def type(self, text: str) -> None:
        """Type where the keyboard is; what has no keys, such as Chinese, comes through the input method."""
        focus = QApplication.focusWidget() or self.canvas
        if text.isascii():
            QTest.keyClicks(focus, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(focus, event)
        turn()

    def undo_steps(self) -> int:
        """How many steps can be undone; they are redone again."""
        steps = 0
        while self.document.can_undo:
            self.document.undo()
            steps += 1
        for _ in range(steps):
            self.document.redo()
        return steps

    def close(self) -> None:
        self.canvas.pictures.close()
        self.jobs.close()
        self.canvas.close()
        self.canvas.deleteLater()
        turn()


@pytest.fixture
def desk(app: QApplication) -> Iterator[Desk]:
    made = Desk()
    made.settle()
    yield made
    made.close()
