"""A picture over which a mask is painted: strokes of a brush, seen as a veil of colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.media.clip import Size
from soraapp.media.strokes import LEAST, MOST, MOST_POINTS, WIDEST, Spot, Stroke, Strokes, painted
from ui.theme import RADIUS, Theme, small

SHAPE = 9 / 16
"""Height to width, where there is no picture."""
TALLEST = 320
VEIL = 0.55
"""How much of the picture is covered where the brush was."""
STEP = 1.15
"""By how much one notch of the wheel makes the brush wider."""
FAR = 0.02
"""How far an arrow key moves the brush, as a share of the picture's width."""


class BrushView(QWidget):
    """Paints what it is shown, and tells each stroke when it is done."""

    stroked = Signal(object)
    """The Strokes with one more."""
    resized = Signal(float)
    """The brush has another radius."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.strokes = Strokes()
        self.radius = 0.05
        self.erases = False
        self.ground = QImage()
        self._shape = SHAPE
        self._spots: list[Spot] = []
        self._erasing = False
        self._brush: Spot | None = None
        """Where the brush is, by mouse or by keys."""
        self._veil = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)  # The right button erases.
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.BlankCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(220))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(TALLEST, max(48, round(width * self._shape)))

    # What is shown

    def show_strokes(self, strokes: Strokes) -> None:
        if strokes != self.strokes:
            self.strokes = strokes
            self._veil = QImage()
            self.update()

    def show_ground(self, ground: QImage, size: Size) -> None:
        """The picture to paint over, and the size of the mask."""
        self.ground = ground
        if self._shape != size.height / size.width:
            self._shape = size.height / size.width
            self.updateGeometry()
        self._veil = QImage()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._veil = QImage()
        self.update()

    def set_radius(self, radius: float) -> None:
        wanted = min(WIDEST, max(LEAST, round(radius, 4)))
        if wanted != self.radius:
            self.radius = wanted
            self.resized.emit(wanted)
            self.update()

    @property
    def frame(self) -> QRectF:
        """Where the picture is."""
        width = min(float(self.width()), self.height() / self._shape)
        height = width * self._shape
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def place(self, spot: Spot) -> QPointF:
        """Where a spot of the picture is in the widget."""
        frame = self.frame
        return QPointF(frame.x() + spot.across * frame.width(), frame.y() + spot.down * frame.height())

    def spot(self, point: QPointF) -> Spot:
        """The spot of the picture at a point of the widget."""
        frame = self.frame
        across, down = (point.x() - frame.x()) / frame.width(), (point.y() - frame.y()) / frame.height()
        return Spot(round(min(2.0, max(-1.0, across)), 4), round(min(2.0, max(-1.0, down)), 4))

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton) and not self._spots:
            self._begin(self.spot(event.position()), erases=event.button() == Qt.MouseButton.RightButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._brush = self.spot(event.position())
        if self._spots and len(self._spots) < MOST_POINTS and self._brush != self._spots[-1]:
            self._spots.append(self._brush)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self._end()

    def leaveEvent(self, event: object) -> None:  # noqa: ARG002
        self._brush = self._brush if self._spots else None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the brush becomes wider; else the inspector scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_radius(self.radius * STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (-FAR, 0.0),
            Qt.Key.Key_Right: (FAR, 0.0),
            Qt.Key.Key_Up: (0.0, -FAR / self._shape),
            Qt.Key.Key_Down: (0.0, FAR / self._shape),
        }
        key = Qt.Key(event.key())
        here = self._brush or Spot(0.5, 0.5)
        if key in ways:
            across, down = here.across + ways[key][0], here.down + ways[key][1]
            self._brush = Spot(round(min(1.0, max(0.0, across)), 4), round(min(1.0, max(0.0, down)), 4))
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._stroke([here, self._brush], erases=self.erases)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._brush = here
            self._stroke([here], erases=self.erases)
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self.set_radius(self.radius * (STEP if key == Qt.Key.Key_BracketRight else 1 / STEP))
        elif key == Qt.Key.Key_Escape and self._spots:
            self._spots = []
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _begin(self, spot: Spot, *, erases: bool) -> None:
        if len(self.strokes.strokes) < MOST:
            self._spots, self._erasing = [spot], erases or self.erases
            self.update()

    def _end(self) -> None:
        spots, self._spots = self._spots, []
        if spots:
            self._stroke(spots, erases=self._erasing)

    def _stroke(self, spots: list[Spot], *, erases: bool) -> None:
        self.stroked.emit(self.strokes.with_stroke(Stroke(self.radius, tuple(spots), erases)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self.frame
        painter.fillRect(frame, self._theme.color("canvas"))
        if not self.ground.isNull():
            painter.drawImage(frame, self.ground)
        painter.drawImage(frame, self._veiled(frame))
        if self._spots:
            self._paint_stroke(painter, frame)
        if self.ground.isNull() and not self.strokes.strokes and not self._spots:
            painter.setFont(small(self.font()))
            painter.setPen(self._theme.color("dim"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(frame.adjusted(12, 4, -12, -4), flags, self.tr("Paint here: white is where the brush was"))
        edge = self._theme.color("accent" if self.hasFocus() else "line")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS / 2, RADIUS / 2)
        self._paint_brush(painter, frame)

    def _veiled(self, frame: QRectF) -> QImage:
        """The finished strokes as a veil; made again when there are others, or the view has another size."""
        scale = self.devicePixelRatioF()
        size = Size(max(1, round(frame.width() * scale)), max(1, round(frame.height() * scale)))
        if (self._veil.width(), self._veil.height()) != tuple(size):
            level = painted(self.strokes.strokes, size)
            mask = QImage(level.tobytes(), size.width, size.height, size.width, QImage.Format.Format_Alpha8)
            self._veil = QImage(size.width, size.height, QImage.Format.Format_ARGB32_Premultiplied)
            self._veil.fill(self._tint())
            painter = QPainter(self._veil)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
            painter.drawImage(0, 0, mask)
            painter.end()
        return self._veil

    def _tint(self) -> QColor:
        tint = QColor(self._theme.color("bad"))
        tint.setAlphaF(VEIL)
        return tint

    def _paint_stroke(self, painter: QPainter, frame: QRectF) -> None:
        """The stroke that is being painted, as a line."""
        tint = self._theme.color("canvas") if self._erasing else self._tint()
        pen = QPen(tint, 2 * self.radius * frame.width())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.save()
        painter.setClipRect(frame)
        painter.setPen(pen)
        points = [self.place(spot) for spot in self._spots]
        painter.drawPolyline(points) if len(points) > 1 else painter.drawPoint(points[0])
        painter.restore()

    def _paint_brush(self, painter: QPainter, frame: QRectF) -> None:
        """The edge of the brush, dark and light so that it is seen on every picture; crossed when it erases."""
        if self._brush is None:
            return
        middle, reach = self.place(self._brush), max(1.5, self.radius * frame.width())
        for colour, width in ((QColor(0, 0, 0, 180), 3.0), (QColor(255, 255, 255), 1.2)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(middle, reach, reach)
            if self.erases or (self._spots and self._erasing):
                side = min(4.0, reach)
                painter.drawLine(middle - QPointF(side, side), middle + QPointF(side, side))
                painter.drawLine(middle - QPointF(side, -side), middle + QPointF(side, -side))
