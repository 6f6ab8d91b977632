"""What mouse, wheel and keys do on the timeline: which gesture begins where, by the tool that is in the hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from soraapp.project.timeline.timeline import TimelineSource, TitleSource
from ui.timeline.drag import CTRL, SHIFT, Gesture
from ui.timeline.edge_scroll import EdgeScroll
from ui.timeline.grasping import grasped
from ui.timeline.hands import Pan, blade
from ui.timeline.hits import ON_ITEM, Hit, HitKind, hit
from ui.timeline.overlay import SnapLine
from ui.timeline.tools import Tool, Tools

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

STEP = 1.0015
"""How much nearer an eighth of a degree of the wheel goes."""
NOTCH = 64 / 120
"""Pixels that an eighth of a degree pans."""
_SIDEWAYS = Qt.CursorShape.SizeHorCursor
_CURSORS = {
    HitKind.ITEM_HEAD: _SIDEWAYS,
    HitKind.ITEM_TAIL: _SIDEWAYS,
    HitKind.LEAD: _SIDEWAYS,
    HitKind.CUT: Qt.CursorShape.SplitHCursor,
    HitKind.FADE_IN: Qt.CursorShape.PointingHandCursor,
    HitKind.FADE_OUT: Qt.CursorShape.PointingHandCursor,
    HitKind.MARKER: Qt.CursorShape.PointingHandCursor,
}


class Pointer:
    """The events of one view, in the coordinates of its viewport."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self.tools = Tools(view)
        self.gesture: Gesture | None = None
        self.place: QPointF | None = None
        """Where the pointer is; None outside."""
        self.menu_wanted: Callable[[QPointF], object] = lambda _: None
        """Called with the point at which a context menu is asked for."""
        self.title_wanted: Callable[[str], object] = lambda _: None
        """Called with the id of the item of a title that is double-clicked."""
        self.marker_wanted: Callable[[str], object] = lambda _: None
        """Called with the id of a marker that is double-clicked."""
        self.panning = False
        """The left button pans, whatever the tool is."""
        self._panned = False
        self._edges = EdgeScroll(view)
        self._blade = False
        """The line of the razor is seen."""
        self.tools.changed.connect(self._hover)

    @property
    def busy(self) -> bool:
        """Whether something is being dragged."""
        return self.gesture is not None

    def cancel(self) -> bool:
        """Give up the gesture; whether there was one."""
        gesture, self.gesture = self.gesture, None
        self._edges.end()
        if gesture:
            gesture.cancel()
            self._hover()
        return gesture is not None

    def hold_to_pan(self) -> None:
        """Until `release_pan` the left button pans."""
        self.panning, self._panned = True, False
        self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def release_pan(self) -> bool:
        """Whether something was panned since `hold_to_pan`."""
        self.panning = False
        self._hover()
        return self._panned

    def press(self, event: QMouseEvent) -> None:
        view, point, modifiers = self._view, event.position(), event.modifiers()
        self.place = point
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.gesture is not None:
            return
        self._show_blade(None)
        self._edges.begin()
        by_hand = self.panning or self.tools.tool is Tool.HAND
        if event.button() is Qt.MouseButton.MiddleButton or (event.button() is Qt.MouseButton.LeftButton and by_hand):
            self._panned = True
            self.gesture = Pan(view, point)
        elif event.button() is Qt.MouseButton.LeftButton and view.timeline is not None:
            here = hit(view.geometry_, point)
            self.gesture = grasped(view, view.timeline, self.tools.tool, here, point, modifiers)

    def move(self, event: QMouseEvent) -> None:
        self.place = event.position()
        if self.gesture is not None:
            self.gesture.move(event.position(), event.modifiers())
            if self.gesture is not None and not isinstance(self.gesture, Pan):
                self._edges.follow(event.position())
        else:
            self._hover()

    def release(self, event: QMouseEvent) -> None:
        if self.gesture is not None and not event.buttons():
            gesture, self.gesture = self.gesture, None
            self._edges.end()
            gesture.finish(event.position(), event.modifiers())
            self._hover()
            if not isinstance(gesture, Pan) and self._view.hovered in self._view.chosen:
                self._view.item_clicked.emit()

    def double(self, event: QMouseEvent) -> None:
        """A nested timeline is entered, a title or a marker is edited, another item is asked about."""
        here = hit(self._view.geometry_, event.position())
        if event.button() is not Qt.MouseButton.LeftButton or self.tools.tool not in (Tool.SELECT, Tool.RIPPLE):
            self.press(event)
        elif here.kind is HitKind.MARKER:
            self.marker_wanted(here.marker)
        elif here.kind in ON_ITEM:
            self.open_item(here.item)
        else:
            self.press(event)

    def open_item(self, item: str) -> None:
        """Enter a nested timeline, write a title, ask about any other item."""
        source = self._view.shown.by_id[item].source
        if isinstance(source, TimelineSource):
            self.enter(source.timeline)
        elif isinstance(source, TitleSource):
            self.title_wanted(item)
        else:
            self._view.edit_asked.emit(item)

    def enter(self, timeline: str) -> None:
        """Show a nested timeline, by its id, from the one that is shown."""
        view = self._view
        shown = view.timeline
        if shown is not None:
            view.open(*(view.way or (shown.id,)), timeline)

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
        if self.gesture is not None:
            self.gesture.move(event.position(), event.modifiers())
        event.accept()

    def key(self, event: QKeyEvent) -> None:
        event.ignore()

    def step_back(self) -> None:
        """Give up what is under way, or the tool, or the selection."""
        if self.cancel():
            return
        if self.tools.tool is not Tool.SELECT:
            self.tools.take(Tool.SELECT)
        else:
            self._view.select(())
            self._view.select_lead("")

    def hold_alt(self, keys: Qt.KeyboardModifier) -> bool:
        """Alt is pressed or let go; whether a gesture is under way, to which that makes a difference."""
        if self.gesture is not None and self.place is not None:
            self.gesture.move(self.place, keys)
        return self.gesture is not None

    def menu(self, event: QContextMenuEvent) -> None:
        """The place is in the coordinates of the viewport; asked for by a key, it is at what is selected."""
        if self.gesture is not None:
            return
        view = self._view
        point = QPointF(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = view.geometry_.rect_of(view.selection[-1]) if view.selection else None
            point = rect.center() if rect else QPointF(view.geometry_.x(view.playhead), view.geometry_.height / 2)
        self.menu_wanted(point)
        event.accept()

    def other(self, event: QEvent) -> bool:
        """Events of the viewport that no other method is called for: touchpad gestures, the pointer that leaves.
        Whether it was for us."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._view.zoom_to(self._view.geometry_.zoom * (1 + event.value()), event.position().x())
            return True
        if event.type() == QEvent.Type.Leave and self.gesture is None:
            self.place = None
            self._view.hover("")
            self._show_blade(None)
        return False

    def _hover(self) -> None:
        """Show what would begin where the pointer is."""
        view, point = self._view, self.place
        if point is None:
            view.viewport().setCursor(self.tools.cursor)
            return
        if self.panning:
            return
        here = hit(view.geometry_, point)
        view.hover(here.item)
        view.viewport().setCursor(self._cursor(here))
        cuts = self.tools.tool is Tool.RAZOR and here.item
        self._show_blade(SnapLine(blade(view, point)) if cuts else None)

    def _cursor(self, here: Hit) -> Qt.CursorShape | QCursor:
        if self.tools.tool is Tool.SELECT or here.kind is HitKind.MARKER:
            return _CURSORS.get(here.kind, Qt.CursorShape.ArrowCursor)
        return self.tools.cursor

    def _show_blade(self, line: SnapLine | None) -> None:
        if line is not None or self._blade:
            self._blade = line is not None
            self._view.show_shapes(*([line] if line else []))
