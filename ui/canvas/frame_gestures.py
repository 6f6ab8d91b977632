"""Dragging frames: by the title with all that lies inside, or by an edge or a corner to another size."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication

from soraapp.project import edits
from soraapp.project.edits import Edit
from soraapp.project.frame_edits import Rect, change_frame
from ui.canvas.frame_item import TITLE, Edges
from ui.canvas.gestures import ADDING
from ui.canvas.lift import Lift

if TYPE_CHECKING:
    from ui.canvas.scene import GraphScene
    from ui.canvas.view import Canvas

SMALLEST = (96.0, TITLE + 20)


class MoveFrames:
    """The selected frames, with what lies inside, and the selected nodes follow the pointer. Without a movement: a
    click on a title."""

    def __init__(self, canvas: Canvas, frame: str, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """`frame` is where the button was pressed; empty for a node, where frames are selected too."""
        self._canvas, self._frame = canvas, frame
        self._from, self._grabbed = point, canvas.camera.to_scene(point)
        self._lift: Lift | None = None
        scene = canvas.graph_scene
        self._adding = bool(modifiers & ADDING)
        self._was_selected = not frame or frame in scene.frames.selected
        if not self._was_selected:
            kept = (scene.selected_nodes, scene.selected_wires, scene.frames.selected) if self._adding else ((), (), ())
            scene.select(kept[0], kept[1], (*kept[2], frame))
        self._nodes, self._frames = scene.frames.carried()

    def move(self, point: QPointF) -> None:
        canvas = self._canvas
        if not self._lift:
            if (point - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            canvas.snapping.begin(self._nodes, canvas.graph_scene.frames.bounds(self._frames))
            self._lift = Lift(canvas, self._nodes, self._frames)
        canvas.camera.stir()
        self._lift.to(canvas.snapping.step(canvas.camera.to_scene(point) - self._grabbed))

    def finish(self, point: QPointF) -> None:
        scene = self._canvas.graph_scene
        if self._lift:
            self.move(point)
            self._canvas.snapping.end()
            scene.move_nodes(self._lift.places)
            self._canvas.framing.keep_places(self._nodes, self._frames)
            self._lift.land()
        elif self._frame and self._adding and self._was_selected:
            rest = [name for name in scene.frames.selected if name != self._frame]
            scene.select(scene.selected_nodes, scene.selected_wires, rest)
        elif self._frame and not self._adding:
            scene.select((), (), (self._frame,))

    def cancel(self) -> None:
        self._canvas.snapping.end()
        if self._lift:
            self._lift.drop()


class ResizeFrame:
    """Edges follow the pointer; what lies inside stays where it is."""

    def __init__(self, canvas: Canvas, frame: str, edges: Edges, point: QPointF) -> None:
        self._canvas, self._frame, self._edges = canvas, frame, edges
        self._from = canvas.camera.to_scene(point)
        self._start = canvas.graph_scene.frames.items[frame].rect
        canvas.graph_scene.select((), (), (frame,))

    def move(self, point: QPointF) -> None:
        self._canvas.camera.stir()
        step = self._canvas.camera.to_scene(point) - self._from
        rect = QRectF(self._start)
        x, y = round(step.x()), round(step.y())
        if self._edges.left:
            rect.setLeft(min(rect.left() + x, rect.right() - SMALLEST[0]))
        if self._edges.right:
            rect.setRight(max(rect.right() + x, rect.left() + SMALLEST[0]))
        if self._edges.top:
            rect.setTop(min(rect.top() + y, rect.bottom() - SMALLEST[1]))
        if self._edges.bottom:
            rect.setBottom(max(rect.bottom() + y, rect.top() + SMALLEST[1]))
        self._canvas.graph_scene.frames.place({self._frame: rect})

    def finish(self, point: QPointF) -> None:
        self.move(point)
        rect = self._canvas.graph_scene.frames.items[self._frame].rect
        if rect != self._start:
            resized = change_frame(self._frame, rect=rect_of(rect))
            self._canvas.commands.apply(edits.together("Resize frame", [resized]))

    def cancel(self) -> None:
        self._canvas.graph_scene.frames.place({self._frame: self._start})


def rect_of(rect: QRectF) -> Rect:
    """A rectangle as the project keeps it."""
    return rect.left(), rect.top(), rect.width(), rect.height()


def moved(scene: GraphScene, nodes: Collection[str], frames: Collection[str], merge: str = "") -> Edit:
    """Nodes and frames where they are shown now, as one step."""
    places = {node: (scene.nodes[node].x(), scene.nodes[node].y()) for node in nodes}
    steps = [edits.move(places)] if places else []
    steps += [change_frame(name, rect=rect_of(scene.frames.items[name].rect)) for name in frames]
    return edits.together("Move frame", steps, merge)


def nudged(scene: GraphScene, step: QPointF) -> Edit:
    """The selection and what lies in selected frames, a step from where it is; nudges in a row are one step of undo."""
    nodes, frames = scene.frames.carried()
    scene.move_nodes({node: scene.nodes[node].pos() + step for node in nodes})
    scene.frames.place({name: scene.frames.items[name].rect.translated(step) for name in frames})
    return moved(scene, nodes, frames, merge="nudge " + " ".join((*nodes, *frames)))


def frame_cursor(edges: Edges | None) -> Qt.CursorShape:
    """What the pointer looks like on a title, or on edges."""
    if edges is None:
        return Qt.CursorShape.OpenHandCursor
    left, top, right, bottom = edges
    if (left and top) or (right and bottom):
        return Qt.CursorShape.SizeFDiagCursor
    if (left and bottom) or (right and top):
        return Qt.CursorShape.SizeBDiagCursor
    return Qt.CursorShape.SizeHorCursor if left or right else Qt.CursorShape.SizeVerCursor
