"""Numbers on the cards of nodes: dragged sideways where they stand, or typed after a double click."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtWidgets import QLineEdit

from soraapp.engine.provider import Models
from soraapp.errors import SoraError
from soraapp.nodekit import Input, Seed, Slider
from soraapp.project.edits import set_value
from soraapp.project.known import kinds_in
from ui.canvas.gestures import Gesture, MoveNodes
from ui.canvas.in_place import InPlace
from ui.canvas.node_layout import ROW, WIDTH, Row
from ui.limits import Limits, limits_of, model_of, snapped, value_of
from ui.texts import error_text, input_title
from ui.typed_number import typed_number

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

READABLE = 0.5
"""From this scale on rows are read."""
_SMALLEST = QSize(96, 24)
_NOTCH = 4.0
"""Pixels a step, where a number has no range."""
_numbers = count()


class Values:
    """Which number stands at a place, and the line in which one is typed."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.models: Models | None = None
        """Knows the limits of the models that nodes name."""
        self.line = QLineEdit(canvas)
        self._editor = InPlace(self.line, canvas)

    def row_at(self, node: str, point: QPointF) -> Row | None:
        """The row of a number that a person may set, if its value is at a point of the viewport."""
        canvas = self._canvas
        item = canvas.graph_scene.nodes.get(node)
        if item is None or canvas.camera.zoom < READABLE:
            return None
        local = canvas.camera.to_scene(point) - item.pos()
        return next((row for row in item.layout.rows if _holds(row, local) and row.name not in item.wired.inputs), None)

    def drag(self, node: str, point: QPointF, moving: MoveNodes) -> Gesture:
        """What a press on a node does: it changes the number there, if it goes sideways from one; else it moves."""
        row = self.row_at(node, point)
        return ValueDrag(self._canvas, node, row.input, point, moving) if row and row.input else moving

    def type_at(self, node: str, point: QPointF) -> bool:
        """Type the number at a point; whether there is one."""
        row = self.row_at(node, point)
        if row is None or row.input is None:
            return False
        item, port = self._canvas.graph_scene.nodes[node], row.input
        number = value_of(item.node.values.get(port.name, port.default))
        place = QRectF(WIDTH * 0.5, row.top, WIDTH * 0.5, ROW).translated(item.pos())
        rect = self._canvas.viewportTransform().mapRect(place).toRect()
        rect.setSize(rect.size().expandedTo(_SMALLEST))
        self.line.setAccessibleName(input_title(port))
        text = "" if number is None else f"{number:.10g}"
        self._editor.open_at(rect, text, lambda typed: self._take(node, port, typed))
        return True

    def limits(self, node: str, port: Input) -> Limits:
        item = self._canvas.graph_scene.nodes[node]
        if item.kind is None or self.models is None:
            return limits_of(port, None)
        document = self._canvas.document
        return limits_of(port, model_of(item.node, document.graph, kinds_in(document.catalogue), self.models))

    def _take(self, node: str, port: Input, text: str) -> bool:
        current = value_of(self._canvas.graph_scene.nodes[node].node.values.get(port.name, port.default))
        try:
            value = typed_number(text, port, self.limits(node, port), current)
        except SoraError as error:
            self._canvas.message.emit(error_text(error))
            return False
        return self._canvas.commands.apply(set_value(node, port.name, value))


class ValueDrag:
    """Waits for the way that the pointer takes: sideways it changes the number, else it moves the nodes."""

    def __init__(self, canvas: Canvas, node: str, port: Input, point: QPointF, moving: MoveNodes) -> None:
        self._canvas, self._node, self._port, self._from, self._moving = canvas, node, port, point, moving
        self._limits = canvas.values.limits(node, port)
        found = value_of(canvas.graph_scene.nodes[node].node.values.get(port.name, port.default))
        known = self._limits.advised if found is None else found
        self._start = (self._limits.minimum or 0.0) if known is None else known
        self._before = canvas.document.project
        self._sideways: bool | None = None
        self._merge = f"value {next(_numbers)}"

    def move(self, point: QPointF) -> None:
        way = point - self._from
        if self._sideways is None and way.manhattanLength() >= _NOTCH:
            self._sideways = abs(way.x()) > 2 * abs(way.y())
            if self._sideways:
                self._canvas.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        if self._sideways:
            self._set(way.x())
        elif self._sideways is False:
            self._moving.move(point)

    def finish(self, point: QPointF) -> None:
        if self._sideways:
            self.move(point)
            self._canvas.viewport().unsetCursor()
        else:
            self._moving.finish(point)

    def cancel(self) -> None:
        if self._sideways:
            self._canvas.viewport().unsetCursor()
            if self._canvas.document.project != self._before:
                self._canvas.document.undo()
        else:
            self._moving.cancel()

    def _set(self, pixels: float) -> None:
        limits = self._limits
        if limits.reach is None or isinstance(self._port.control, Seed):
            wish = self._start + round(pixels / _NOTCH) * limits.step
        else:
            low, high = limits.reach
            fine = 10 if self._canvas.pointer.modifiers & Qt.KeyboardModifier.ShiftModifier else 1
            share = pixels / (WIDTH * self._canvas.camera.zoom) / fine
            wish = min(self._start + share * (high - low), max(high, self._start))
        value = snapped(wish, limits, whole=self._port.type is int)
        self._canvas.commands.apply(set_value(self._node, self._port.name, value, merge=self._merge))


def _holds(row: Row, local: QPointF) -> bool:
    """Whether the value of a number is at a point of the node: its name is left to move the node by."""
    number = row.input is not None and isinstance(row.input.control, Slider | Seed)
    return number and row.top <= local.y() < row.top + ROW and WIDTH * 0.5 <= local.x() < WIDTH
