"""What floats above the picture of a large graph and is painted in each frame: what is dragged, and what shows how."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem

from ui.canvas.level import paint_item
from ui.canvas.node_painting import FAR
from ui.canvas.scene import AFLOAT, GraphScene
from ui.canvas.wire_item import WireLine

SMOOTHED = 16
"""So many things are painted with smooth edges and wires of their full width."""
Key = tuple[int, int, int, int]


class Afloat:
    """Lifted nodes and wires, those that are about to become part of the picture, and the marks of gestures."""

    def __init__(self, scene: GraphScene) -> None:
        self._scene = scene
        self._landing: tuple[list[QGraphicsItem], list[WireLine]] = [], []
        self._known: set[Key] = set()

    @property
    def landing(self) -> bool:
        """Whether something is painted above the picture until it is part of it."""
        return bool(self._landing[0])

    def lift(self, nodes: Collection[str], frames: Collection[str] = ()) -> list[QRectF]:
        """Nodes, their wires and frames float from now on; the parts of the scene where they were."""
        items: list[QGraphicsItem] = [self._scene.frames.items[frame] for frame in frames]
        items += [self._scene.nodes[node] for node in nodes]
        lines = self._scene.lines_of(nodes)
        self._scene.afloat.update(dict.fromkeys(items))
        self._scene.wires.afloat.update(lines)
        return _areas(items, lines)

    def land(self) -> list[QRectF]:
        """Nodes and wires float no more, but for `settle`; the parts of the scene where they are."""
        items = [item for item in self._scene.afloat if item.zValue() < AFLOAT]
        lines = list(self._scene.wires.afloat)
        for item in items:
            del self._scene.afloat[item]
        self._scene.wires.afloat.clear()
        self._landing = items, lines
        return _areas(items, lines)

    def settle(self) -> None:
        """What has landed is part of the picture."""
        self._landing = [], []

    def others(self, areas: list[QRectF]) -> list[QRectF]:
        """Those parts of the scene that look different for another reason than that something floats about."""
        if not self._scene.afloat:
            return areas
        before = self._known
        self._known = {_key(area) for area in _areas(self._scene.afloat, self._scene.wires.afloat)}
        known = before | self._known
        return [area for area in areas if _key(area) not in known]

    def draw(self, painter: QPainter, base: QTransform) -> None:
        """Paint it all for a view that sees the scene through a transform."""
        items = sorted((*self._landing[0], *self._scene.afloat), key=lambda item: item.zValue())
        lines = [*self._landing[1], *self._scene.wires.afloat]
        few = len(items) + len(lines) <= SMOOTHED
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, few)
        shown = [item for item in items if item.isVisible() and item.scene() is self._scene]
        for item in shown:
            if item.zValue() < 0:  # A frame, which is behind the wires.
                paint_item(painter, item, base)
        painter.setWorldTransform(base)
        for line in lines:
            if line.visible and line.wire in self._scene.lines:
                line.draw(painter, self._scene.look, far=not few or base.m11() < FAR)
        for item in shown:
            if item.zValue() >= 0:
                paint_item(painter, item, base)


def _areas(items: Iterable[QGraphicsItem], lines: Iterable[WireLine]) -> list[QRectF]:
    return [*(item.sceneBoundingRect() for item in items), *(line.box for line in lines)]


def _key(area: QRectF) -> Key:
    return round(area.x()), round(area.y()), round(area.width()), round(area.height())
