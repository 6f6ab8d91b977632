"""The picture moves on while something is dragged at the border of the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer

from ui.borders import TICK, pull
from ui.canvas.gestures import Pan

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class EdgePan(QObject):
    """Under way from the first move near the border until the gesture ends or the pointer comes back."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._point = QPointF()
        self._inside = False
        """The pointer was away from the border since the button was pressed: who picks a node up there stays there."""
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """A button was pressed."""
        self._inside = False

    def follow(self, point: QPointF, *, still: bool = False) -> None:
        """The gesture has moved to a point of the viewport; with `still` nothing is to move there."""
        self._point = point
        speed = self._speed()
        if speed.isNull() or still:
            self._inside = True
            self._timer.stop()
        elif self._inside and not self._timer.isActive():
            self._timer.start()

    def _tick(self) -> None:
        gesture = self._canvas.pointer.gesture
        if gesture is None or isinstance(gesture, Pan):
            self._timer.stop()
            return
        speed = self._speed()
        self._canvas.camera.pan(speed.x(), speed.y())
        gesture.move(self._point)

    def _speed(self) -> QPointF:
        """How far the picture goes a tick: to the right and down."""
        room = QRectF(self._canvas.viewport().rect())
        return QPointF(
            pull(self._point.x() - room.left(), room.right() - self._point.x()),
            pull(self._point.y() - room.top(), room.bottom() - self._point.y()),
        )
