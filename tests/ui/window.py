"""A real window over the sample nodes and an engine of its own, and hands to use it with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from soraapp.engine.client import Engine
from soraapp.project import edits
from soraapp.project.project import Project
from tests.engine.conftest import CATALOGUE, MODELS, PROVIDER, Draft
from tests.ui.events import turn, wait
from ui.document import Document
from ui.jobs import Jobs
from ui.language import Languages
from ui.main_window import MainWindow
from ui.theme import load_theme

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
D = TypeVar("D", bound=QDialog)
Maker = Callable[[Draft | None], MainWindow]


def film(**values: Any) -> Draft:
    """A clip that takes a model to make, and a cut of it."""
    return Draft()("clip", "making.clip", prompt="ball", **values)("cut", "plain.cut", {"clip": "clip"}, end=4)


def sample_window(folder: Path, draft: Draft | None = None, *, silence: float = 30.0) -> MainWindow:
    """A shown window with its settings and cache in a folder of its own; nothing runs until it is asked to. Its engine
    tells of a silence of so many seconds."""
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    document = Document(CATALOGUE)
    engine = partial(Engine, CATALOGUE, cache_folder=folder, models=PROVIDER, silence=silence)
    jobs = Jobs(document, MODELS, engine)
    window = MainWindow(document, jobs, MODELS, settings, Languages(settings), load_theme("dark"))
    if draft:
        document.replace(_side_by_side(draft.project), None)
    present(window)
    return window


def _side_by_side(project: Project) -> Project:
    """The same project with its nodes beside each other, so that each can be clicked."""
    for index, node in enumerate(project.graph.nodes):
        project = edits.move({node: (index * 260.0, 0.0)}).change(project)
    return project


def present(window: MainWindow, width: int = 1280, height: int = 800) -> None:
    """Show the window and wait until it has the keyboard."""
    window.resize(width, height)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    wait(lambda: window.registry.known, "the models")
    turn(0.05)


def dismiss(window: MainWindow) -> None:
    """Close the window without questions."""
    window._closing = True
    window.close()
    window.deleteLater()
    turn()


def come_back(window: MainWindow) -> None:
    """Wait until the last dialog is closed. The offscreen platform leaves it to us to give the window the keyboard."""
    wait(lambda: QApplication.activeModalWidget() is None, "the dialog to close", 5)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key press on whatever has the keyboard."""
    QTest.keyClick(focused(), key, modifiers)
    turn()


def type_text(text: str) -> None:
    """Letter by letter, into whatever has the keyboard."""
    for letter in text:
        QTest.keyClicks(focused(), letter)
    turn()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    window = QApplication.activeModalWidget() or QApplication.activeWindow()
    found = widget or window
    assert found is not None, "nothing has the keyboard"
    return found


def click(
    widget: QWidget,
    at: QPoint | None = None,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifiers, at or widget.rect().center())
    turn()


def click_node(window: MainWindow, node: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Click the title of a node on the canvas."""
    title = window.canvas.graph_scene.nodes[node].sceneBoundingRect().topLeft() + QPointF(60, 20)
    click(window.canvas.viewport(), window.canvas.mapFromScene(title), modifiers)


def drag(widget: QWidget, start: QPointF, end: QPointF) -> None:
    """Press, move in several steps, release."""
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseMove(widget, start.toPoint())
    QTest.mousePress(widget, button, none, start.toPoint())
    for step in range(1, 9):
        QTest.mouseMove(widget, (start + (end - start) * (step / 8)).toPoint(), 5)
        turn()
    QTest.mouseRelease(widget, button, none, end.toPoint())
    turn()


def dialog(kind: type[D], name: str = "") -> D:
    """The open dialog of a kind, once it is there."""

    def found() -> list[D]:
        widgets = QGuiApplication.instance() and QApplication.topLevelWidgets()
        return [
            w for w in widgets or () if isinstance(w, kind) and w.isVisible() and (not name or w.objectName() == name)
        ]

    wait(found, f"a dialog {kind.__name__} {name}", 5)
    return found()[0]
