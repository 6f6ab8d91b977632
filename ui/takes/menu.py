"""The context menu of takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from soraapp.project.takes import STARS, Take
from ui.takes.choosing import to_compare

if TYPE_CHECKING:
    from soraapp.project.graph import Node
    from ui.takes.strip import TakesStrip


def takes_menu(strip: TakesStrip, node: Node, take: Take) -> QMenu:
    """What can be done with the selected takes, of which `take` is the current one."""
    chosen, commands = strip.list.chosen(), strip.commands
    one = len(chosen) == 1
    menu = QMenu(strip)
    menu.aboutToHide.connect(menu.deleteLater)
    pinned = node.pinned == take.key
    pin = _tr("Unpin") if pinned else _tr("Pin: use this take")
    _add(menu, pin, lambda: commands.pin_or_unpin(take.key), "Enter", enabled=one)
    _add(menu, _tr("Use these values"), lambda: commands.use(take.key), enabled=one)
    menu.addSeparator()
    _add(menu, _compare_text(node, chosen, take), strip.compare, "C", enabled=len(node.takes) > 1)
    _add(menu, _tr("All side by side"), strip.show_all, "G", enabled=len(node.takes) > 1)
    menu.addSeparator()
    _add(menu, _tr("Rename"), strip.list.rename, "F2", enabled=one)
    rating = menu.addMenu(_tr("Rate"))
    for stars in range(STARS + 1):
        text = "★" * stars or _tr("No stars")
        rated = _add(rating, text, lambda stars=stars: commands.rate(take.key, stars), f"Ctrl+{stars}")
        rated.setCheckable(True)
        rated.setChecked(take.stars == stars)
    menu.addSeparator()
    _add(menu, _tr("Variants…"), lambda: strip.variants_asked.emit(node.id))
    delete = _tr("Delete take") if one else _tr("Delete {count} takes").format(count=len(chosen))
    _add(menu, delete, lambda: commands.delete(chosen), "Del")
    return menu


def _compare_text(node: Node, chosen: tuple[str, ...], take: Take) -> str:
    """Says with what one take alone would be compared."""
    others = [other for other in to_compare(node, chosen) if other is not take]
    if len(chosen) != 1 or not others:
        return _tr("Compare")
    return _tr("Compare with the pinned take") if others[0].key == node.pinned else _tr("Compare with the latest other")


def _add(menu: QMenu, text: str, action: Callable[[], object], keys: str = "", *, enabled: bool = True) -> QAction:
    """The key is shown as text: the strip or what is around it takes it, not the menu."""
    added = menu.addAction(f"{text}\t{keys}" if keys else text)
    added.setEnabled(enabled)
    added.triggered.connect(lambda: action())
    return added


def _tr(text: str) -> str:
    return QCoreApplication.translate("takes", text)
