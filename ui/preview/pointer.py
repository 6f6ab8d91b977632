"""What the mouse does on the picture: it moves the picture, the wipe, the zoom, or carries the picture away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.preview.lens import STEP

if TYPE_CHECKING:
    from ui.preview.screen import Screen

_NEAR = 12
_NOTCH = 120
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class Pointer:
    """One gesture at a time, from a press to its release."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.hand = False
        """The key is held with which the mouse moves the picture."""
        self.used = False
        """It was moved since the key was pressed."""
        self.at: QPointF | None = None
        """Where the pointer is over the view."""
        self._wiping = False
        self._grip: QPointF | None = None
        """Where the picture is held, from its offset."""
        self._lifted: QPointF | None = None
        """Where a press began that may become a drag out of the window."""

    def press(self, event: QMouseEvent) -> None:
        screen, point = self._screen, event.position()
        left = event.button() == _LEFT and not self.hand
        moves = screen.image is not None and (event.button() == _MIDDLE or (self.hand and event.button() == _LEFT))
        self._lifted = point if left and screen.fit and not screen.comparison and screen.image else None
        self._wiping = left and (self._wiping_anywhere() or self._near_wipe(point))
        movable = moves or (left and not self._wiping and not screen.fit and screen.image is not None)
        self._grip = point - screen.lens.offset if movable else None
        self.used = self.used or (moves and self.hand)
        if self._wiping:
            self._wipe_to(point)
        elif left and screen.comparison and screen.fit:
            cell = screen.comparison.cell_at(point, screen.frame_rect())
            if cell is not None:
                screen.cell_pressed.emit(cell)
        self.show()

    def move(self, event: QMouseEvent) -> None:
        screen, point = self._screen, event.position()
        self.hover(point)
        if self._wiping:
            self._wipe_to(point)
        elif self._grip is not None:
            screen.lens.move(point - self._grip)
            screen.update()
        elif self._lifted and (point - self._lifted).manhattanLength() >= QApplication.startDragDistance():
            self._lifted = None
            screen.carried.emit()

    def hover(self, point: QPointF | None) -> None:
        """The pointer is over a point of the view, or has left it."""
        self.at = point
        if self._screen.guides.rulers.on or self._screen.guides.values.on:
            self._screen.update()

    def release(self) -> None:
        self._grip = self._lifted = None
        self._wiping = False
        self.show()

    def wheel(self, event: QWheelEvent) -> None:
        """A wheel zooms, as do two fingers with Ctrl; else they move the picture."""
        fingers = not event.pixelDelta().isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self._screen.image is None:
            event.ignore()
        elif fingers:
            self._screen.lens.move(self._screen.lens.offset + QPointF(event.pixelDelta()))
            self._screen.update()
            event.accept()
        else:
            self._screen.zoom_by(STEP ** (event.angleDelta().y() / _NOTCH), event.position())
            event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Whether two fingers have zoomed."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture or self._screen.image is None:
            return False
        self._screen.zoom_by(1 + event.value(), event.position())
        return True

    def show(self) -> None:
        """Say by its form what the pointer would do."""
        if self._grip is not None:
            form = Qt.CursorShape.ClosedHandCursor
        elif self.hand:
            form = Qt.CursorShape.OpenHandCursor
        else:
            form = Qt.CursorShape.SplitHCursor if self._wiping_anywhere() else Qt.CursorShape.ArrowCursor
        self._screen.setCursor(form)

    def _wiping_anywhere(self) -> bool:
        """Whether the wipe goes to wherever the pointer is pressed; zoomed in, that would move the picture."""
        comparison = self._screen.comparison
        return comparison is not None and comparison.wiped and self._screen.fit

    def _near_wipe(self, point: QPointF) -> bool:
        screen, frame = self._screen, self._screen.frame_rect()
        wiped = screen.comparison is not None and screen.comparison.wiped
        return wiped and abs(point.x() - frame.left() - frame.width() * screen.wipe) <= _NEAR

    def _wipe_to(self, point: QPointF) -> None:
        frame = self._screen.frame_rect()
        self._screen.set_wipe((point.x() - frame.left()) / frame.width())
