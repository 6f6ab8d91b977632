"""Going to what is to blame: its node is selected and in view, and the keyboard is on the input that has to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from soraapp.project.film import is_hidden, timeline_of
from soraapp.project.levels import place_of
from ui.canvas.node_painting import NEAR
from ui.inspector import Inspector

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def go_to(window: MainWindow, node: str, entry: str = "") -> None:
    """Go to a node by its path, into the group that it is in, and to an input of it where one is named; of what is
    there for a film, to the timeline and the item of that id."""
    if is_hidden(node):
        _go_to_item(window, node, entry)
        return
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


def _go_to_item(window: MainWindow, node: str, item: str) -> None:
    """Show the timeline that a node is the film of, with an item selected and the playhead on it."""
    timelines = window.document.project.timelines.values()
    holder = next((one for one in timelines if item in one.by_id), timeline_of(window.document.project, node))
    if holder is None:
        return
    window.docks["timeline"].show()
    window.docks["timeline"].raise_()
    view = window.timeline.view
    if view.timeline is not holder:
        view.open(holder.id)
    if item in holder.by_id:
        view.select([item])
        view.seek(holder.by_id[item].start)
    view.setFocus()


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
