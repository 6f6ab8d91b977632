"""A small picture of the frame, over which a point or a rectangle is dragged to where it should be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.nodekit import Value
from ui.inspector.field import Burst
from ui.inspector.placement import Placement
from ui.theme import RADIUS, Theme

TALLEST = 132
_MARGIN = 14
_REACH = 10
_HANDLE = 4
_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))
Corner = tuple[int, int]


class PlaceView(QWidget):
    """Paints what it is shown, and tells where a person puts it."""

    placed = Signal(object, str)
    """The new values by the names of their inputs, and the burst of the change."""

    def __init__(self, placement: Placement, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placement, self._theme = placement, theme
        self.rect_now = QRectF()
        """Where it lies, in per cent of the frame."""
        self._ground = QImage()
        self._shape = 9 / 16
        self._burst = Burst()
        self._grip: tuple[QPointF, QRectF, Corner | None] | None = None
        """Where the pointer took hold, where it lay then, and the corner that is dragged."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(TALLEST + 2 * _MARGIN)
        self.setAccessibleName(self.tr("Place in the frame"))
        self.setToolTip(self.tr("Drag it; arrow keys move it, Shift by more, Ctrl the corner"))

    def sizeHint(self) -> QSize:
        return QSize(220, TALLEST + 2 * _MARGIN)

    def show_values(self, values: Mapping[str, Value]) -> None:
        self.rect_now = self._placement.rect(values)
        where = self.rect_now.center()
        self.setAccessibleDescription(f"{where.x():g} %, {where.y():g} %")
        self.update()

    def show_ground(self, ground: QImage, shape: float) -> None:
        """The picture below; `shape` is its height to its width."""
        self._ground, self._shape = ground, shape
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def begin(self) -> None:
        self._grip = None
        self._burst.end()

    def frame(self) -> QRectF:
        """Where the frame is painted."""
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        width = min(room.width(), room.height() / self._shape)
        size = QRectF(0, 0, width, width * self._shape)
        size.moveCenter(room.center())
        return size

    def seen(self) -> QRectF:
        """Where the thing is painted."""
        frame, rect = self.frame(), self.rect_now
        scale_x, scale_y = frame.width() / 100, frame.height() / 100
        left, top = frame.left() + rect.left() * scale_x, frame.top() + rect.top() * scale_y
        return QRectF(left, top, rect.width() * scale_x, rect.height() * scale_y)

    # Dragging and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._burst.end()
        point, seen = event.position(), self.seen()
        corner = self._corner_at(point)
        if corner is None and not self._placement.sized and (point - seen.center()).manhattanLength() > _REACH:
            self._tell(self._placement.moved(self.rect_now, self._share(point - seen.center())))  # A point jumps there.
        self._grip = point, QRectF(self.rect_now), corner

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            diagonal = {(0, 0), (1, 1)}
            corner = self._corner_at(event.position())
            shapes = Qt.CursorShape
            cursor = shapes.SizeFDiagCursor if corner in diagonal else shapes.SizeBDiagCursor
            self.setCursor(shapes.SizeAllCursor if corner is None else cursor)
            return
        start, rect, corner = self._grip
        by = self._share(event.position() - start)
        self._tell(self._placement.moved(rect, by) if corner is None else self._placement.stretched(rect, corner, by))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        keys = Qt.Key
        ways = {keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0), keys.Key_Up: (0, -1), keys.Key_Down: (0, 1)}
        way = ways.get(keys(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        by = QPointF(way[0] * step, way[1] * step)
        corner = event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._placement.sized
        change = (
            self._placement.stretched(self.rect_now, (1, 1), by) if corner else self._placement.moved(self.rect_now, by)
        )
        self._tell(change)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._burst.end()
        self.update()

    def _tell(self, values: Mapping[str, float]) -> None:
        self.placed.emit(dict(values), self._burst.name())

    def _share(self, by: QPointF) -> QPointF:
        """A way on the screen in per cent of the frame."""
        frame = self.frame()
        return QPointF(100 * by.x() / max(1.0, frame.width()), 100 * by.y() / max(1.0, frame.height()))

    def _corner_at(self, point: QPointF) -> Corner | None:
        if not self._placement.sized:
            return None
        near = [corner for corner in _CORNERS if (self._corner(corner) - point).manhattanLength() <= _REACH]
        return near[0] if near else None

    def _corner(self, corner: Corner) -> QPointF:
        seen = self.seen()
        return QPointF(seen.right() if corner[0] else seen.left(), seen.bottom() if corner[1] else seen.top())

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, frame, seen = QPainter(self), self._theme, self.frame(), self.seen()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "line"), 1))
        painter.setBrush(theme.color("background"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.fillRect(frame, theme.color("raised"))
        if not self._ground.isNull():
            painter.setOpacity(0.7)
            painter.drawImage(frame, self._ground)
            painter.setOpacity(1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("faint"), 1))
        painter.drawRect(frame)
        painter.setClipRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        for color, width in ((theme.color("background"), 3.5), (theme.color("accent"), 1.5)):
            painter.setPen(QPen(color, width))
            self._draw_thing(painter, seen)

    def _draw_thing(self, painter: QPainter, seen: QRectF) -> None:
        middle = seen.center()
        for way in (QPointF(6, 0), QPointF(0, 6)):
            painter.drawLine(middle - way, middle + way)
        if not self._placement.sized:
            painter.drawEllipse(middle, 5, 5)
            return
        painter.drawRect(seen)
        for corner in _CORNERS:
            painter.drawEllipse(self._corner(corner), _HANDLE, _HANDLE)
