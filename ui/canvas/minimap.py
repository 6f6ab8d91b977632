"""The whole graph in a corner of the canvas, with a rectangle around what is in view, which can be dragged."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.canvas.camera import STEP
from ui.canvas.look import Look, faded, mixed
from ui.canvas.node_layout import WIDTH as NODE_WIDTH
from ui.canvas.tints import band
from ui.canvas.words import tr
from ui.settings import MINIMAP

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

WIDTH, HEIGHT = 184, 120
MARGIN = 10
PAD = 8.0
SMALLEST = 2.0
"""Pixels: nodes that are narrower get an outline of this width."""
STRIDE = 250
"""How many nodes are looked at between two looks at the clock."""
SLICE = 0.004
"""Seconds that a slice of painting takes."""
SETTLED = 250
"""Milliseconds without a change of the graph after which its picture is painted anew."""


def node_color(look: Look, kind: str) -> QColor:
    """Of a node that gives such a thing: quiet, because it is seen beside the nodes themselves."""
    return mixed(look.port(kind), look.color("panel"), 0.35)


class Minimap(QWidget):
    """Seen while it is switched on and part of the graph is out of view. The graph is painted into a picture once, and
    again when it has changed and settled; a frame costs that picture and a rectangle."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._picture = QPixmap()
        self._bounds = QRectF()
        self._grip: QPointF | None = None
        """Where the rectangle is held, from the middle of what is in view, in canvas units."""
        self._soon = QTimer(self, singleShot=True, interval=SETTLED)
        self._soon.timeout.connect(self._begin)
        self._work: Iterator[None] = iter(())
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._slice)
        self.resize(WIDTH, HEIGHT)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        canvas.graph_scene.graph_changed.connect(self._soon.start)
        canvas.camera.zoomed.connect(self._moved)
        for bar in (canvas.horizontalScrollBar(), canvas.verticalScrollBar()):
            bar.valueChanged.connect(self._moved)
        canvas.installEventFilter(self)
        canvas.settings.follow(MINIMAP, lambda _: self.refresh())

    @property
    def on(self) -> bool:
        return self._canvas.settings.get(MINIMAP)

    def toggle(self) -> None:
        self._canvas.settings.set(MINIMAP, not self.on)
        if self.on and not self.isVisibleTo(self._canvas):
            self._canvas.message.emit(tr("The minimap shows when a part of the graph is out of view"))

    def show_look(self, _look: Look) -> None:
        """Paint it anew, in other colours and words."""
        self.setAccessibleName(tr("Minimap"))
        self.setToolTip(tr("Drag to look elsewhere"))
        self._begin()

    def refresh(self) -> None:
        """Paint the graph as it is now, at once."""
        self._begin()
        for _ in self._work:
            pass

    def _begin(self) -> None:
        """Paint the graph as it is now, a slice at a time."""
        self._soon.stop()
        self._work = self._painted()
        self._slices.start()

    def _slice(self) -> None:
        until = perf_counter() + SLICE
        for _ in self._work:
            if perf_counter() > until:
                return
        self._slices.stop()

    # What is painted

    def _painted(self) -> Iterator[None]:
        """Looks at some nodes a step, and takes the new picture in the end."""
        ratio, scene, graph = self.devicePixelRatioF(), self._canvas.graph_scene, self._canvas.graph_scene.graph
        bounds = scene.frames.bounds()
        by_kind: dict[str, list[QRectF]] = {}
        for index, item in enumerate(list(scene.nodes.values()) if self.on else ()):
            kind = item.kind.outputs[0].kind if item.kind and item.kind.outputs else ""
            rect = item.layout.rect.translated(item.pos())
            by_kind.setdefault(kind, []).append(rect)
            bounds |= rect
            if index % STRIDE == STRIDE - 1:
                yield
                if scene.graph is not graph:
                    return  # It will be painted anew when it has settled.
        self._bounds = bounds
        scale, origin = self._scale(), self.to_map(QPointF())
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(scene.look.color("panel"))
        painter = QPainter(picture)
        for frame in sorted(scene.frames.items.values(), key=lambda frame: frame.zValue()):
            painter.fillRect(self._small(frame.rect), band(scene.look, frame.frame.color))
        painter.translate(origin)
        painter.scale(scale, scale)
        pen = QPen(Qt.GlobalColor.black, SMALLEST)
        pen.setCosmetic(True)
        for kind, rects in by_kind.items():
            pen.setColor(node_color(scene.look, kind))
            painter.setPen(pen if scale * NODE_WIDTH < SMALLEST else Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            painter.drawRects(rects)
        painter.end()
        self._picture = picture
        self._moved()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._canvas.graph_scene.look
        painter.drawPixmap(0, 0, self._picture)
        seen = self._small(self._canvas.camera.visible()) & QRectF(self.rect()).adjusted(1, 1, -2, -2)
        painter.setPen(QPen(look.color("accent"), 1.5))
        painter.setBrush(faded(look.color("accent"), 0.10))
        painter.drawRect(seen)
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _moved(self) -> None:
        """The view looks elsewhere, or the graph is another one."""
        needed = self.on and not self._bounds.isEmpty() and not self._canvas.camera.visible().contains(self._bounds)
        if needed != self.isVisibleTo(self._canvas) and self._grip is None:
            self.setVisible(needed)
            self._arrange()
        if needed:
            self.update()

    # Where things are

    def to_map(self, point: QPointF) -> QPointF:
        """Where a scene point is on the minimap."""
        return QPointF(self.rect().center()) + (point - self._bounds.center()) * self._scale()

    def to_scene(self, point: QPointF) -> QPointF:
        return (point - QPointF(self.rect().center())) / self._scale() + self._bounds.center()

    def _scale(self) -> float:
        """Pixels a canvas unit."""
        across = (self.width() - 2 * PAD) / max(self._bounds.width(), 1.0)
        return min(across, (self.height() - 2 * PAD) / max(self._bounds.height(), 1.0), 0.25)

    def _small(self, rect: QRectF) -> QRectF:
        return QRectF(self.to_map(rect.topLeft()), rect.size() * self._scale())

    def _arrange(self) -> None:
        self.move(self._canvas.width() - WIDTH - MARGIN, self._canvas.height() - HEIGHT - MARGIN)
        self.raise_()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            place, seen = self.to_scene(event.position()), self._canvas.camera.visible()
            self._grip = place - seen.center() if seen.contains(place) else QPointF()
            self._look(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._look(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self._moved()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        middle = QPointF(self._canvas.viewport().rect().center())
        self._canvas.camera.zoom_at(STEP ** event.angleDelta().y(), middle)
        event.accept()

    def _look(self, point: QPointF) -> None:
        """Look at where a point of the minimap is, held as it was taken."""
        camera = self._canvas.camera
        step = self.to_scene(point) - (self._grip or QPointF()) - camera.visible().center()
        camera.pan(-step.x() * camera.zoom, -step.y() * camera.zoom)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._arrange()
            self._moved()
        return False
