"""The wire into which a node goes when it is let go: it lights up when the node has been on it for a moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsPathItem

from soraapp.project.graph import Wire
from ui.canvas.gestures import TOP
from ui.canvas.look import faded
from ui.canvas.node_layout import Side
from ui.canvas.wire_item import wire_path
from ui.canvas.words import tr

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

NEAR = 14.0
"""Pixels from which the middle of a node is on a wire."""
MOMENT = 180
"""Milliseconds for which it must be there, so that nothing lights up on the way."""
ALT = Qt.KeyboardModifier.AltModifier
Ends = tuple[str, str]
"""The names of the input and the output by which a node goes into a wire."""


class Insertion:
    """At the most one wire is lit. While Alt is held none is."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._under: Wire | None = None
        self._found: tuple[Wire, Ends] | None = None
        self._lit: QGraphicsPathItem | None = None
        self._moment = QTimer(canvas, singleShot=True, interval=MOMENT)
        self._moment.timeout.connect(self._light)

    @property
    def wire(self) -> Wire | None:
        """The wire that is lit."""
        return self._found[0] if self._found and self._lit else None

    def look(self, middle: QPointF, ends_in: Callable[[Wire], Ends | None]) -> None:
        """The middle of a node is at a scene point now; `ends_in` tells how it would go into a wire."""
        canvas = self._canvas
        inhibited = bool(canvas.pointer.modifiers & ALT)
        wire = None if inhibited else canvas.graph_scene.wire_near(middle, NEAR / canvas.camera.zoom)
        if wire == self._under:
            return
        self.clear()
        self._under = wire
        ends = ends_in(wire) if wire else None
        if wire and ends:
            self._found = wire, ends
            self._moment.start()

    def take(self) -> tuple[Wire, Ends] | None:
        """The lit wire, and how the node goes into it; it is lit no more."""
        found = self._found if self._lit and not self._canvas.pointer.modifiers & ALT else None
        self.clear()
        return found

    def clear(self) -> None:
        self._moment.stop()
        self._under = self._found = None
        if self._lit:
            self._canvas.graph_scene.removeItem(self._lit)
            self._canvas.overlay.guide("")
        self._lit = None

    def _light(self) -> None:
        scene = self._canvas.graph_scene
        wire = self._found[0] if self._found else None
        if wire is None or wire not in scene.lines:
            self.clear()
            return
        source, target = scene.nodes[wire.source.node], scene.nodes[wire.target.node]
        start, end = source.spot(Side.OUT, wire.source.name), target.spot(Side.IN, wire.target.name)
        if not start or not end:
            return
        self._lit = QGraphicsPathItem(wire_path(start.point, end.point))
        pen = QPen(faded(scene.look.color("accent"), 0.9), 5.0)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._lit.setPen(pen)
        self._lit.setZValue(TOP)
        scene.addItem(self._lit)
        self._canvas.overlay.guide(tr("Let go to insert the node \u00b7 Alt leaves the wire alone"))
