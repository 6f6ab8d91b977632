"""Nodes bound to the preview by the keys 1 to 9: each key shows its node, whatever is selected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from soraapp.errors import GraphError
from ui.canvas import Canvas
from ui.document import Document
from ui.texts import node_name
from ui.viewing import Viewing


class Viewers(QObject):
    """A node for each slot, kept with the project, outside of undo."""

    told = Signal(str)
    """What a key shows now."""

    def __init__(self, document: Document, canvas: Canvas, viewing: Viewing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._canvas, self._viewing = document, canvas, viewing
        self.shown: Callable[[str], object] = viewing.select
        """What shows a node; the window has more to show of it than the picture."""

    def known(self, slot: int) -> bool:
        """Whether the slot has a node that is there."""
        return self._document.project.view.viewers.get(slot, "") in self._document.flat.drawn.nodes

    def show(self, slot: int) -> None:
        """Show the node of a slot. A free slot takes the selected node first."""
        if self.known(slot):
            self._show(slot, self._document.project.view.viewers[slot])
        elif self._canvas.selection():
            self.bind(slot)
        else:
            error = GraphError("Viewer {slot} is free.", remedy="Select a node and press {slot}.", slot=slot)
            self._canvas.commands.refuse(error)

    def bind(self, slot: int) -> None:
        """Give the selected node to a slot, and show it."""
        chosen = self._canvas.selection()
        if not chosen:
            error = GraphError("No node is selected.", remedy="Select a node and press {slot}.", slot=slot)
        elif not self._viewing.has_picture(chosen[-1]):
            name = self._document.graph.nodes[chosen[-1]].name
            error = GraphError("{node} has nothing to show.", remedy="Select one that makes a picture.", node=name)
        else:
            node = chosen[-1]
            self._document.amend(lambda project: replace(project, view=project.view.with_viewer(slot, node)))
            self._show(slot, node, of=len(chosen))
            return
        self._canvas.commands.refuse(error)

    def _show(self, slot: int, node: str, of: int = 1) -> None:
        """`of`: how many nodes were selected when the slot took this one."""
        self.shown(node)
        name = node_name(self._document.flat.drawn.nodes[node].name)
        if of > 1:
            told = self.tr("Viewer {slot} shows {node}, which was selected last; one viewer shows one node")
        else:
            told = self.tr("Viewer {slot} shows {node}; Ctrl+{slot} gives it to the selected node")
        self.told.emit(told.format(slot=slot, node=name))
