"""The graph as it looks at one zoom, in square tiles, each of which knows what of it is out of date."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from ui.canvas.grid import paint_grid
from ui.canvas.scene import GraphScene
from ui.canvas.wires import Wires

SIDE = 512
"""Device pixels of a tile."""
EDGE = 2
"""Device pixels by which smoothed edges stand out of what is painted."""
Place = tuple[int, int]
"""Column and row of a tile."""


@dataclass
class Tile:
    """A square of a level, in its device pixels."""

    rect: QRect
    stale: QRect = field(default_factory=QRect)
    """What of it has to be painted anew."""
    begun: QRect = field(default_factory=QRect)
    """What of it is being painted."""
    image: QImage | None = None

    @property
    def fresh(self) -> bool:
        """Whether it is as it should be."""
        return self.stale.isEmpty() and self.begun.isEmpty()

    def begin(self) -> QRect:
        """The part that is to be painted now; what changes from now on is to be painted again."""
        self.begun, self.stale = self.stale, QRect()
        return self.begun

    def give_up(self) -> None:
        """What was begun is not painted."""
        self.stale, self.begun = self.stale.united(self.begun), QRect()

    def take(self, image: QImage) -> None:
        """Keep the part that was begun."""
        rect, self.begun = self.begun, QRect()
        if rect == self.rect or self.image is None:
            self.image = image
            return
        painter = QPainter(self.image)
        painter.drawImage(QPointF(rect.topLeft() - self.rect.topLeft()) / image.devicePixelRatioF(), image)
        painter.end()


class Level:
    """Tiles by place. A device pixel is a unit of the scene times `zoom` times `ratio`, counted from its origin."""

    def __init__(self, zoom: float, ratio: float) -> None:
        self.zoom, self.ratio = zoom, ratio
        self.tiles: dict[Place, Tile] = {}

    def pixels(self, area: QRectF) -> QRect:
        """The device pixels that a part of the scene touches."""
        scale = self.zoom * self.ratio
        return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale).toAlignedRect()

    def area(self, rect: QRect) -> QRectF:
        """The part of the scene under device pixels."""
        scale = self.zoom * self.ratio
        return QRectF(rect.x() / scale, rect.y() / scale, rect.width() / scale, rect.height() / scale)

    def mark(self, area: QRectF) -> None:
        """A part of the scene looks different now."""
        rect = self.pixels(area).adjusted(-EDGE, -EDGE, EDGE, EDGE)
        for tile in self.tiles.values():
            if tile.rect.intersects(rect):
                tile.stale = tile.stale.united(rect & tile.rect)

    def over(self, rect: QRect) -> list[Tile]:
        """The tiles under device pixels, those nearest to the middle first. New ones have no image yet."""
        found: list[Tile] = []
        for column in range(rect.left() // SIDE, rect.right() // SIDE + 1):
            for row in range(rect.top() // SIDE, rect.bottom() // SIDE + 1):
                if (column, row) not in self.tiles:
                    square = QRect(column * SIDE, row * SIDE, SIDE, SIDE)
                    self.tiles[column, row] = Tile(square, QRect(square))
                found.append(self.tiles[column, row])
        middle = rect.center()
        return sorted(found, key=lambda tile: (tile.rect.center() - middle).manhattanLength())

    def keep(self, rect: QRect) -> None:
        """Forget the tiles that are not under device pixels."""
        self.tiles = {place: tile for place, tile in self.tiles.items() if tile.rect.intersects(rect)}

    def draw(self, painter: QPainter, rect: QRectF, origin: QPointF, zoom: float) -> None:
        """Draw the tiles that there are into a rectangle of a view of another zoom, or of the same one; `origin` is
        where the scene's origin is in the view."""
        size = zoom / self.zoom
        for tile in self.tiles.values():
            if tile.image is None:
                continue
            corner = origin + QPointF(tile.rect.topLeft()) * (size / self.ratio)
            side = SIDE * size / self.ratio
            target = QRectF(corner.x(), corner.y(), side, side)
            if not target.intersects(rect):
                continue
            if size == 1.0:
                painter.drawImage(corner, tile.image)
            else:
                painter.drawImage(target, tile.image, QRectF(tile.image.rect()))


def painted(scene: GraphScene, level: Level, rect: QRect) -> Generator[None, None, QImage]:
    """Paint some device pixels of a level as a view would, an item a step, but without what is afloat."""
    image = QImage(rect.size(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(level.ratio)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(QPoint() - rect.topLeft()) / level.ratio)
        painter.scale(level.zoom, level.zoom)
        base = painter.worldTransform()
        area = level.area(rect.adjusted(-EDGE, -EDGE, EDGE, EDGE))
        paint_grid(painter, area, level.zoom, scene.look)
        yield
        mode, order = Qt.ItemSelectionMode.IntersectsItemBoundingRect, Qt.SortOrder.AscendingOrder
        for item in scene.items(area, mode, order):
            if isinstance(item, Wires):
                yield from item.strokes(painter, area)
            elif item.scene() is scene and item not in scene.afloat:
                paint_item(painter, item, base)
                yield
    finally:
        painter.end()
    return image


def paint_item(painter: QPainter, item: QGraphicsItem, base: QTransform) -> None:
    """Paint an item of a scene that is seen through a transform."""
    painter.save()
    painter.setWorldTransform(item.sceneTransform() * base)
    item.paint(painter, _OPTION, None)  # type: ignore[arg-type]
    painter.restore()


_OPTION = QStyleOptionGraphicsItem()
