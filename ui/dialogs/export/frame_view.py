"""A picture of the clip with the frame that is cut out of it: dragged with the mouse, moved with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.media.clip import Pixels

_WIDTH, _HEIGHT = 232, 148
_STEP = 0.05
_DIMMED = QColor(0, 0, 0, 150)


class FrameView(QWidget):
    """Shows what is kept of a picture. Where the frame lies is told from 0 to 1, across and down."""

    moved = Signal(float, float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._share: tuple[float, float] | None = None
        self._bars: float | None = None
        self.place = (0.5, 0.5)
        self._grip: tuple[QPointF, tuple[float, float]] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The frame"))

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def show_picture(self, pixels: Pixels | None) -> None:
        """A small picture of the clip, or none where there is none yet."""
        if pixels is None:
            self._picture = None
        else:
            height, width = pixels.shape[:2]
            data = pixels.tobytes()
            self._picture = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        self.update()

    def show_frame(self, share: tuple[float, float] | None, *, bars: float | None = None, movable: bool = True) -> None:
        """How much of the picture is kept, across and down; None for all. `bars`: the proportion of a frame in which
        all of it is seen. `movable`: whether a person says where the frame lies."""
        self._share, self._bars = share, bars
        can = share is not None and movable and min(share) < 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor if can else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.tr("Drag the frame, or move it with the arrow keys") if can else "")
        self.update()

    @property
    def movable(self) -> bool:
        return self.focusPolicy() is not Qt.FocusPolicy.NoFocus

    # What the hand does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.movable and event.button() is Qt.MouseButton.LeftButton:
            self._grip = event.position(), self.place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            start, (across, down) = self._grip
            room, way = self._room(), event.position() - start
            self._move(across + way.x() / room[0] if room[0] else across, down + way.y() / room[1] if room[1] else down)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        ways = {keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0), keys.Key_Up: (0, -1), keys.Key_Down: (0, 1)}
        way = ways.get(Qt.Key(event.key()))
        if way is None or not self.movable:
            super().keyPressEvent(event)
            return
        room = self._room()
        self._move(
            self.place[0] + way[0] * _STEP * bool(room[0]),
            self.place[1] + way[1] * _STEP * bool(room[1]),
        )

    def _move(self, across: float, down: float) -> None:
        place = min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)
        if place != self.place:
            self.place = place
            self.moved.emit(*place)
            self.update()

    # What is seen

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        roles, palette = QPalette.ColorRole, self.palette()
        painter.fillRect(self.rect(), palette.color(roles.Base))
        if self._picture is None:
            painter.setPen(palette.color(roles.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(12, 0, -12, 0), int(flags), self.tr("Not made yet"))
        else:
            if self._bars is not None:
                painter.fillRect(_inside(self._bars, QRectF(self.rect())), Qt.GlobalColor.black)
            painter.drawImage(self._seen(), self._picture)
            self._paint_frame(painter)
        painter.setPen(palette.color(roles.Accent if self.hasFocus() else roles.Mid))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_frame(self, painter: QPainter) -> None:
        if self._share is None:
            return
        seen, kept = self._seen(), self._kept()
        for part in (
            QRectF(seen.left(), seen.top(), kept.left() - seen.left(), seen.height()),
            QRectF(kept.right(), seen.top(), seen.right() - kept.right(), seen.height()),
            QRectF(kept.left(), seen.top(), kept.width(), kept.top() - seen.top()),
            QRectF(kept.left(), kept.bottom(), kept.width(), seen.bottom() - kept.bottom()),
        ):
            painter.fillRect(part, _DIMMED)
        line = QPen(self.palette().color(QPalette.ColorRole.Accent), 2)
        line.setStyle(Qt.PenStyle.SolidLine if self.movable else Qt.PenStyle.DashLine)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(kept.adjusted(1, 1, -1, -1))

    def _seen(self) -> QRectF:
        """Where the picture is."""
        assert self._picture is not None, "there is one"
        room = QRectF(self.rect())
        if self._bars is not None:
            room = _inside(self._bars, room)
        return _inside(self._picture.width() / self._picture.height(), room)

    def _kept(self) -> QRectF:
        """Where the frame is."""
        assert self._share is not None, "something is cut off"
        seen, room = self._seen(), self._room()
        left, top = seen.left() + room[0] * self.place[0], seen.top() + room[1] * self.place[1]
        return QRectF(left, top, seen.width() - room[0], seen.height() - room[1])

    def _room(self) -> tuple[float, float]:
        """How far the frame can be moved, in pixels of the widget."""
        if self._share is None or self._picture is None:
            return 0.0, 0.0
        seen = self._seen()
        return seen.width() * (1 - self._share[0]), seen.height() * (1 - self._share[1])


def _inside(ratio: float, room: QRectF) -> QRectF:
    """The largest rectangle of a proportion in the middle of another."""
    width = min(room.width(), room.height() * ratio)
    place = QRectF(0, 0, width, width / ratio)
    place.moveCenter(room.center())
    return place
