"""What the context menu of an item holds: what can be made of it, and which take it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from soraapp.project.timeline.generate.cards import shown_board
from soraapp.project.timeline.generate.retaking import original_of
from soraapp.project.timeline.timeline import Item, NodeSource, Track, TrackKind
from ui.actions import menu_title
from ui.actions.making import MENU

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class MakingMenu:
    """Fills a menu. The commands in it are about what is selected: the item is to be selected before."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def fill(self, menu: QMenu, item: Item, track: Track) -> None:
        """Add what can be made of an item on a track; nothing for one that is heard."""
        project = self._window.document.project
        if track.kind is TrackKind.TITLE:
            menu.addAction(self._action("storyboard"))
        if track.kind is not TrackKind.VIDEO:
            return
        if isinstance(item.source, NodeSource):
            self._add_takes(menu, item)
        making = menu.addMenu(menu_title(MENU))
        commands = {
            "render_items": isinstance(item.source, NodeSource),
            "extend_forward": True,
            "extend_backward": True,
            "retake": True,
            "use_original": original_of(project, item.source) is not None,
            "loop_item": True,
            "cards": shown_board(project, item.source) is not None,
        }
        for command, offered in commands.items():
            if offered:
                making.addAction(self._action(command))

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
