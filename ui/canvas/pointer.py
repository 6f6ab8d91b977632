"""What mouse, wheel and touchpad do on the canvas. One gesture is under way at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.canvas.dotting import PlaceDot
from ui.canvas.drag import WireDrag
from ui.canvas.edge_pan import EdgePan
from ui.canvas.frame_gestures import MoveFrames, ResizeFrame
from ui.canvas.gestures import ADDING, CutWires, Gesture, MoveNodes, Pan, RubberBand
from ui.canvas.handing import Handing
from ui.canvas.scene import Hit, Part
from ui.canvas.wheel import turn
from ui.canvas.words import tr
from ui.canvas.writing import ClickText

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class Pointer(QObject):
    """Filters the events of the viewport."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.gesture: Gesture | None = None
        self.place: QPointF | None = None
        """Where the pointer is in the viewport; None while it is elsewhere."""
        self.modifiers = Qt.KeyboardModifier.NoModifier
        """The keys that are held with the mouse."""
        self.panning = False
        """The space bar is held: the left button pans."""
        self.cutting = False
        """Y is held: the left button cuts wires."""
        self._panned = False
        self._right_press: QPointF | None = None
        self._edges = EdgePan(canvas)
        self.handing = Handing(canvas)
        canvas.viewport().setMouseTracking(True)
        canvas.viewport().installEventFilter(self)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether the event is used up."""
        if watched is self._canvas:
            if event.type() == QEvent.Type.FocusOut and self.cutting:
                self.release_cut()  # The key will be let go elsewhere.
            return False
        match event:
            case QMouseEvent():
                return self._mouse(event)
            case QWheelEvent():
                self._wheel(event)
                return True
            case QNativeGestureEvent():
                return self._pinch(event)
            case _:
                if event.type() == QEvent.Type.Leave:
                    self._leave()
                return False

    @property
    def here(self) -> QPointF | None:
        """Where the pointer is in the viewport, also where something lay over it when it came to rest."""
        view = self._canvas.viewport()
        if self.place is None and self._canvas.isActiveWindow():
            place = QPointF(view.mapFromGlobal(QCursor.pos()))
            return place if QRectF(view.rect()).contains(place) else None
        return self.place

    def cancel(self) -> bool:
        """Give up the gesture; whether there was one."""
        gesture, self.gesture = self.gesture, None
        if gesture:
            gesture.cancel()
        return gesture is not None

    def hold_to_pan(self) -> None:
        """Until `release_pan` the left button pans."""
        self.panning, self._panned = True, False
        self._canvas.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def release_pan(self) -> bool:
        """Whether something was panned since `hold_to_pan`."""
        self.panning = False
        self._canvas.viewport().unsetCursor()
        return self._panned

    def hold_to_cut(self) -> None:
        """Until `release_cut` the left button cuts wires."""
        self.cutting = True
        self._canvas.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self._canvas.overlay.guide(tr("Drag across wires to cut them"))

    def release_cut(self) -> None:
        self.cutting = False
        self._canvas.viewport().unsetCursor()
        self._canvas.overlay.guide("")

    def hold_alt(self, *, held: bool) -> bool:
        """Alt is pressed or let go; whether a gesture is under way, to which that makes a difference."""
        alt = Qt.KeyboardModifier.AltModifier
        self.modifiers = self.modifiers | alt if held else self.modifiers & ~alt
        if self.gesture and self.place is not None:
            self.gesture.move(self.place)
        return self.gesture is not None

    def _mouse(self, event: QMouseEvent) -> bool:
        self.place, self.modifiers = event.position(), event.modifiers()
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._press(event)
            case QEvent.Type.MouseMove:
                self._move(event)
            case QEvent.Type.MouseButtonRelease:
                self._release(event)
            case QEvent.Type.MouseButtonDblClick:
                self._double_click(event)
            case _:
                return False
        event.accept()
        return True

    def _press(self, event: QMouseEvent) -> None:
        canvas, point, modifiers = self._canvas, event.position(), event.modifiers()
        canvas.quiet()
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.gesture:
            return
        self._edges.begin()
        match event.button():
            case Qt.MouseButton.MiddleButton:
                self.gesture = Pan(canvas, point)
            case Qt.MouseButton.LeftButton:
                self._panned = self.panning
                self.gesture = Pan(canvas, point) if self.panning else self._left(canvas.hit(point), point, modifiers)
            case Qt.MouseButton.RightButton if modifiers & Qt.KeyboardModifier.ControlModifier:
                self.gesture = CutWires(canvas, point)
            case Qt.MouseButton.RightButton:
                self._right_press = point
            case _:
                pass

    def _left(self, hit: Hit, point: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        canvas, scene = self._canvas, self._canvas.graph_scene
        if self.cutting:
            return CutWires(canvas, point)
        match hit.part:
            case Part.PORT if hit.port and hit.side:
                every = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
                return WireDrag(canvas, hit.port, hit.side, point, every=every)
            case Part.WIRE if hit.wire and modifiers & Qt.KeyboardModifier.AltModifier:
                return PlaceDot(canvas, hit.wire, point)
            case Part.MORE:
                scene.unfold(hit.node, not scene.nodes[hit.node].unfolded)
                return None
            case Part.WIRE if hit.wire:
                others = (scene.selected_nodes, scene.selected_wires) if modifiers & ADDING else ((), frozenset())
                scene.select(others[0], others[1] ^ {hit.wire})
                return None
            case Part.FRAME if hit.edges:
                return ResizeFrame(canvas, hit.frame, hit.edges, point)
            case Part.FRAME:
                return MoveFrames(canvas, hit.frame, point, modifiers)
            case Part.TITLE | Part.BODY | Part.TEXT:
                if canvas.selection() == (hit.node,) and not modifiers:
                    canvas.pressed_again.emit(hit.node)
                if scene.frames.selected and hit.node in scene.selected_nodes and not modifiers:
                    return MoveFrames(canvas, "", point, modifiers)
                moving = MoveNodes(canvas, hit.node, point, modifiers)
                if canvas.writing.begins_at(hit) and not modifiers:
                    return ClickText(canvas, hit.node, point, moving)
                return moving if modifiers else canvas.values.drag(hit.node, point, moving)
            case _:
                return RubberBand(canvas, point, modifiers)

    def _move(self, event: QMouseEvent) -> None:
        if self.gesture:
            self.gesture.move(event.position())
            self._edges.follow(event.position(), still=self.handing.taken)
        else:
            self._canvas.hovering.over(event.position(), cursor=not (self.panning or self.cutting))

    def _release(self, event: QMouseEvent) -> None:
        point = event.position()
        pressed, self._right_press = self._right_press, None
        if self.gesture:
            gesture, self.gesture = self.gesture, None
            gesture.finish(point)
        elif pressed is not None and (point - pressed).manhattanLength() < QApplication.startDragDistance():
            self._canvas.open_menu(point)

    def _double_click(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            self._press(event)
            return
        hit = self._canvas.hit(event.position())
        match hit.part:
            case Part.FRAME if hit.edges is None:
                self._canvas.framing.rename(hit.frame)
            case Part.NOTHING if note := self._canvas.framing.note_at(event.position()):
                self._canvas.framing.write(note)
            case Part.NOTHING:
                self._canvas.add_popup(event.position())
            case Part.TITLE:
                self._canvas.writing.rename(hit.node)
            case Part.TEXT:
                self._canvas.writing.write(hit.node)
            case Part.BODY if self._canvas.grouping.rename_at(hit, event.position()):
                pass
            case Part.BODY:
                if not self._canvas.values.type_at(hit.node, event.position()):
                    self._canvas.activated.emit(hit.node)
            case _:
                self._press(event)

    def _leave(self) -> None:
        if self.gesture is None:
            self.place = None
            self._canvas.hovering.show_node("")

    def _wheel(self, event: QWheelEvent) -> None:
        self._canvas.quiet()
        turn(self._canvas, event)
        if self.gesture:
            self.gesture.move(event.position())
        event.accept()

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.camera.zoom_at(1 + event.value(), event.position())
        return True
