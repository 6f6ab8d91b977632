"""The timeline moves on while something is dragged at the border of its view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtWidgets import QApplication

from ui.borders import TICK, pull
from ui.timeline.geometry import RULER

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

LOW = 6.0
"""Pixels above and below: few tracks are seen, and most drags go sideways near the border of one."""


class EdgeScroll(QObject):
    """Under way from the first move near the border until the gesture ends or the pointer comes back."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._point = QPointF()
        self._inside = False
        """The pointer was away from the border since the button was pressed."""
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """A button was pressed."""
        self._inside = False

    def end(self) -> None:
        self._timer.stop()

    def follow(self, point: QPointF) -> None:
        """The gesture has moved to a point of the viewport."""
        self._point = point
        if not any(self._speed()):
            self._inside = True
            self._timer.stop()
        elif self._inside and not self._timer.isActive():
            self._timer.start()

    def _tick(self) -> None:
        gesture = self._view.pointer.gesture
        if gesture is None:
            self._timer.stop()
            return
        here = self._view.geometry_
        self._view.pan(*self._speed())
        if self._view.geometry_ is not here:
            gesture.move(self._point, QApplication.keyboardModifiers())

    def _speed(self) -> tuple[float, float]:
        """How far the picture goes a tick: to the right and down."""
        here, x, y = self._view.geometry_, self._point.x(), self._point.y()
        down = pull(y - RULER, here.height - y, LOW) if here.lowest else 0.0
        return pull(x, here.width - x), down
