"""Inspectors that stay with their nodes, beside the one that follows the selection: each is a dock of its own."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from soraapp.engine.provider import Models
from ui.canvas import Canvas
from ui.document import Document
from ui.inspector import Inspector
from ui.jobs import Jobs
from ui.panels.dock import Dock
from ui.texts import node_name
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Pins(QObject):
    """Pins what the inspector shows, as often as wanted. Another project has no pins."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        registry: Models,
        canvas: Canvas,
        inspector: Inspector,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._document, self._jobs, self._registry, self._canvas = document, jobs, registry, canvas
        self._following, self._window = inspector, window
        self._numbers = count(1)
        self.pinned: list[PinnedDock] = []
        inspector.pin_asked.connect(self.pin)
        inspector.selection = canvas.selection
        document.changed.connect(self._retitle)
        document.replaced.connect(self._unpin_all)

    def pin(self) -> None:
        """Let an inspector stay with the nodes that are shown now; one that does already comes to the front."""
        nodes = self._following.nodes
        there = next((dock for dock in self.pinned if dock.inspector.nodes == nodes), None)
        if there:
            there.show()
            there.raise_()
        elif nodes:
            self._add(nodes)

    def _add(self, nodes: tuple[str, ...]) -> None:
        theme = self._following.theme
        inspector = Inspector(self._document, self._jobs, self._registry, theme)
        inspector.selection = self._canvas.selection
        inspector.pin_to(nodes)
        dock = PinnedDock(f"pinned {next(self._numbers)}", inspector, self._window)
        dock.closed.connect(self._remove)
        beside = self.pinned[-1] if self.pinned else self._window.docks["inspector"]
        self.pinned.append(dock)
        self._window.docks.add(dock, beside)
        dock.set_theme(theme)
        self._retitle()
        self._window.docks["inspector"].raise_()  # It goes on following the selection.

    def _remove(self, dock: PinnedDock) -> None:
        self.pinned.remove(dock)
        self._window.docks.remove(dock)

    def _unpin_all(self) -> None:
        for dock in self.pinned[:]:
            dock.close()

    def _retitle(self) -> None:
        graph = self._document.graph
        for dock in self.pinned:
            names = [node_name(graph.nodes[node].name) for node in dock.inspector.nodes if node in graph.nodes]
            more = f" + {len(names) - 1}" if len(names) > 1 else ""
            dock.set_title(names[0] + more if names else dock.windowTitle())


class PinnedDock(Dock):
    """Closing it ends it."""

    closed = Signal(object)

    def __init__(self, name: str, inspector: Inspector, window: QMainWindow) -> None:
        super().__init__(name, inspector, window)
        self.inspector = inspector
        inspector.pin_asked.connect(self.close)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.inspector.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.bar.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit(self)
