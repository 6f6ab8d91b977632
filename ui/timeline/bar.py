"""The bar above a timeline: its name and facts, the way to it, tools, and how near it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from soraapp.media.time import timecode
from ui.panels.breadcrumbs import SEPARATOR
from ui.settings import TIMELINE_SNAP
from ui.texts import node_name
from ui.theme import GRID, Theme, icon, tabular
from ui.timeline.name_line import NameLine
from ui.timeline.zoom_slider import ZoomSlider

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView


class Bar(QWidget):
    """Stands beside the title of the dock."""

    new_asked = Signal()
    """Another timeline is wanted."""
    renamed = Signal(str)
    """The timeline that is shown is to have another name."""
    settings_asked = Signal()
    """The size and the rate of the timeline are to be changed."""

    def __init__(self, view: TimelineView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._theme = view, theme
        self.name = QToolButton(self)
        self.name.setProperty("role", "flat")
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.name.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.name.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.name.setIconSize(QSize(12, 12))
        self.menu = QMenu(self.name)
        self.menu.aboutToShow.connect(self._fill)
        self.name.setMenu(self.menu)
        self.facts = QLabel(self)
        self.facts.setProperty("role", "dim")
        self.facts.setFont(tabular(self.font()))
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tools = _room(self)
        """Where the buttons of tools go."""
        self.making = _room(self)
        """Where what makes what is missing goes."""
        self.snap = QToolButton(self)
        self.snap.setProperty("role", "flat")
        self.snap.setStyleSheet("padding: 0;")
        self.snap.setCheckable(True)
        self.snap.setFixedSize(24, 22)
        self.snap.setIconSize(QSize(14, 14))
        self.snap.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.snap.clicked.connect(lambda on: view.settings.set(TIMELINE_SNAP, on))
        self.zoom = ZoomSlider(view, theme, self)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, 0, GRID, 0)
        row.setSpacing(GRID)
        row.addLayout(self._crumbs)
        row.addWidget(self.name)
        row.addWidget(self.facts, 1)
        for part in (self.tools, self.making, self.snap, self.zoom):
            row.addWidget(part)
        view.settings.follow(TIMELINE_SNAP, lambda _: self.set_theme(self._theme))
        view.opened.connect(self._show_way)
        view.shown_changed.connect(self.show_facts)
        view.document.changed.connect(self._show_way)
        self.set_theme(theme)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        on = self._view.settings.get(TIMELINE_SNAP)
        self.snap.setChecked(on)
        self.snap.setIcon(icon("magnet", theme.color("text" if on else "faint")))
        self.name.setIcon(icon("chevron-down", theme.color("dim")))
        self.zoom.set_theme(theme)

    def retranslate(self) -> None:
        self.snap.setToolTip(self.tr("Snap to cuts, markers and the playhead"))
        self.snap.setAccessibleName(self.snap.toolTip())
        self.name.setToolTip(self.tr("This timeline and the others of the project"))
        self.zoom.retranslate()
        self._way: tuple[tuple[str, str], ...] = ()
        self._show_way()

    def show_facts(self) -> None:
        """The name, the size, the rate and the length of what is shown."""
        film = self._view.timeline
        self.name.setVisible(film is not None)
        self.facts.setVisible(True)
        if film is None:
            self.facts.setText("")
            return
        self.name.setText(node_name(film.name))
        self.name.setAccessibleName(self.tr("Timeline {name}").format(name=node_name(film.name)))
        rate = f"{float(film.rate):.6g}"
        parts = (
            f"{film.size.width}\u00d7{film.size.height}",
            self.tr("{rate} fps").format(rate=rate),
            timecode(self._view.shown.end, film.rate),
        )
        self.facts.setText(" \u00b7 ".join(parts))

    def rename(self) -> None:
        """Let a person write another name of the timeline."""
        if self._view.timeline is not None:
            box = self.name.geometry().adjusted(0, 0, 60, 0)
            NameLine(self._view.timeline.name, box, self.renamed.emit, self).setAccessibleName(self.tr("Name"))

    def _show_way(self) -> None:
        """Buttons to the timelines that this one was entered from."""
        known = self._view.document.project.timelines
        film = self._view.document.project.film
        way = ((film.id, *(one for one in self._view.way if one != film.id)) if film else ())[:-1]
        steps = tuple((one, node_name(known[one].name)) for one in way if one in known)
        self.show_facts()
        if steps == self._way:
            return
        self._way = steps
        while item := self._crumbs.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, (_, name) in enumerate(steps):
            button = QToolButton(self)
            button.setProperty("role", "flat")
            button.setText(name)
            button.setToolTip(self.tr("Back to {name}").format(name=name))
            button.setAccessibleName(button.toolTip())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            goal = tuple(one for one, _ in steps[: number + 1])
            button.clicked.connect(lambda _=False, goal=goal: self._view.open(*goal))
            separator = QLabel(SEPARATOR, self)
            separator.setProperty("role", "faint")
            self._crumbs.addWidget(button)
            self._crumbs.addWidget(separator)

    def _fill(self) -> None:
        """The timelines of the project, and what can be done with them."""
        self.menu.clear()
        group = QActionGroup(self.menu)
        shown = self._view.timeline
        for one in self._view.document.project.timelines.values():
            action = self.menu.addAction(node_name(one.name))
            action.setCheckable(True)
            action.setChecked(one is shown)
            group.addAction(action)
            action.triggered.connect(lambda _=False, name=one.id: self._view.open(name))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("New timeline")).triggered.connect(lambda: self.new_asked.emit())
        self.menu.addAction(self.tr("Rename")).triggered.connect(lambda: self.rename())
        self.menu.addAction(self.tr("Size and frame rate…")).triggered.connect(lambda: self.settings_asked.emit())


def _room(parent: QWidget) -> QWidget:
    """An empty row for the buttons of others: ``bar.tools.layout().addWidget(button)``."""
    room = QWidget(parent)
    row = QHBoxLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    return room
