"""Workspaces: the same docks, arranged for work on the graph, for editing the film, and for looking at what was made.

Each keeps the arrangement that a person gives it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from PySide6.QtWidgets import QMainWindow

from ui.panels.docks import LAYOUT_VERSION, Docks

GRAPH, EDIT, REVIEW = "graph", "edit", "review"
ALL = (GRAPH, EDIT, REVIEW)
_GEOMETRY = "window/geometry"
_CURRENT = "window/workspace"
_LAYOUT = "window/layout/{}"


class Workspaces(QObject):
    """Which workspace is shown, and how each was left."""

    changed = Signal(str)
    """Another one is shown now."""

    def __init__(self, window: QMainWindow, docks: Callable[[], Docks]) -> None:
        """`docks` gives what is arranged, once it is there."""
        super().__init__(window)
        self._window, self._docks = window, docks
        self._layouts: dict[str, QByteArray] = {}
        self.current = GRAPH

    def is_shown(self, number: int) -> bool:
        """Whether the workspace of a number, from 1, is the one that is shown."""
        return ALL[number - 1] == self.current

    def show_number(self, number: int) -> None:
        self.show(ALL[number - 1])

    def show(self, name: str) -> None:
        """Show another workspace as it was left, or as a new user finds it."""
        if name == self.current:
            return
        self._layouts[self.current] = self._window.saveState(LAYOUT_VERSION)
        self.current = name
        self._take()
        self.changed.emit(name)

    def restore_first(self) -> None:
        """Arrange the workspace that is shown as a new user finds it."""
        self._docks().arrange(self.current)

    def save(self, settings: QSettings) -> None:
        self._layouts[self.current] = self._window.saveState(LAYOUT_VERSION)
        settings.setValue(_GEOMETRY, self._window.saveGeometry())
        settings.setValue(_CURRENT, self.current)
        for name, layout in self._layouts.items():
            settings.setValue(_LAYOUT.format(name), layout)

    def restore(self, settings: QSettings) -> bool:
        """Whether there was a layout of a person's own to restore."""
        stored = {name: settings.value(_LAYOUT.format(name)) for name in ALL}
        self._layouts = {name: layout for name, layout in stored.items() if isinstance(layout, QByteArray)}
        geometry, current = settings.value(_GEOMETRY), settings.value(_CURRENT, GRAPH)
        if geometry is None or current not in ALL or current not in self._layouts:
            return False
        self._window.restoreGeometry(geometry)
        self.current = current
        self._take()
        self.changed.emit(current)
        return True

    def _take(self) -> None:
        """Bring the window into the shape of the current workspace."""
        canvas = self._window.centralWidget()
        assert canvas is not None
        canvas.setVisible(self.current == GRAPH)
        layout = self._layouts.get(self.current)
        if layout is None or not self._window.restoreState(layout, LAYOUT_VERSION):
            self._docks().arrange(self.current)
