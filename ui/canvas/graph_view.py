"""A graph seen through a camera: what is painted, where things are, and what is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from soraapp.catalogue import Catalogue
from ui.canvas.camera import Camera
from ui.canvas.grid import paint_grid
from ui.canvas.look import Look
from ui.canvas.node_layout import TITLE, WIDTH, Side
from ui.canvas.overview import Overview
from ui.canvas.scene import GraphScene, Hit, Part
from ui.node_state import NodeState
from ui.theme import Theme

REACH = 9.0
"""Pixels from which a port or a wire is under the pointer."""


class GraphView(QGraphicsView):
    """The scene and the camera. Points are in the viewport unless said otherwise."""

    def __init__(self, catalogue: Catalogue, state_of: Callable[[str], NodeState], theme: Theme) -> None:
        super().__init__()
        self.graph_scene = GraphScene(catalogue, state_of, Look(theme, self.font()), self)
        self.setScene(self.graph_scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.camera = Camera(self)
        self.camera.zoomed.connect(self.graph_scene.frames.set_zoom)
        self.overview = Overview(self)
        self.camera.settled.connect(self.overview.calm)

    def selection(self) -> tuple[str, ...]:
        """The ids of the selected nodes, in the order in which they were selected."""
        return self.graph_scene.selected_nodes

    def select(self, ids: Sequence[str]) -> None:
        """Select these nodes and nothing else."""
        self.graph_scene.select(ids)

    def fit(self) -> None:
        """Show all nodes, no larger than they are."""
        self.camera.show(self.graph_scene.bounds())

    def frame(self) -> None:
        """Show the nodes as at the opening of a project: all of them, unless they could not be read then."""
        bounds = self.graph_scene.bounds()
        self.camera.frame(bounds)
        if not self.graph_scene.nodes_in(self.camera.visible()):
            self.camera.show(bounds)
            self.camera.steered = False

    def fit_selection(self) -> None:
        """Show the selected nodes large, or all nodes when none is selected."""
        chosen = self.graph_scene.selected_bounds()
        self.camera.show(self.graph_scene.bounds() if chosen.isEmpty() else chosen, 1.25)

    def select_all(self) -> None:
        self.graph_scene.select(tuple(self.graph_scene.nodes), (), tuple(self.graph_scene.frames.items))

    def zoom_in(self) -> None:
        self.camera.zoom_at(1.25, QPointF(self.viewport().rect().center()))

    def zoom_out(self) -> None:
        self.camera.zoom_at(0.8, QPointF(self.viewport().rect().center()))

    def hit(self, point: QPointF) -> Hit:
        """What is at a point of the viewport."""
        place = self.camera.to_scene(point)
        found = self.graph_scene.hit(place, min(REACH / self.camera.zoom, 2 * REACH))
        if found.part is Part.NOTHING and (frame := self.graph_scene.frames.at(place)):
            return Hit(Part.FRAME, frame=frame[0].frame.id, edges=frame[1])
        return found

    def port_point(self, node: str, name: str, side: Side) -> QPointF:
        """Where a port is in the viewport. Raises KeyError for a node or a port that is not shown."""
        spot = self.graph_scene.nodes[node].spot(side, name)
        if spot is None:
            raise KeyError(name)
        return self.viewportTransform().map(spot.point)

    def place_for_node(self, point: QPointF) -> QPointF:
        """The corner of a node whose title is at a point of the viewport."""
        place = self.camera.to_scene(point) - QPointF(WIDTH / 2, TITLE / 2)
        return QPointF(round(place.x()), round(place.y()))

    def scale_now(self) -> float:
        """Device pixels a canvas unit."""
        return self.camera.zoom * self.devicePixelRatioF()

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        if isinstance(rect, QRectF):
            paint_grid(painter, rect, self.camera.zoom, self.graph_scene.look)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.overview.used:
            self.overview.paint(event)
            return
        began = perf_counter()
        super().paintEvent(event)
        self.camera.painted(perf_counter() - began)
