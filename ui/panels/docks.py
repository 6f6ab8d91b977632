"""The docks around the canvas: where each stands at first, and how a person's own layout is kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from ui.panels.dock import Dock
from ui.takes.strip import HEIGHT as TAKES
from ui.theme import Theme

GEOMETRY = "window/geometry"
LAYOUT = "window/layout"
LAYOUT_VERSION = 4
"""Raised when docks are added or renamed, so that an old layout is not restored halfway."""


class Docks:
    """The docks of a window by name: ``library``, ``outline``, ``history``, ``preview``, ``inspector``, ``problems``,
    ``queue``."""

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
            (Qt.Corner.TopLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea),
            (Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea),
            (Qt.Corner.TopRightCorner, Qt.DockWidgetArea.RightDockWidgetArea),
            (Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            window.setCorner(corner, area)
        self.arrange()

    def __getitem__(self, name: str) -> Dock:
        return self._docks[name]

    def arrange(self) -> None:
        """The layout that a new user finds."""
        areas = Qt.DockWidgetArea
        places = {
            "library": areas.LeftDockWidgetArea,
            "outline": areas.LeftDockWidgetArea,
            "history": areas.LeftDockWidgetArea,
            "preview": areas.RightDockWidgetArea,
            "inspector": areas.RightDockWidgetArea,
            "problems": areas.BottomDockWidgetArea,
            "queue": areas.BottomDockWidgetArea,
        }
        for name, area in places.items():
            dock = self[name]
            dock.setFloating(False)
            self._window.addDockWidget(area, dock)
            dock.setVisible(name not in ("outline", "history") and area is not areas.BottomDockWidgetArea)
        self._window.tabifyDockWidget(self["problems"], self["queue"])
        self._window.splitDockWidget(self["library"], self["outline"], Qt.Orientation.Vertical)
        self._window.tabifyDockWidget(self["outline"], self["history"])
        self._window.splitDockWidget(self["preview"], self["inspector"], Qt.Orientation.Vertical)
        self.proportion()

    def proportion(self) -> None:
        """Share the room out: the canvas gets most of it, the pictures on the right the next most."""
        width, height = self._window.width(), self._window.height()
        side = min(max(round(width * 0.30), 424), 800)
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._window.resizeDocks([self["library"], self["preview"]], [184 if width < 2000 else 224, side], horizontal)
        top = min(round(side * 9 / 16) + 108 + TAKES, round(height * 0.60))
        self._window.resizeDocks([self["preview"], self["inspector"]], [top, max(height - top, 1)], vertical)
        self._window.resizeDocks([self["problems"], self["queue"]], [140, 140], vertical)

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
            "problems": _tr("Problems"),
            "queue": _tr("Queue"),
        }
        for name, title in titles.items():
            self[name].set_title(title)

    def set_theme(self, theme: Theme) -> None:
        for dock in (*self._docks.values(), *self._passing):
            dock.set_theme(theme)

    def save(self, settings: QSettings) -> None:
        settings.setValue(GEOMETRY, self._window.saveGeometry())
        settings.setValue(LAYOUT, self._window.saveState(LAYOUT_VERSION))

    def restore(self, settings: QSettings) -> bool:
        """Whether there was a layout of a person's own to restore."""
        geometry, layout = settings.value(GEOMETRY), settings.value(LAYOUT)
        if geometry is None or layout is None:
            return False
        self._window.restoreGeometry(geometry)
        return self._window.restoreState(layout, LAYOUT_VERSION)


def _tr(text: str) -> str:
    return QCoreApplication.translate("docks", text)
