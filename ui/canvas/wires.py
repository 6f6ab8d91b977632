"""All wires of the canvas as one item: thousands of items would have to be sorted anew for every move of a node."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from soraapp.project.graph import Wire
from ui.canvas.look import Look
from ui.canvas.node_painting import FAR
from ui.canvas.wire_item import WireLine

ROOM = 5000.0
"""Canvas units by which the item grows beyond what it has to hold, so that it seldom does."""


class Wires(QGraphicsItem):
    """The lines by wire, below all nodes, and a table of the boxes around them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.lines: dict[Wire, WireLine] = {}
        self.afloat: set[WireLine] = set()
        """Lines that are painted above all else by someone else."""
        self._row: dict[WireLine, int] = {}
        self._listed: list[WireLine] = []
        self._boxes = np.zeros((64, 4))
        """Left, top, right and bottom of each line that is listed, and room for more."""
        self._bounds = QRectF()
        self.setZValue(0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def add(self, wire: Wire, kind: str) -> WireLine:
        """A new line; it is nowhere yet."""
        line = self.lines[wire] = WireLine(wire, kind, self._changed)
        if len(self._listed) == len(self._boxes):
            self._boxes = np.vstack((self._boxes, np.zeros_like(self._boxes)))
        self._row[line] = len(self._listed)
        self._boxes[len(self._listed)] = np.nan
        self._listed.append(line)
        return line

    def remove(self, wire: Wire) -> None:
        """The last line of the table takes the place of the one that goes."""
        line = self.lines.pop(wire)
        row, last = self._row.pop(line), self._listed.pop()
        if last is not line:
            self._listed[row], self._row[last] = last, row
            self._boxes[row] = self._boxes[len(self._listed)]
        self.afloat.discard(line)
        self._update(line.box)

    def near(self, area: QRectF) -> list[WireLine]:
        """The visible lines whose box touches a part of the scene, in no order."""
        boxes = self._boxes[: len(self._listed)]
        found = (boxes[:, 0] <= area.right()) & (boxes[:, 2] >= area.left())
        found &= (boxes[:, 1] <= area.bottom()) & (boxes[:, 3] >= area.top())
        return [line for row in np.flatnonzero(found) if (line := self._listed[row]).visible]

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
        for line in sorted(self.near(area), key=self._row.__getitem__):
            if line not in self.afloat:
                line.draw(painter, self.look, far=far)
                yield

    def _changed(self, line: WireLine, area: QRectF) -> None:
        box = line.box
        if box.isNull():
            return
        self._boxes[self._row[line]] = box.left(), box.top(), box.right(), box.bottom()
        if not self._bounds.contains(box):
            self.prepareGeometryChange()
            self._bounds = self._bounds.united(box.adjusted(-ROOM, -ROOM, ROOM, ROOM))
        self._update(area)

    def _update(self, area: QRectF) -> None:
        """The scene, unlike an item, keeps what changes apart."""
        if self.scene() and not area.isNull():
            self.scene().update(area)
