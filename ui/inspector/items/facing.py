"""The dock of the inspector shows what was selected last: nodes, or items of the timeline."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.inspector.inspector import Inspector
from ui.inspector.items.inspector import ItemInspector

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def face(window: MainWindow) -> None:
    """Tie the inspectors to what is selected on the canvas and on the timeline."""
    facing, view = window.facing, window.timeline.view

    def choose() -> None:
        shown = view.timeline
        ids = view.selection or ((view.chosen_lead,) if view.chosen_lead else ())
        facing.show_items(shown.id if shown else "", ids)

    view.selection_changed.connect(choose)
    window.canvas.selected.connect(lambda ids: facing.show_nodes() if ids else None)
    window.film.sources_changed.connect(facing.items.refresh)


class Facing(QWidget):
    """Two inspectors, of which one is seen."""

    def __init__(self, nodes: Inspector, items: ItemInspector, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nodes, self.items = nodes, items
        self._stack = QStackedLayout(self)
        self._stack.addWidget(nodes)
        self._stack.addWidget(items)
        self.setFocusProxy(nodes)

    def show_nodes(self) -> None:
        """Nodes were selected."""
        self._stack.setCurrentWidget(self.nodes)
        self.setFocusProxy(self.nodes)

    def show_items(self, timeline: str, ids: Collection[str]) -> None:
        """Items of a timeline were selected; without any, the nodes are seen again."""
        self.items.show_items(timeline, ids)
        if ids:
            self._stack.setCurrentWidget(self.items)
            self.setFocusProxy(self.items)
        else:
            self.show_nodes()
