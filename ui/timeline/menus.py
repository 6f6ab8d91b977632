"""The context menus of the timeline: of items, gaps, transitions, markers, the ruler and tracks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from soraapp.project.timeline.placing import gap_at
from soraapp.project.timeline.properties import change_items
from soraapp.project.timeline.timeline import Item, TimelineSource, Track, TrackKind
from ui.actions import Actions
from ui.canvas.tints import TINTS, tint, tint_titles
from ui.timeline.hits import Hit, HitKind, hit
from ui.timeline.words import tr

if TYPE_CHECKING:
    from ui.timeline.panel import TimelinePanel

SWATCH = 12


class Menus(QObject):
    """Opens the menu for what is at a point, which is selected."""

    def __init__(self, panel: TimelinePanel) -> None:
        super().__init__(panel)
        self._panel, self._view = panel, panel.view
        self._actions: Actions | None = None
        self.menu: QMenu | None = None
        """The one that was opened last."""
        self.making: Callable[[QMenu, Item, Track], object] = lambda *_: None
        """Adds what can be made of an item of a track to a menu."""
        self._view.pointer.menu_wanted = self.open_at
        self._view.headers.menu_asked.connect(self.open_for_track)

    def adopt(self, actions: Actions) -> None:
        """The entries are commands of the window."""
        self._actions = actions

    def open_at(self, point: QPointF) -> None:
        """The menu for a point of the viewport."""
        if self._actions is None or self._view.timeline is None:
            return
        here = hit(self._view.geometry_, point)
        menu = self._begun()
        match here.kind:
            case HitKind.RULER:
                self._add(menu, "add_marker", "", "mark_begin", "mark_end", "mark_none", "", "timeline_fit")
            case HitKind.MARKER:
                self._fill_for_marker(menu, here.marker)
            case HitKind.LEAD:
                self._view.select(())
                self._view.select_lead(here.item)
                self._panel.leading.offer_styles(menu, here.item)
            case HitKind.GAP | HitKind.EMPTY:
                self._fill_for_gap(menu, here)
            case _:
                self._fill_for_item(menu, here)
        self._show(menu, self._view.viewport().mapToGlobal(point.toPoint()))

    def open_for_track(self, track: str, place: QPoint) -> None:
        """The menu of a track, by its id, or with an empty one of the column; at a place of the screen."""
        if self._actions is None or self._view.timeline is None:
            return
        menu, changing = self._begun(), self._panel.changing
        found = self._view.timeline.track(track)
        if found is not None:
            header = self._view.headers.headers[track]
            self._call(menu, tr("Rename"), header.rename)
            above = {
                TrackKind.VIDEO: tr("Add a track above"),
                TrackKind.TITLE: tr("Add a track above"),
                TrackKind.AUDIO: tr("Add a track below"),
            }
            self._call(menu, above[found.kind], lambda: changing.add_track(found.kind, track))
            self._call(menu, tr("Move the track up"), lambda: changing.shift_track(track, 1))
            self._call(menu, tr("Move the track down"), lambda: changing.shift_track(track, -1))
            menu.addSeparator()
            self._call(menu, tr("Remove the track"), lambda: changing.remove_track(track))
            menu.addSeparator()
        self._add(menu, "add_video_track", "add_audio_track", "add_title_track")
        self._show(menu, place)

    # What is in them

    def _fill_for_item(self, menu: QMenu, here: Hit) -> None:
        view, shown = self._view, self._view.shown
        item = shown.by_id[here.item]
        if here.item not in view.selection:
            view.select(one.id for one in shown.linked(item))
        self._add(menu, "open_item", "", "cut_items", "copy_items", "duplicate_items")
        self._add(menu, "", "delete_items", "ripple_delete", "", "pace", "reverse_items", "switch_items", "link_items")
        self._panel.leading.offer_styles(menu.addMenu(tr("Transition from the item before")), here.item)
        self._offer_colors(menu.addMenu(tr("Colour")), item.color)
        self._add(menu, "fade_items", "", "nest")
        if isinstance(item.source, TimelineSource):
            self._add(menu, "unnest")
        self.making(menu, item, shown.homes[here.item])

    def _fill_for_gap(self, menu: QMenu, here: Hit) -> None:
        view = self._view
        track = view.shown.track(here.track)
        gap = gap_at(track, here.frame) if track else None
        if track is not None and gap is not None:
            if track.kind is TrackKind.VIDEO:
                self._call(menu, tr("Fill the gap"), lambda: view.gap_asked.emit(track.id, here.frame))
            self._call(menu, tr("Close the gap"), lambda: self._panel.editing.close_gap_at(track.id, here.frame))
            menu.addSeparator()
        self._add(menu, "paste_items", "paste_insert", "", "add_title", "select_items", "", "timeline_fit")

    def _fill_for_marker(self, menu: QMenu, marker: str) -> None:
        self._call(menu, tr("Edit the marker…"), lambda: self._panel.marking.edit(marker))
        self._call(menu, tr("Remove the marker"), lambda: self._panel.marking.remove(marker))

    def _offer_colors(self, menu: QMenu, color: str) -> None:
        view = self._view
        for name, title in zip(TINTS, tint_titles(), strict=True):
            swatch = QPixmap(SWATCH, SWATCH)
            swatch.fill(tint(view.look, name))
            added = menu.addAction(QIcon(swatch), title)
            added.setCheckable(True)
            added.setChecked(name == color)
            added.triggered.connect(lambda _=False, name=name: self._color(name))

    def _color(self, color: str) -> None:
        ids = self._view.selection
        self._panel.editing.attempt(lambda timeline: change_items(timeline.id, ids, "Change colour", color=color))

    # How they are made

    def _begun(self) -> QMenu:
        self.menu = menu = QMenu(self._panel)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add(self, menu: QMenu, *commands: str) -> None:
        """Commands by their ids; an empty one is a line."""
        assert self._actions is not None
        for command in commands:
            if command:
                menu.addAction(self._actions[command])
            else:
                menu.addSeparator()

    def _call(self, menu: QMenu, text: str, do: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda: do())

    def _show(self, menu: QMenu, place: QPoint) -> None:
        menu.setActiveAction(menu.actions()[0])
        menu.popup(place)
