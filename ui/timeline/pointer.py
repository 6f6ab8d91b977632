"""What mouse, wheel and keys do on the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from ui.timeline.hits import ON_ITEM, HitKind, hit

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STEP = 1.0015
"""How much nearer an eighth of a degree of the wheel goes."""
NOTCH = 64 / 120
"""Pixels that an eighth of a degree pans."""


class Pointer:
    """The events of one view, in the coordinates of its viewport."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._scrubbing = False
        self._panning: QPointF | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being dragged."""
        return self._scrubbing or self._panning is not None

    def press(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panning = event.position()
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        here = hit(self._view.geometry_, event.position())
        if here.kind in (HitKind.RULER, HitKind.MARKER):
            self._scrubbing = True
            self._scrub(event.position())
        elif here.kind in ON_ITEM or here.kind in (HitKind.CUT, HitKind.LEAD):
            self._choose(here.item, add=bool(event.modifiers() & (CTRL | SHIFT)))
        else:
            self._view.select(())

    def move(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            way = event.position() - self._panning
            self._panning = event.position()
            self._view.pan(way.x(), way.y())
        elif self._scrubbing:
            self._scrub(event.position())

    def release(self, _event: QMouseEvent) -> None:
        if self._panning is not None:
            self._view.viewport().unsetCursor()
        self._scrubbing, self._panning = False, None

    def double(self, event: QMouseEvent) -> None:
        here = hit(self._view.geometry_, event.position())
        if here.kind in ON_ITEM:
            self._view.edit_asked.emit(here.item)

    def wheel(self, event: QWheelEvent) -> None:
        """The wheel scrolls: up and down where there are more tracks than fit, else sideways; Shift sideways always,
        Ctrl zooms at the pointer."""
        turned = event.angleDelta()
        fingers = event.pixelDelta()
        way = QPointF(fingers) if not fingers.isNull() else QPointF(turned) * NOTCH
        if event.modifiers() & CTRL:
            self._view.zoom_to(
                self._view.geometry_.zoom * STEP ** (turned.y() or way.y() / NOTCH), event.position().x()
            )
        elif event.modifiers() & SHIFT or (not way.x() and not self._view.geometry_.lowest):
            self._view.pan(way.x() or way.y(), 0)
        else:
            self._view.pan(way.x(), way.y())
        event.accept()

    def key(self, event: QKeyEvent) -> None:
        event.ignore()

    def menu(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def other(self, event: QEvent) -> bool:
        """Events of the viewport that no other method is called for: touchpad gestures, tool tips, drops. Whether it
        was for us."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._view.zoom_to(self._view.geometry_.zoom * (1 + event.value()), event.position().x())
            return True
        return False

    def _scrub(self, at: QPointF) -> None:
        self._view.seek(self._view.geometry_.frame(at.x()))

    def _choose(self, item: str, *, add: bool) -> None:
        view = self._view
        linked = [one.id for one in view.shown.linked(view.shown.by_id[item])]
        if not add:
            if item not in view.selection:
                view.select(linked)
        elif item in view.selection:
            view.select(one for one in view.selection if one not in linked)
        else:
            view.select((*view.selection, *linked))
