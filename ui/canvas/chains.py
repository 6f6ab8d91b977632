"""What is done to whole chains of nodes: take a node out, mute it, fold it, make it another kind, lead a wire aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from soraapp.errors import GraphError
from soraapp.nodekit import NodeType, is_dot
from soraapp.project import rewiring, tidy_edits
from soraapp.project.graph import Wire
from ui.canvas.node_layout import DOT_SIZE
from ui.texts import node_name

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class Chains:
    """Commands about what is selected. Each is one step of undo."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def take_out(self) -> None:
        """Remove the selected nodes, and let what fed them feed what they fed."""
        if chosen := self._canvas.selection():
            self._canvas.commands.apply(tidy_edits.extract(chosen, self._canvas.document.catalogue))

    def cut(self) -> None:
        """As `take_out`, with the nodes on the clipboard."""
        if self._canvas.graph_scene.frames.selected:
            self._canvas.framing.cut()
        elif self._canvas.commands.copy():
            self.take_out()

    def delete(self) -> None:
        """Remove what is selected. A dot goes without its wire."""
        canvas, scene = self._canvas, self._canvas.graph_scene
        chosen, nodes = scene.selected_nodes, canvas.document.graph.nodes
        others = scene.selected_wires or scene.frames.selected
        if chosen and not others and all(is_dot(nodes[node].kind) for node in chosen):
            self.take_out()
        else:
            canvas.commands.delete()

    def duplicate_fed(self) -> None:
        """Copy the selected nodes; what feeds them feeds the copies, too."""
        copies = {node: self._canvas.document.new_id() for node in self._canvas.selection()}
        if copies and self._canvas.commands.apply(rewiring.duplicate_fed(copies)):
            self._canvas.select(tuple(copies.values()))

    def mute(self) -> None:
        """Pass the selected nodes through, or let them work again."""
        if chosen := self._canvas.selection():
            self._canvas.commands.apply(tidy_edits.mute(chosen))

    def collapse(self) -> None:
        """Show the selected nodes as their titles alone, or open them again."""
        if chosen := self._canvas.selection():
            self._canvas.commands.apply(tidy_edits.collapse(chosen))

    def ask_kind(self) -> None:
        """Ask for another kind for the selected node."""
        canvas, chosen = self._canvas, self._canvas.selection()
        if len(chosen) != 1:
            canvas.commands.refuse(GraphError("Nothing is replaced.", remedy="Select the one node to replace."))
            return
        corner = canvas.graph_scene.bounds(chosen).topLeft()
        canvas.adding.search_instead(chosen[0], canvas.viewportTransform().map(corner) + QPointF(0, 36))

    def replace(self, node: str, kind: NodeType) -> None:
        """Make a node one of another kind, and tell how many of its wires found no place."""
        canvas = self._canvas
        before = canvas.document.graph
        if canvas.commands.apply(rewiring.replace_kind(node, kind, canvas.document.catalogue)):
            lost = len(before.wires) - len(canvas.document.graph.wires)
            canvas.select([node])
            if lost:
                canvas.commands.refuse(
                    GraphError(
                        "{count} wires of {node} found no port that fits.",
                        remedy="Undo brings them back.",
                        count=lost,
                        node=node_name(canvas.document.graph.nodes[node].name),
                    )
                )

    def dot(self) -> None:
        """Put a dot on the wire that is selected, or else on the first one that leaves the selected node."""
        canvas, scene = self._canvas, self._canvas.graph_scene
        wires = list(scene.selected_wires)
        for node in canvas.selection():
            wires += [wire for wire in canvas.document.graph.wires if wire.source.node == node][:1]
        if not wires:
            remedy = "Select a wire, or a node that feeds another one."
            canvas.commands.refuse(GraphError("There is no wire for a dot.", remedy=remedy))
            return
        points = scene.lines[wires[0]].points
        self.add_dot(wires[0], points[len(points) // 2])

    def add_dot(self, wire: Wire, at: QPointF) -> str | None:
        """Lead a wire through a new dot at a scene point; its id, or None where it is refused."""
        node = self._canvas.document.new_id()
        corner = (round(at.x() - DOT_SIZE / 2), round(at.y() - DOT_SIZE / 2))
        if not self._canvas.commands.apply(
            tidy_edits.insert_dot(wire, corner, self._canvas.document.catalogue, id=node)
        ):
            return None
        self._canvas.select([node])
        return node
