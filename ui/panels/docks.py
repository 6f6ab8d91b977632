"""The docks around the canvas: where each stands at first, and how a person's own layout is kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from ui.panels.dock import Dock
from ui.takes.strip import HEIGHT as TAKES
from ui.theme import Theme

LAYOUT_VERSION = 6
"""Raised when docks are added or renamed, so that an old layout is not restored halfway."""

_LEFT, _RIGHT, _BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)
_AREAS = {
    "library": _LEFT,
    "outline": _LEFT,
    "history": _LEFT,
    "preview": _RIGHT,
    "inspector": _RIGHT,
    "scopes": _RIGHT,
    "timeline": _BOTTOM,
    "problems": _BOTTOM,
    "queue": _BOTTOM,
}
_SEEN = {
    "graph": ("library", "preview", "inspector", "timeline"),
    "edit": ("library", "preview", "inspector", "timeline"),
    "review": ("preview",),
}
"""What a new user sees in each workspace; the canvas is there in the first alone."""


_BARS = 68
"""Pixels that the bars at the top and at the bottom take."""


class Docks:
    """The docks of a window by name: ``library``, ``outline``, ``history``, ``preview``, ``inspector``, ``scopes``,
    ``timeline``, ``problems``, ``queue``."""

    def __init__(self, window: QMainWindow, contents: Mapping[str, QWidget]) -> None:
        self._window = window
        self._docks = {name: Dock(name, content, window) for name, content in contents.items()}
        self._passing: list[Dock] = []
        """Those that come and go."""
        window.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
        )
        for corner, area in (
            (Qt.Corner.TopLeftCorner, _LEFT),
            (Qt.Corner.BottomLeftCorner, _BOTTOM),
            (Qt.Corner.TopRightCorner, _RIGHT),
            (Qt.Corner.BottomRightCorner, _BOTTOM),
        ):
            window.setCorner(corner, area)
        self.arrange()

    def __getitem__(self, name: str) -> Dock:
        return self._docks[name]

    def arrange(self, workspace: str = "graph") -> None:
        """The layout that a new user finds in a workspace."""
        for name, area in _AREAS.items():
            dock = self[name]
            dock.setFloating(False)
            self._window.addDockWidget(area, dock)
            dock.setVisible(name in _SEEN[workspace])
        self._join("timeline", "problems", "queue")
        self._window.splitDockWidget(self["library"], self["outline"], Qt.Orientation.Vertical)
        self._join("outline", "history")
        way = Qt.Orientation.Vertical if workspace == "graph" else Qt.Orientation.Horizontal
        self._window.splitDockWidget(self["preview"], self["inspector"], way)
        self._join("inspector", "scopes")
        self.proportion(workspace)

    def _join(self, *names: str) -> None:
        """Put docks into one place, as tabs, the first in front."""
        first, *others = (self[name] for name in names)
        for dock in others:
            self._window.tabifyDockWidget(first, dock)
        if first.isVisible():
            first.raise_()

    def proportion(self, workspace: str = "graph") -> None:
        """Share the room out: what a workspace is for gets most of it."""
        width, height = self._window.width(), self._window.height()
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        left, bottom = 184 if width < 2000 else 224, round(height * (0.22 if workspace == "graph" else 0.40))
        self._window.resizeDocks([self["timeline"]], [bottom], vertical)
        if workspace == "graph":
            side = min(max(round(width * 0.30), 424), 800)
            self._window.resizeDocks([self["library"], self["preview"]], [left, side], horizontal)
            top = min(round(side * 9 / 16) + 108 + TAKES, round(height * 0.60))
            rest = max(height - _BARS - bottom - top, 1)
            self._window.resizeDocks([self["preview"], self["inspector"]], [top, rest], vertical)
        else:
            side = min(max(round(width * 0.24), 340), 560)
            docks = [self["library"], self["preview"], self["inspector"]]
            self._window.resizeDocks(docks, [left, max(width - left - side, 1), side], horizontal)

    def add(self, dock: Dock, beside: Dock) -> None:
        """Put a dock that comes and goes behind another one, as a tab."""
        self._passing.append(dock)
        area = self._window.dockWidgetArea(beside)
        if beside.isFloating() or area is Qt.DockWidgetArea.NoDockWidgetArea:
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        else:
            self._window.tabifyDockWidget(beside, dock)
        dock.show()

    def remove(self, dock: Dock) -> None:
        """Take such a dock away for good."""
        self._passing.remove(dock)
        self._window.removeDockWidget(dock)
        dock.deleteLater()

    def toggle(self, name: str) -> None:
        """Show a dock, in front of those that share its place; close it when it is seen."""
        dock = self[name]
        if dock.isVisible() and not dock.visibleRegion().isEmpty():
            dock.close()
        else:
            dock.show()
            dock.raise_()

    def fill(self, menu: QMenu) -> None:
        """A switch for each dock."""
        for dock in self._docks.values():
            switch = dock.toggleViewAction()
            switch.setProperty("english", dock.objectName().capitalize())
            menu.addAction(switch)

    def retranslate(self) -> None:
        titles = {
            "library": _tr("Library"),
            "outline": _tr("Outline"),
            "history": _tr("History"),
            "preview": _tr("Preview"),
            "inspector": _tr("Inspector"),
            "scopes": _tr("Scopes"),
            "timeline": _tr("Timeline"),
            "problems": _tr("Problems"),
            "queue": _tr("Queue"),
        }
        for name, title in titles.items():
            self[name].set_title(title)

    def set_theme(self, theme: Theme) -> None:
        for dock in (*self._docks.values(), *self._passing):
            dock.set_theme(theme)


def _tr(text: str) -> str:
    return QCoreApplication.translate("docks", text)
