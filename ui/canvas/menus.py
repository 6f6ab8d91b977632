"""The context menus of nodes and wires."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from ui.canvas.words import tr

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


def node_menu(canvas: Canvas) -> QMenu:
    """What can be done with the selected nodes."""
    chosen = canvas.selection()
    one = len(chosen) == 1
    menu = _menu(canvas)
    _add(menu, tr("Run to here"), lambda: canvas.jobs.run(list(chosen)), enabled=not canvas.jobs.running)
    menu.addSeparator()
    _add(menu, tr("Rename"), lambda: canvas.rename(chosen[0]), "F2", enabled=one)
    _add(menu, tr("Duplicate"), canvas.duplicate_selection, "Ctrl+D")
    _add(menu, tr("Copy"), canvas.copy, "Ctrl+C")
    _add(menu, tr("Cut"), canvas.cut, "Ctrl+X")
    menu.addSeparator()
    wired = any(wire.source.node in chosen or wire.target.node in chosen for wire in canvas.document.graph.wires)
    _add(menu, tr("Disconnect"), lambda: canvas.commands.disconnect_nodes(chosen), enabled=wired)
    _add(menu, tr("Delete"), canvas.delete_selection, "Del")
    return menu


def wire_menu(canvas: Canvas) -> QMenu:
    """What can be done with the selected wires."""
    menu = _menu(canvas)
    _add(menu, tr("Delete"), canvas.delete_selection, "Del")
    return menu


def _menu(canvas: Canvas) -> QMenu:
    menu = QMenu(canvas)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add(menu: QMenu, text: str, action: Callable[[], object], keys: str = "", *, enabled: bool = True) -> None:
    """The key is shown as text: the canvas or the window takes it, not the menu."""
    added = menu.addAction(f"{text}\t{keys}" if keys else text)
    added.setEnabled(enabled)
    added.triggered.connect(lambda: action())
