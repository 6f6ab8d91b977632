"""How a large graph is seen: from a picture of it that is painted ahead in small slices, so that no frame takes long.

What is in view is painted in tiles at the zoom of the view; at rest they are what would be painted directly. While the
view moves on before they are ready, it shows the tiles of the zoom before, larger or smaller, and where there are none
a coarse picture of the whole graph. What is being dragged floats above the picture and is painted in each frame.
"""

from __future__ import annotations

from collections.abc import Collection, Generator
from functools import reduce
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent

from ui.canvas.afloat import Afloat
from ui.canvas.level import SIDE, Level, Tile, painted

if TYPE_CHECKING:
    from ui.canvas.graph_view import GraphView

FEW = 32
"""So many nodes are painted directly in time, whatever moves."""
SLICE, SHARE = 0.008, 0.003
"""Seconds that a slice of painting ahead takes, and one that is part of a frame or comes while something moves."""
COARSE = 4e6
"""Device pixels that the picture of the whole graph has at the most, about."""
MANY = 64
"""From so many changes at once on, they are taken together."""


class Overview(QObject):
    """The picture of the graph of one view."""

    def __init__(self, view: GraphView) -> None:
        super().__init__(view)
        self._view, self._scene = view, view.graph_scene
        self._sharp, self._before = Level(1.0, 1.0), Level(1.0, 1.0)
        self._coarse: Level | None = None
        self._bounds = QRectF()
        self._work: tuple[Tile, Generator[None, None, QImage]] | None = None
        self._hurried = False
        """The view zooms faster than it can be painted."""
        self._afloat = Afloat(self._scene)
        self._ahead = QTimer(self, interval=0)
        self._ahead.timeout.connect(self._slice)
        self._scene.changed.connect(self._changed)

    @property
    def used(self) -> bool:
        """Whether the graph is so large that it is seen in this way."""
        return len(self._scene.nodes) > FEW

    @property
    def ready(self) -> bool:
        """Whether all that is in view is as it should be."""
        return self._fits() and all(tile.fresh for tile in self._sharp.over(self._seen()))

    def clear(self) -> None:
        """All of it looks different now."""
        self._drop_work()
        self._sharp, self._before, self._coarse = Level(1.0, 1.0), Level(1.0, 1.0), None
        self._afloat.settle()

    def calm(self) -> None:
        """Nothing has moved for a moment."""
        self._hurried = False
        if self.used:
            self._ahead.start()

    def lift(self, nodes: Collection[str], frames: Collection[str] = ()) -> None:
        """Nodes and frames are dragged from now on, and the wires of the nodes with them."""
        if self.used:
            self._mark(self._afloat.lift(nodes, frames))

    def land(self) -> None:
        """Nodes are dragged no more: they are painted above the picture until they are part of it."""
        self._mark(self._afloat.land())

    # Painting a frame

    def paint(self, event: QPaintEvent) -> None:
        """Paint what is exposed of the view."""
        began = perf_counter()
        if not self._fits():
            self._look_anew()
        tiles = self._sharp.over(self._seen())
        if not self._hurried and self._go_on(self._sharp, tiles, began + SHARE):
            self._shown()
        missing = any(tile.image is None for tile in tiles)
        self._hurried = missing and self._before is not self._sharp and self._view.camera.moving
        painter = QPainter(self._view.viewport())
        self._draw(painter, QRectF(event.rect()), missing=missing)
        self._afloat.draw(painter, self._view.viewportTransform())
        painter.setWorldTransform(self._view.viewportTransform())
        self._view.drawForeground(painter, self._view.camera.visible())
        painter.end()
        if not self._hurried and not self._ahead.isActive():
            self._ahead.start()

    def _draw(self, painter: QPainter, rect: QRectF, *, missing: bool) -> None:
        origin, zoom = self._view.viewportTransform().map(QPointF()), self._view.camera.zoom
        if missing:
            painter.fillRect(rect, self._scene.look.background)
            if self._coarse:
                self._coarse.draw(painter, rect, origin, zoom)
            self._before.draw(painter, rect, origin, zoom)
        self._sharp.draw(painter, rect, origin, zoom)

    # The picture

    def _fits(self) -> bool:
        view = self._view
        return (self._sharp.zoom, self._sharp.ratio) == (view.camera.zoom, view.devicePixelRatioF())

    def _look_anew(self) -> None:
        """The view has another zoom. What was seen before is shown until the new picture is there."""
        self._drop_work()
        self._sharp = Level(self._view.camera.zoom, self._view.devicePixelRatioF())

    def _seen(self) -> QRect:
        """What is in view, in device pixels of the sharp level."""
        view, ratio = self._view, self._view.devicePixelRatioF()
        corner, size = -view.viewportTransform().map(QPointF()), view.viewport().size()
        return QRectF(corner * ratio, QSizeF(size) * ratio).toAlignedRect()

    def _changed(self, areas: list[QRectF]) -> None:
        """Parts of the scene look different. What floats is not in the picture, wherever it moves."""
        if not self.used:
            return
        if (others := self._afloat.others(areas)) and not self._hurried:
            self._ahead.start()
        self._mark(others)

    def _mark(self, areas: list[QRectF]) -> None:
        """Parts of the picture have to be painted anew; many are taken together."""
        if len(areas) > MANY:
            areas = [reduce(QRectF.united, areas)]
        for area in areas:
            self._bounds |= area
            self._sharp.mark(area)
            if self._coarse:
                self._coarse.mark(area)

    def _shown(self) -> None:
        """All that is in view is as it should be."""
        self._before = self._sharp
        if self._afloat.landing:
            self._afloat.settle()
            self._view.viewport().update()

    # Painting ahead

    def _slice(self) -> None:
        """Paint a little; what is in view first, then around it, then the whole graph from afar."""
        until = perf_counter() + (SHARE if self._view.camera.moving else SLICE)
        if not self.used or self._hurried or not self._view.isVisible():
            self._ahead.stop()
            return
        if not self._fits():
            self._look_anew()
        seen = self._seen()
        around = seen.adjusted(-SIDE, -SIDE, SIDE, SIDE)
        if not self._go_on(self._sharp, self._sharp.over(seen), until):
            return
        self._shown()
        if not self._go_on(self._sharp, self._sharp.over(around), until):
            return
        self._sharp.keep(around)
        coarse = self._whole()
        if self._go_on(coarse, coarse.over(coarse.pixels(self._bounds)), until):
            self._ahead.stop()

    def _whole(self) -> Level:
        """The level at which the whole graph is kept."""
        if self._bounds.isEmpty():
            self._bounds = self._scene.bounds()
        pixels = max(self._bounds.width() * self._bounds.height(), 1.0)
        zoom = min((COARSE / pixels) ** 0.5, 0.5)
        if self._coarse is None or not 0.6 < zoom / self._coarse.zoom < 1.7:
            self._coarse = Level(zoom, 1.0)
        return self._coarse

    def _go_on(self, level: Level, tiles: list[Tile], until: float) -> bool:
        """Paint what is stale of some tiles of a level, until it is too late; whether all are done."""
        for tile in tiles:
            while not tile.fresh:
                if not self._paint(level, tile, until):
                    return False
                if level is self._sharp:
                    self._show(tile)
        return True

    def _paint(self, level: Level, tile: Tile, until: float) -> bool:
        """Paint the stale part of a tile, until it is too late; whether it is done."""
        if self._work is None or self._work[0] is not tile:
            self._drop_work()
            self._work = tile, painted(self._scene, level, tile.begin())
        try:
            while perf_counter() < until:
                next(self._work[1])
        except StopIteration as done:
            tile.take(done.value)
            self._work = None
            return True
        return False

    def _drop_work(self) -> None:
        """What was begun is not finished; it is still to be done."""
        if self._work:
            tile, steps = self._work
            steps.close()
            tile.give_up()
            self._work = None

    def _show(self, tile: Tile) -> None:
        ratio = self._sharp.ratio
        corner = QPointF(tile.rect.topLeft()) / ratio + self._view.viewportTransform().map(QPointF())
        side = SIDE / ratio
        self._view.viewport().update(QRectF(corner.x(), corner.y(), side, side).toAlignedRect())
