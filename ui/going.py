"""Going to what is to blame: its node is selected and in view, and the keyboard is on the input that has to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from soraapp.project.levels import place_of
from ui.canvas.node_painting import NEAR
from ui.inspector import Inspector

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def go_to(window: MainWindow, node: str, entry: str = "") -> None:
    """Go to a node by its path, into the group that it is in, and to an input of it where one is named."""
    canvas = window.canvas
    window.document.go(place_of(node))
    if node not in canvas.graph_scene.nodes:
        return
    canvas.select([node])
    bounds = canvas.graph_scene.bounds([node])
    if canvas.camera.zoom < NEAR:
        canvas.camera.show(bounds)
    else:
        canvas.camera.reveal(bounds)
    canvas.setFocus()
    if entry:
        window.docks["inspector"].show()
        window.docks["inspector"].raise_()
        point_to(window.inspector, entry)


def point_to(inspector: Inspector, entry: str) -> None:
    """Put the keyboard on an input, in view; one that only a wire can feed leaves it where it is."""
    row = inspector.rows.get(entry)
    if row is None:
        return
    inspector.finder.close_line()
    area = inspector.findChild(QScrollArea)
    if area:
        area.ensureWidgetVisible(row)
    if row.field is not None and not row.field.isHidden():
        row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
