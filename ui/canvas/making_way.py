"""Room for a node that is put into a wire: what comes after it goes to the right as far as it would be covered."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from soraapp.project.edits import Edit, move
from soraapp.project.graph import Wire
from ui.canvas.scene import GraphScene

GAP = 40.0
"""Between a node and the one that makes way for it, in canvas units."""


def make_way(scene: GraphScene, node: str, rect: QRectF, wire: Wire) -> Edit | None:
    """Free a node that stands at `rect` in the scene, in a wire: beside the node before it, and all that comes after
    it beside itself, in its order. None where nothing is in the way."""
    source = scene.nodes[wire.source.node].body()
    step = source.right() + GAP - rect.left() if source.intersects(rect) else 0.0
    room = rect.translated(step, 0)
    bodies = {after: scene.nodes[after].body() for after in scene.graph.downstream([wire.target.node]) - {node}}
    covered = [body.left() for body in bodies.values() if body.intersects(room)]
    push = room.right() + GAP - min(covered) if covered else 0.0
    places = {after: body.topLeft() for after, body in bodies.items() if push and body.right() > room.left()}
    moved = {after: (round(place.x() + push), round(place.y())) for after, place in places.items()}
    if step:
        moved[node] = (round(room.left()), round(rect.top()))
    return move(moved) if moved else None
