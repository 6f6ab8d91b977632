"""What the context menus of a timeline hold for items and gaps: what can be made there, and which take is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from soraapp.project.timeline.generate.cards import shown_board
from soraapp.project.timeline.generate.retaking import original_of
from soraapp.project.timeline.timeline import Item, NodeSource, Track, TrackKind

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class MakingMenus:
    """Fills menus. The commands in them are about what is selected: an item is to be selected before."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def fill_item(self, menu: QMenu, item: Item, track: Track) -> None:
        """Add what can be made of an item on a track; nothing for one that is not of pictures."""
        if track.kind is TrackKind.TITLE:
            menu.addSeparator()
            menu.addAction(self._action("storyboard"))
        if track.kind is not TrackKind.VIDEO:
            return
        project, actions = self._window.document.project, self._action
        shows_node = isinstance(item.source, NodeSource)
        menu.addSeparator()
        if shows_node:
            menu.addAction(actions("render_items"))
            self._add_takes(menu, item)
        for command in ("extend_forward", "extend_backward", "retake"):
            menu.addAction(actions(command))
        if original_of(project, item.source) is not None:
            menu.addAction(actions("use_original"))
        menu.addAction(actions("loop_item"))
        if shown_board(project, item.source) is not None:
            menu.addAction(actions("cards"))

    def fill_gap(self, menu: QMenu, track: Track, frame: int) -> None:
        """Add what fills the gap at a frame of a track; nothing where none is, or none of pictures."""
        if track.kind is TrackKind.VIDEO and not track.locked and track.end > frame and track.at(frame) is None:
            action = self._action("fill_gap")
            fill = QAction(action.text(), menu)
            fill.triggered.connect(lambda: self._window.making.fill(track.id, frame))
            menu.addAction(fill)

    def _add_takes(self, menu: QMenu, item: Item) -> None:
        """Every take of its node, with the one that the item shows ticked."""
        takes = self._window.making.takes(item)
        assert isinstance(item.source, NodeSource)
        shown = item.source.take
        inner = menu.addMenu(_tr("Take"))
        given = self._add_choice(inner, _tr("What the node gives"), ticked=shown is None)
        given.triggered.connect(lambda: self._window.making.show_take(item.id, None))
        inner.addSeparator()
        for take in reversed(takes):
            text = take.name or _tr("Take {number}").format(number=take.number)
            stars = "  " + "\u2605" * take.stars if take.stars else ""
            choice = self._add_choice(inner, text + stars, ticked=shown == take.key)
            choice.triggered.connect(lambda _=False, key=take.key: self._window.making.show_take(item.id, key))
        inner.addSeparator()
        for command in ("new_take", "next_take", "previous_take"):
            inner.addAction(self._action(command))

    def _add_choice(self, menu: QMenu, text: str, *, ticked: bool) -> QAction:
        choice = menu.addAction(text)
        choice.setCheckable(True)
        choice.setChecked(ticked)
        return choice

    def _action(self, command: str) -> QAction:
        return self._window.actions_[command]


def _tr(text: str) -> str:
    return QCoreApplication.translate("making", text)
