"""Nodes and frames that are dragged: they follow the pointer above the picture, many nodes as a shadow."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from ui.canvas.shadow import Shadow

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

MANY = 150
"""So many nodes follow the pointer themselves; of more of them their shadow does."""


class Lift:
    """From when they are taken up until they land. The document learns nothing of it."""

    def __init__(self, canvas: Canvas, nodes: Collection[str], frames: Collection[str] = ()) -> None:
        scene = canvas.graph_scene
        self._canvas = canvas
        self._nodes = {node: scene.nodes[node].pos() for node in nodes}
        self._frames = {frame: scene.frames.items[frame].rect for frame in frames}
        self._step = QPointF()
        self._shadow: Shadow | None = None
        if len(self._nodes) > MANY:
            self._shadow = Shadow([scene.nodes[node].body() for node in self._nodes], scene.look)
            scene.addItem(self._shadow)
        canvas.overview.lift(() if self._shadow else self._nodes, frames)

    def to(self, step: QPointF) -> None:
        """Show them a step from where they were taken up."""
        self._step = step
        if self._shadow:
            self._shadow.setPos(step)
        else:
            self._canvas.graph_scene.move_nodes(self.places)
        self._canvas.graph_scene.frames.place(self.rects)

    @property
    def places(self) -> dict[str, QPointF]:
        """The corners of the nodes now."""
        return {node: _whole(place + self._step) for node, place in self._nodes.items()}

    @property
    def rects(self) -> dict[str, QRectF]:
        """The frames now."""
        return {frame: QRectF(_whole(rect.topLeft() + self._step), rect.size()) for frame, rect in self._frames.items()}

    def drop(self) -> None:
        """They go back to where they were taken up."""
        self.to(QPointF())
        self._canvas.graph_scene.move_nodes(self._nodes)
        self.land()

    def land(self) -> None:
        """They float no more."""
        self._canvas.overview.land()
        if self._shadow:
            self._canvas.graph_scene.removeItem(self._shadow)
            self._shadow = None


def _whole(point: QPointF) -> QPointF:
    """Nodes stand on whole units, so that their lines and texts are sharp at 100 %."""
    return QPointF(round(point.x()), round(point.y()))
