"""An inspector over a real document with real checks; no run is ever started."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.models.registry import Registry
from soraapp.nodekit import Value
from soraapp.project import edits
from soraapp.project.graph import Port
from tests.ui.events import turn, wait
from ui.document import Document
from ui.inspector.field import Field
from ui.inspector.inspector import Inspector
from ui.jobs import Jobs
from ui.theme import apply, load_theme

CATALOGUE = Catalogue.of("nodes", "tests.ui.inspector.nodes")


class Desk:
    """An inspector in a window of its own, with what a person does to it."""

    def __init__(self, folder: Path) -> None:
        self.document = Document(CATALOGUE)
        self.registry = registry = Registry.standard()
        self.jobs = Jobs(self.document, registry, lambda tell: Engine(CATALOGUE, tell, cache_folder=folder))
        self.inspector = Inspector(self.document, self.jobs, registry, load_theme("dark"))
        self.inspector.resize(360, 900)
        self.inspector.show()
        self.inspector.activateWindow()

    def add(self, kind: str, node: str, **values: Value) -> None:
        self.document.apply(edits.add_node(CATALOGUE[kind], (0, 0), id=node, values=values))

    def connect(self, source: str, target: str) -> None:
        """Such as ``a.clip`` to ``b.clip``."""
        ends = [Port(*end.split(".")) for end in (source, target)]
        self.document.apply(edits.connect(ends[0], ends[1], CATALOGUE))

    def open(self, node: str) -> None:
        self.inspector.show_node(node)
        turn()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def value(self, name: str) -> Value:
        """What the project holds for the node that is shown; its default when nothing is set."""
        assert self.inspector.node is not None
        node = self.document.graph.nodes[self.inspector.node]
        return node.values.get(name, self.inspector.rows[name].port.default)

    def field(self, name: str) -> Field:
        field = self.inspector.rows[name].field
        assert field is not None
        return field

    def steps(self) -> int:
        """How many steps of undo there are."""
        return len(self.document._history._done)

    def settle(self) -> None:
        """Wait until the checks know the project as it is."""
        wait(lambda: not self.jobs.surveying, "the survey")

    def close(self) -> None:
        self.inspector.close()
        self.inspector.deleteLater()
        self.jobs.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def dressed(app: QApplication) -> None:
    apply(app, load_theme("dark"))


@pytest.fixture
def desk(dressed: None, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "cache")
    yield made
    made.close()


def drag(widget: QWidget, start: QPoint, end: QPoint, moves: int = 8) -> None:
    """Press at one point, move in several steps, release at the other."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(widget, left, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, moves + 1):
        QTest.mouseMove(widget, start + (end - start) * step / moves)
    QTest.mouseRelease(widget, left, Qt.KeyboardModifier.NoModifier, end)


def click(widget: QWidget, point: QPoint | None = None) -> None:
    place = point or widget.rect().center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
