"""What else becomes of nodes that are dragged: on a wire they go into it, shaken they come out of their wires."""

from __future__ import annotations

from collections.abc import Collection
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from soraapp.project import rewiring
from soraapp.project.edits import Edit
from soraapp.project.graph import Port, Wire
from ui.canvas.fitting import through
from ui.canvas.inserting import Ends, Insertion
from ui.canvas.making_way import make_way
from ui.canvas.words import tr
from ui.settings import SHAKE

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

STROKE = 24.0
"""Pixels to one side that count as a stroke of a shake."""
STROKES = 4
"""Strokes from side to side that make a shake."""
LASTS = 1.0
"""Seconds within which they must be made."""


class Shake:
    """Tells a shake from a way: quick strokes to the left and to the right in turn."""

    def __init__(self, x: float) -> None:
        self._turned = x
        """Where the last stroke ended."""
        self._way = 0
        self._times: list[float] = []

    def moved(self, x: float, now: float) -> bool:
        """Whether the pointer, which is at `x` at a time, has been shaken."""
        way = 1 if x > self._turned else -1
        if way == self._way:
            self._turned = x
        elif abs(x - self._turned) >= STROKE:
            self._turned, self._way = x, way
            self._times = [*(time for time in self._times if now - time < LASTS), now]
        return len(self._times) >= STROKES


class Carrying:
    """Nodes on their way. What becomes of them is seen at once, and part of the step that moves them."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._insertion = Insertion(canvas)
        self._nodes: tuple[str, ...] = ()
        self._shake: Shake | None = None
        self.shaken: Edit | None = None
        """What takes the nodes out of their wires, once they were shaken."""

    @property
    def wire(self) -> Wire | None:
        """The wire that lights up because the node would go into it."""
        return self._insertion.wire

    @property
    def shakes(self) -> bool:
        """Whether a shake takes nodes out of their wires."""
        return self._canvas.settings.get(SHAKE)

    def toggle_shake(self) -> None:
        self._canvas.settings.set(SHAKE, not self.shakes)

    def begin(self, nodes: Collection[str], point: QPointF) -> None:
        """Nodes are taken up at a point of the viewport."""
        self._nodes, self.shaken = tuple(nodes), None
        self._shake = Shake(point.x()) if self.shakes else None

    def move(self, point: QPointF) -> None:
        """The nodes have been moved with the pointer."""
        if self._shake and self.shaken is None and self._shake.moved(point.x(), monotonic()):
            self._loosen()
        if len(self._nodes) == 1:
            scene = self._canvas.graph_scene
            self._insertion.look(scene.bounds(self._nodes).center(), self._ends_in)

    def end(self) -> list[Edit]:
        """The nodes are let go: what is done to them beside the move."""
        done = [self.shaken] if self.shaken else []
        found = self._insertion.take()
        if found and self._nodes:
            wire, (entry, output) = found
            (node,) = self._nodes
            scene = self._canvas.graph_scene
            if way := make_way(scene, node, scene.bounds([node]), wire):
                done.append(way)
            done.append(rewiring.splice(wire, Port(node, entry), Port(node, output), self._canvas.document.catalogue))
        self._nodes, self.shaken = (), None
        self._canvas.overlay.guide("")
        return done

    def cancel(self) -> None:
        """The nodes stay as they were."""
        self._insertion.clear()
        if self.shaken:
            self._canvas.graph_scene.show_graph(self._canvas.document.graph)
        self._nodes, self.shaken = (), None
        self._canvas.overlay.guide("")

    def _loosen(self) -> None:
        """Show the nodes out of their wires; the document learns of it with the move."""
        canvas, scene = self._canvas, self._canvas.graph_scene
        edit = rewiring.loosen(self._nodes, canvas.document.catalogue)
        graph = edit.change(canvas.document.shown).graph
        if graph.wires == canvas.document.graph.wires:
            return
        self.shaken = edit
        places = {node: scene.nodes[node].pos() for node in self._nodes}
        scene.show_graph(graph)
        scene.move_nodes(places)
        canvas.overlay.guide(tr("Shaken out of its wires \u00b7 Esc undoes it"))

    def _ends_in(self, wire: Wire) -> Ends | None:
        """How the node would go into a wire."""
        canvas, (node,) = self._canvas, self._nodes
        found = through(canvas.graph_scene.graph, canvas.document.catalogue, node, wire)
        return (found[0].name, found[1].name) if found else None
