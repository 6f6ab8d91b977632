"""What a pressed mouse button does until it is released: pan, move nodes, select by a rubber band, cut wires."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QGraphicsLineItem, QGraphicsRectItem

from soraapp.project.graph import Wire
from ui.canvas.lift import Lift
from ui.canvas.look import faded
from ui.canvas.words import tr

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

TOP = 10.0
"""Above all nodes."""
ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Gesture(Protocol):
    """Points are in the viewport."""

    def move(self, point: QPointF) -> None: ...

    def finish(self, point: QPointF) -> None: ...

    def cancel(self) -> None:
        """Leave everything as it was before."""
        ...


class Pan:
    """The picture follows the pointer."""

    def __init__(self, canvas: Canvas, point: QPointF) -> None:
        self._canvas = canvas
        self._last = point
        canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, point: QPointF) -> None:
        step = point - self._last
        self._canvas.camera.pan(step.x(), step.y())
        self._last = point

    def finish(self, point: QPointF) -> None:
        self.move(point)
        self.cancel()

    def cancel(self) -> None:
        self._canvas.viewport().unsetCursor()


class MoveNodes:
    """Selected nodes follow the pointer; the document learns of it once, at the end. Without a movement: a click."""

    def __init__(self, canvas: Canvas, node: str, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._canvas = canvas
        self._node = node
        self._from, self._grabbed = point, canvas.camera.to_scene(point)
        scene = canvas.graph_scene
        self._was_selected = node in scene.selected_nodes
        self._adding = bool(modifiers & ADDING)
        if not self._was_selected:
            if self._adding:
                scene.select((*scene.selected_nodes, node), (), scene.frames.selected)
            else:
                scene.select((node,))
        self._nodes = scene.selected_nodes
        self._lift: Lift | None = None

    def move(self, point: QPointF) -> None:
        scene = self._canvas.graph_scene
        if not self._lift:
            if (point - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            self._canvas.snapping.begin(self._nodes)
            self._lift = Lift(self._canvas, self._nodes)
            self._canvas.carrying.begin(self._nodes, point)
        self._canvas.camera.stir()
        if self._canvas.pointer.handing.over(self._nodes, point):
            self._lift.to(QPointF())
            return
        self._lift.to(self._canvas.snapping.step(self._canvas.camera.to_scene(point) - self._grabbed))
        self._canvas.carrying.move(point)
        middle = scene.nodes[self._node].layout.rect.center()
        scene.frames.welcome(self._lift.places[self._node] + middle)

    @property
    def moved(self) -> bool:
        """Whether it has become more than a click."""
        return self._lift is not None

    def finish(self, point: QPointF) -> None:
        scene = self._canvas.graph_scene
        if self._lift:
            self.move(point)
            if self._canvas.pointer.handing.taken:
                self._lift.to(QPointF())
                self._canvas.pointer.handing.drop(self._nodes, point)
                self.cancel()
                return
            self._canvas.snapping.end()
            scene.frames.welcome(None)
            self._canvas.commands.place(self._lift.places, more=self._canvas.carrying.end())
            self._lift.land()
        elif self._adding and self._was_selected:
            scene.select([node for node in scene.selected_nodes if node != self._node])
        elif not self._adding:
            scene.select([self._node])

    def cancel(self) -> None:
        self._canvas.pointer.handing.leave()
        self._canvas.snapping.end()
        self._canvas.carrying.cancel()
        self._canvas.graph_scene.frames.welcome(None)
        if self._lift:
            self._lift.drop()


class RubberBand:
    """Selects the nodes that a rectangle touches. Without a movement it is a click on nothing."""

    def __init__(self, canvas: Canvas, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._canvas = canvas
        self._from = canvas.camera.to_scene(point)
        scene = canvas.graph_scene
        self._before = (scene.selected_nodes, scene.selected_wires, scene.frames.selected)
        self._kept = scene.selected_nodes if modifiers & ADDING else ()
        self._framed = scene.frames.selected if modifiers & ADDING else ()
        accent = scene.look.color("accent")
        pen = QPen(accent, 1)
        pen.setCosmetic(True)
        self._item = QGraphicsRectItem()
        self._item.setPen(pen)
        self._item.setBrush(faded(accent, 0.08))
        self._item.setZValue(TOP)
        scene.addItem(self._item)

    def move(self, point: QPointF) -> None:
        rect = QRectF(self._from, self._canvas.camera.to_scene(point)).normalized()
        self._item.setRect(rect)
        scene = self._canvas.graph_scene
        touched = () if rect.isEmpty() else scene.nodes_in(rect)
        scene.select((*self._kept, *touched), (), (*self._framed, *scene.frames.within(rect)))

    def finish(self, point: QPointF) -> None:
        self.move(point)
        self._canvas.graph_scene.removeItem(self._item)

    def cancel(self) -> None:
        self._canvas.graph_scene.removeItem(self._item)
        self._canvas.graph_scene.select(*self._before)


class CutWires:
    """Removes the wires that a straight line crosses."""

    def __init__(self, canvas: Canvas, point: QPointF) -> None:
        self._canvas = canvas
        self._from = canvas.camera.to_scene(point)
        self._crossed: frozenset[Wire] = frozenset()
        pen = QPen(canvas.graph_scene.look.color("bad"), 1.5, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self._item = QGraphicsLineItem()
        self._item.setPen(pen)
        self._item.setZValue(TOP)
        canvas.graph_scene.addItem(self._item)

    def move(self, point: QPointF) -> None:
        self._item.setLine(QLineF(self._from, self._canvas.camera.to_scene(point)))
        self._mark(self._canvas.graph_scene.wires_across(self._item.line()))

    def finish(self, point: QPointF) -> None:
        self.move(point)
        crossed = self._crossed
        self.cancel()
        self._canvas.commands.disconnect(crossed)

    def cancel(self) -> None:
        self._mark(())
        self._canvas.overlay.guide("")
        self._canvas.graph_scene.removeItem(self._item)

    def _mark(self, wires: Collection[Wire]) -> None:
        """Show which wires are cut; what is selected stays selected."""
        scene, crossed = self._canvas.graph_scene, frozenset(wires)
        for wire in (crossed ^ self._crossed) & scene.lines.keys():
            scene.lines[wire].select(selected=wire in crossed or wire in scene.selected_wires)
        self._crossed = crossed
        self._canvas.overlay.guide(tr("Wires that are cut: {count}").format(count=len(crossed)))
