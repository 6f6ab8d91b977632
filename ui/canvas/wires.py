"""All wires of the canvas as one item: thousands of items would have to be sorted anew for every move of a node."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from soraapp.project.graph import Wire
from ui.canvas.boxes import Boxes
from ui.canvas.look import Look
from ui.canvas.node_painting import FAR
from ui.canvas.wire_item import WireLine

ROOM = 5000.0
"""Canvas units by which the item grows beyond what it has to hold, so that it seldom does."""


class Wires(QGraphicsItem):
    """The lines by wire, below all nodes."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.lines: dict[Wire, WireLine] = {}
        self.afloat: set[WireLine] = set()
        """Lines that are painted above all else by someone else."""
        self._boxes = Boxes[WireLine]()
        self._bounds = QRectF()
        self.setZValue(0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def add(self, wire: Wire, kind: str) -> WireLine:
        """A new line; it is nowhere yet."""
        line = self.lines[wire] = WireLine(wire, kind, self._changed)
        return line

    def remove(self, wire: Wire) -> None:
        line = self.lines.pop(wire)
        self._boxes.drop(line)
        self.afloat.discard(line)
        self._update(line.box)

    def near(self, area: QRectF) -> list[WireLine]:
        """The visible lines whose box touches a part of the scene."""
        return [line for line in self._boxes.near(area) if line.visible]

    def show_look(self, look: Look) -> None:
        self.look = look
        self.update()

    # Painting

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        for _ in self.strokes(painter, option.exposedRect):  # type: ignore[attr-defined]
            pass

    def strokes(self, painter: QPainter, area: QRectF) -> Iterator[None]:
        """Draw what touches a part of the scene, a line a step. A line that is far away is one pixel wide."""
        far = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()) < FAR
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self.near(area):
            if line not in self.afloat:
                line.draw(painter, self.look, far=far)
                yield

    def _changed(self, line: WireLine, area: QRectF) -> None:
        box = line.box
        if box.isNull():
            return
        self._boxes.put(line, box)
        if not self._bounds.contains(box):
            self.prepareGeometryChange()
            self._bounds = self._bounds.united(box.adjusted(-ROOM, -ROOM, ROOM, ROOM))
        self._update(area)

    def _update(self, area: QRectF) -> None:
        """The scene, unlike an item, keeps what changes apart."""
        if self.scene() and not area.isNull():
            self.scene().update(area)
