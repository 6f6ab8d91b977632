"""The curves of a camera drawn over time; the points of one of them can be dragged, added and removed."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.media.camera import FASTEST, LONGEST, MOST, MOVES, Camera, Curve, Point, speed_at
from ui.inspector.card_strip import ticks
from ui.inspector.field import Burst
from ui.theme import RADIUS, Theme, small, tabular

_HEIGHT = 148
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 12, 10, 20
_REACH = 9
_TIME_STEP, _SPEED_STEP = 0.25, 0.1
_LEAST = 4.0


class CurveView(QWidget):
    """Paints what it is shown, and tells what a person does to the chosen curve."""

    changed = Signal(object, str)
    """All points of the chosen curve, and the burst of the change."""
    chosen = Signal()
    """Another point is chosen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._camera = Camera()
        self.move_name = MOVES[0]
        self.point: int | None = None
        """The place of the chosen point in its curve."""
        self._span = _LEAST
        self._dragging = False
        self._burst = Burst()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(tabular(small(self.font())))

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    @property
    def curve(self) -> Curve:
        return self._camera.curve(self.move_name)

    def show_camera(self, camera: Camera, move: str) -> None:
        """All curves, of which one can be changed."""
        if move != self.move_name:
            self.point = None
        self._camera, self.move_name = camera, move
        count = len(self.curve)
        if self.point is not None and self.point >= count:
            self.point = count - 1 if count else None
        if not self._dragging:  # The scale stays while a point is dragged over it.
            last = max((point.at for name in MOVES for point in camera.curve(name)), default=0.0)
            self._span = float(min(LONGEST, max(_LEAST, ceil(last * 1.25))))
        self.update()

    def choose(self, point: int | None) -> None:
        if point != self.point:
            self.point = point
            self.update()
            self.chosen.emit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def place(self, at: float, speed: float) -> QPointF:
        """Where a speed at a time is drawn."""
        width, height = self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM
        return QPointF(_LEFT + width * at / self._span, _TOP + height * (FASTEST - speed) / (2 * FASTEST))

    # Changes

    def put(self, point: Point, burst: str) -> None:
        """The chosen point goes elsewhere; passing another one, it takes its place in the order of times."""
        if self.point is None:
            return
        points = [*self.curve[: self.point], point, *self.curve[self.point + 1 :]]
        self._tell(points, points[self.point], burst)

    def add(self, at: float, speed: float) -> None:
        """A new point, which is then the chosen one."""
        if len(self.curve) < MOST:
            point = _snapped(at, speed)
            self._tell([*self.curve, point], point, "")

    def add_after(self) -> None:
        """A new point behind the chosen one, on the curve: half way to the next, or a second after the last."""
        here = self.point if self.point is not None else len(self.curve) - 1
        if not self.curve:
            self.add(0.0, 0.0)
            return
        at = self.curve[here].at
        beyond = at + 1.0 if here + 1 == len(self.curve) else (at + self.curve[here + 1].at) / 2
        self.add(min(beyond, LONGEST), speed_at(self.curve, beyond))

    def remove(self) -> None:
        """The chosen point goes; the one after it is chosen, or else the last."""
        if self.point is not None:
            points = [*self.curve[: self.point], *self.curve[self.point + 1 :]]
            self._tell(points, points[min(self.point, len(points) - 1)] if points else None, "")

    def _tell(self, points: Sequence[Point], chosen: Point | None, burst: str) -> None:
        ordered = sorted(points, key=lambda point: point.at)
        self.point = next((place for place, point in enumerate(ordered) if point is chosen), None)
        self.changed.emit(tuple(ordered), burst)
        self.chosen.emit()

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            found = self._at(event.position())
            self._dragging = found is not None
            self._burst.end()
            self.choose(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging and self.point is not None:
            wish = self._under(event.position())
            if wish != self.curve[self.point]:
                self.put(wish, self._burst.name())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragging = False
        self._burst.end()
        self.show_camera(self._camera, self.move_name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._at(event.position()) is None:
            self.add(*self._under(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, many = event.key(), 4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        steps = {Qt.Key.Key_Left: (-many, 0), Qt.Key.Key_Right: (many, 0), Qt.Key.Key_Up: (0, many)}
        steps[Qt.Key.Key_Down] = (0, -many)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.curve:
            by = 1 if key == Qt.Key.Key_PageDown else -1
            self.choose(0 if self.point is None else min(max(self.point + by, 0), len(self.curve) - 1))
        elif key in steps and self.point is not None:
            later, faster = steps[Qt.Key(key)]
            at, speed = self.curve[self.point]
            self.put(_snapped(at + later * _TIME_STEP, speed + faster * _SPEED_STEP), self._burst.name())
        elif key in (Qt.Key.Key_Insert, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add_after()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.point is not None:
            self.remove()
        else:
            event.ignore()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._burst.end()
        self.update()

    def _at(self, position: QPointF) -> int | None:
        """The point of the chosen curve under the mouse."""
        gaps = [(self.place(*point) - position).manhattanLength() for point in self.curve]
        return gaps.index(min(gaps)) if gaps and min(gaps) <= _REACH else None

    def _under(self, position: QPointF) -> Point:
        """The time and speed at a place, on the steps."""
        width, height = max(1, self.width() - _LEFT - _RIGHT), max(1, self.height() - _TOP - _BOTTOM)
        at = min((position.x() - _LEFT) / width * self._span, self._span)
        return _snapped(at, FASTEST - (position.y() - _TOP) / height * 2 * FASTEST)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent" if self.hasFocus() else "line"), 1))
        painter.setBrush(self._theme.color("background"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._paint_scale(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for name in MOVES:
            if self._camera.curve(name) and name != self.move_name:
                self._paint_curve(painter, self._camera.curve(name), QPen(self._theme.color("faint", 0.6), 1))
        self._paint_curve(painter, self.curve, QPen(self._theme.color("accent"), 2))
        for place, point in enumerate(self.curve):
            chosen = place == self.point
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(self._theme.color("accent" if chosen else "background"))
            painter.drawEllipse(self.place(*point), 5 if chosen else 4, 5 if chosen else 4)

    def _paint_scale(self, painter: QPainter) -> None:
        centre = Qt.AlignmentFlag.AlignCenter
        for speed in (-FASTEST, 0.0, FASTEST):
            left, right = self.place(0.0, speed), self.place(self._span, speed)
            painter.setPen(QPen(self._theme.color("faint" if speed == 0 else "line"), 1))
            painter.drawLine(left, right)
            painter.setPen(self._theme.color("dim"))
            painter.drawText(QRectF(1, left.y() - 8, _LEFT - 3, 16), centre, f"{speed:g}".replace("-", "\u2212"))
        for second in ticks(self._span):
            foot = self.place(second, -FASTEST)
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawLine(foot, self.place(second, FASTEST))
            painter.setPen(self._theme.color("dim"))
            painter.drawText(QRectF(foot.x() - 16, foot.y() + 3, 32, 14), centre, f"{second:g}")

    def _paint_curve(self, painter: QPainter, curve: Curve, pen: QPen) -> None:
        ends = (Point(0.0, speed_at(curve, 0.0)), Point(self._span, speed_at(curve, self._span)))
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([self.place(*point) for point in (ends[0], *curve, ends[1])]))


def _snapped(at: float, speed: float) -> Point:
    """The nearest time and speed on the steps, within what there is."""
    time = min(max(round(at / _TIME_STEP) * _TIME_STEP, 0.0), LONGEST)
    return Point(time, min(max(round(speed / _SPEED_STEP) / round(1 / _SPEED_STEP), -FASTEST), FASTEST) + 0.0)
