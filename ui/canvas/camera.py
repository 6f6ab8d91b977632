"""Where the canvas looks: pan, zoom, fit. While it moves, antialiasing is left out if the picture is slow to paint."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsView

SMALLEST, LARGEST = 0.05, 3.0
STEP = 1.0015
"""Zoom for one eighth of a degree of the wheel: a notch of 120 is a factor of about 1.2."""
MARGIN = 48
SETTLED = 160
"""Milliseconds without a movement after which the picture is painted at its best again."""
SLOW = 0.010
"""Seconds of painting from which antialiasing is left out while something moves."""
READABLE = 0.4
"""The zoom below which a picture that is framed rather goes out of view than gets smaller."""
WORLD = QRectF(-1e6, -1e6, 2e6, 2e6)


class Camera(QObject):
    """Moves the view over the scene."""

    zoomed = Signal(float)
    settled = Signal()
    """Nothing has moved for a moment."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self.steered = False
        """Somebody has panned or zoomed since the picture was framed."""
        self._paint_time = 0.0
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(SETTLED)
        self._calm.timeout.connect(self._settle)
        view.setSceneRect(WORLD)
        view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        view.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        view.setRenderHint(QPainter.RenderHint.Antialiasing)

    @property
    def zoom(self) -> float:
        """Pixels a canvas unit."""
        return self._view.transform().m11()

    @property
    def moving(self) -> bool:
        """Whether something has moved a moment ago."""
        return self._calm.isActive()

    def painted(self, seconds: float) -> None:
        """Told by the view how long a paint took; only those with antialiasing count."""
        if self._view.renderHints() & QPainter.RenderHint.Antialiasing:
            self._paint_time = seconds

    def stir(self) -> None:
        """Something moves now."""
        if self._paint_time > SLOW:
            self._view.setRenderHint(QPainter.RenderHint.Antialiasing, enabled=False)
        self._calm.start()

    def pan(self, right: float, down: float) -> None:
        """Move the picture by so many pixels."""
        self.steered = True
        self.stir()
        across, along = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - round(right))
        along.setValue(along.value() - round(down))

    def zoom_at(self, factor: float, point: QPointF) -> None:
        """Zoom so that what is at a point of the viewport stays there."""
        self.set_zoom(self.zoom * factor, point)

    def set_zoom(self, zoom: float, point: QPointF) -> None:
        self.stir()
        zoom = max(SMALLEST, min(LARGEST, zoom))
        below = self.to_scene(point)
        self._view.setTransform(QTransform.fromScale(zoom, zoom))
        now = self._view.viewportTransform().map(below)
        self.pan(point.x() - now.x(), point.y() - now.y())
        self.zoomed.emit(zoom)

    def show(self, rect: QRectF, largest: float = 1.0) -> None:
        """Bring a part of the scene into view as a whole, no larger than `largest` pixels a unit."""
        if rect.isEmpty():
            return
        room = QRectF(self._view.viewport().rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        zoom = min(room.width() / rect.width(), room.height() / rect.height(), largest)
        self.set_zoom(max(zoom, SMALLEST), room.center())
        now = self._view.viewportTransform().map(rect.center())
        self.pan(room.center().x() - now.x(), room.center().y() - now.y())

    def look(self, center: QPointF, zoom: float) -> None:
        """Bring a point of the scene into the middle, at a zoom."""
        middle = QPointF(self._view.viewport().rect().center())
        self.set_zoom(zoom, middle)
        now = self._view.viewportTransform().map(center)
        self.pan(middle.x() - now.x(), middle.y() - now.y())

    def frame(self, rect: QRectF) -> None:
        """Bring a part of the scene into view as at its opening: no smaller than can be read; what then has no room
        goes out of view on the right and at the bottom. A frame is held until somebody steers. Where there is nothing
        yet, what comes is seen as large as it is."""
        if rect.isEmpty():
            self.set_zoom(1.0, QPointF())
        self.show(rect)
        if self.zoom < READABLE and not rect.isEmpty():
            self.set_zoom(READABLE, QPointF())
            shown = QRectF(self._view.viewport().rect())
            now = self._view.viewportTransform().mapRect(rect)
            room = shown.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            left = room.left() if now.width() > room.width() else room.center().x() - now.width() / 2
            top = room.top() if now.height() > room.height() else room.center().y() - now.height() / 2
            self.pan(left - now.left(), top - now.top())
        self.steered = False

    def reveal(self, rect: QRectF) -> None:
        """Pan just as far as needed for a part of the scene to be in view."""
        shown = QRectF(self._view.viewport().rect()).adjusted(16, 16, -16, -16)
        now = self._view.viewportTransform().mapRect(rect)
        right = max(0.0, shown.left() - now.left()) or min(0.0, shown.right() - now.right())
        down = max(0.0, shown.top() - now.top()) or min(0.0, shown.bottom() - now.bottom())
        if right or down:
            self.pan(right, down)

    def to_scene(self, point: QPointF) -> QPointF:
        inverse, _ = self._view.viewportTransform().inverted()
        return inverse.map(point)

    def visible(self) -> QRectF:
        """The part of the scene that is in view."""
        inverse, _ = self._view.viewportTransform().inverted()
        return inverse.mapRect(QRectF(self._view.viewport().rect()))

    def _settle(self) -> None:
        if not self._view.renderHints() & QPainter.RenderHint.Antialiasing:
            self._view.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._view.viewport().update()
        self.settled.emit()
