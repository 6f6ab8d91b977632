"""Where the picture is painted: fitted to the view or one to one, or else a few words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from soraapp.media.clip import Size
from ui.preview.captions import TAG, paint_message, paint_tag
from ui.preview.comparison import Comparison
from ui.theme import Theme

_RESIZED_MS = 120
_NEAR = 12
_LARGEST = 8192


class Screen(QWidget):
    """Paints the picture that it was given last, so that a change of clips never shows a gap."""

    target_changed = Signal(object)
    """The Size in device pixels in which pictures are painted sharpest."""
    fit_changed = Signal(bool)
    carried = Signal()
    """The picture as a whole is dragged: it is wanted elsewhere."""
    cell_pressed = Signal(int)
    """The number of a cell of a comparison side by side."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 96)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.fit = True
        self.info = ""
        self._playing = True
        self._theme = theme
        self._image: QImage | None = None
        self._size: Size | None = None
        self.comparison: Comparison | None = None
        """How the cells of the pictures that come next lie."""
        self._painted: Comparison | None = None
        """How the cells of the picture that is there lie: the next one may be of something else."""
        self.wipe = 0.5
        self._wiping = False
        self._offset = QPointF()
        self._grip: QPointF | None = None
        self._lifted: QPointF | None = None
        """Where a press began that may become a drag out of the window."""
        self._message = ("", "", False)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_RESIZED_MS)
        self._settle.timeout.connect(self._tell_target)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_size(self, size: Size, comparison: Comparison | None = None) -> None:
        """The size of the clip whose pictures come next, and how its cells are compared if it has some."""
        if (size, comparison) != (self._size, self.comparison):
            same = comparison and self._painted and comparison.names == self._painted.names
            self._size, self.comparison = size, comparison
            self._painted = comparison if same else self._painted
            self._offset = QPointF()
            self._tell_target()
            self.update()
        self.setCursor(Qt.CursorShape.SplitHCursor if self._wiping_anywhere() else Qt.CursorShape.ArrowCursor)

    def set_wipe(self, share: float) -> None:
        """Where the wipe between two clips stands: 0 is at the left edge, where only the second is seen."""
        self.wipe = max(0.0, min(1.0, share))
        self.update()

    def set_image(self, image: QImage) -> None:
        self._image = image
        self._painted = self.comparison
        self._message = ("", "", False)
        self.update()

    def set_message(self, text: str, remedy: str = "", *, bad: bool = False) -> None:
        """Show words in place of a picture."""
        self._image = None
        self._message = (text, remedy, bad)
        self.update()

    def words(self) -> str:
        """The words in place of a picture; empty while there is one."""
        return "\n".join(part for part in self._message[:2] if part)

    def set_info(self, info: str) -> None:
        """A short line over a corner of the picture; empty for none. It is in the way of what plays, so that it is
        seen only under the pointer and while playing rests."""
        self.info = info
        self.update()

    def set_playing(self, playing: bool) -> None:
        self._playing = playing
        self.update()

    @property
    def tells_info(self) -> bool:
        return bool(self.info) and (self.underMouse() or not self._playing)

    def set_fit(self, fit: bool) -> None:
        """Fit the picture to the view, or show each of its pixels as one of the screen."""
        if fit != self.fit:
            self.fit = fit
            self._offset = QPointF()
            self._tell_target()
            self.fit_changed.emit(fit)
            self.update()

    @property
    def image(self) -> QImage | None:
        """The picture that is painted, or None when words are."""
        return self._image

    def frame_rect(self) -> QRectF:
        """Where the picture lies, in the coordinates of this widget; its pixels meet those of the device."""
        size, ratio = self._target(), self.devicePixelRatioF()
        width, height = size.width() / ratio, size.height() / ratio
        left = round((self.width() - width) / 2 * ratio) / ratio
        top = round((self.height() - height) / 2 * ratio) / ratio
        return QRectF(left, top, width, height).translated(self._offset)

    # Sizes

    def _cell(self) -> QSize:
        """A cell of the picture as it is painted, in pixels of the device; without a comparison it is all there is."""
        if self._size is None:
            return QSize(1, 1)
        columns, rows = self._grid()
        own = QSize(self._size.width // columns, self._size.height // rows)
        if not self.fit:
            return own
        across, down = self._spread()
        room = (QSize(self.width(), self.height()) * self.devicePixelRatioF()).boundedTo(QSize(_LARGEST, _LARGEST))
        share = QSize(max(1, room.width() // across), max(1, room.height() // down))
        return own.scaled(share, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))

    def _grid(self) -> tuple[int, int]:
        return (self.comparison.columns, self.comparison.rows) if self.comparison else (1, 1)

    def _spread(self) -> tuple[int, int]:
        return self.comparison.spread if self.comparison else (1, 1)

    def _target(self) -> QSize:
        """What is painted, in pixels of the device."""
        cell, (across, down) = self._cell(), self._spread()
        return QSize(cell.width() * across, cell.height() * down)

    def _decoded(self) -> QSize:
        """The picture that is wanted: cells over one another lie side by side in it."""
        cell, (columns, rows) = self._cell(), self._grid()
        return QSize(cell.width() * columns, cell.height() * rows)

    def _tell_target(self) -> None:
        if self._size is not None:
            target = self._decoded()
            self.target_changed.emit(Size(target.width(), target.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle.start()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._settle.start()
        super().changeEvent(event)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.surround())
        if self._image is None:
            text, remedy, bad = self._message
            paint_message(painter, self, self._theme, text, remedy, bad=bad)
            return
        rect = self.frame_rect()
        exact = self._image.size() == self._decoded()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        if self._painted is None:
            painter.drawImage(rect, self._image, QRectF(self._image.rect()))
        else:
            self._painted.paint(painter, self._image, rect, self.wipe, self.surround())
        if self.tells_info:
            paint_tag(painter, self.info, QPointF(8, self.height() - TAG - 8), self.width() - 16)

    def surround(self) -> QColor:
        """A grey without any tint, as light as the theme's background: colours are judged against it."""
        grey = self._theme.color("background").lightness()
        return QColor(grey, grey, grey)

    # One to one: the picture is dragged

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._lifted = event.position() if left and self.fit and not self.comparison and self._image else None
        self._wiping = left and (self._wiping_anywhere() or self._near_wipe(event.position()))
        movable = left and not self._wiping and not self.fit and self._image is not None
        self._grip = event.position() - self._offset if movable else None
        if self._wiping:
            self._wipe_to(event.position())
        elif left and self.comparison and self.fit:
            cell = self.comparison.cell_at(event.position(), self.frame_rect())
            if cell is not None:
                self.cell_pressed.emit(cell)
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._wiping:
            self._wipe_to(event.position())
        elif self._grip is not None:
            self._offset = self._bounded(event.position() - self._grip)
            self.update()
        elif self._lifted and (event.position() - self._lifted).manhattanLength() >= QApplication.startDragDistance():
            self._lifted = None
            self.carried.emit()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = self._lifted = None
        self._wiping = False

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.set_fit(not self.fit)

    def _wiping_anywhere(self) -> bool:
        """Whether the wipe goes to wherever the pointer is pressed; one to one, that would drag the picture."""
        return self.comparison is not None and self.comparison.wiped and self.fit

    def _near_wipe(self, point: QPointF) -> bool:
        frame = self.frame_rect()
        wiped = self.comparison is not None and self.comparison.wiped
        return wiped and abs(point.x() - frame.left() - frame.width() * self.wipe) <= _NEAR

    def _wipe_to(self, point: QPointF) -> None:
        frame = self.frame_rect()
        self.set_wipe((point.x() - frame.left()) / frame.width())

    def _bounded(self, offset: QPointF) -> QPointF:
        """The picture never leaves the view, and stays in the middle where it is the smaller one."""
        rect = self.frame_rect()
        wide, high = max(0.0, rect.width() - self.width()) / 2, max(0.0, rect.height() - self.height()) / 2
        point = QPointF(max(-wide, min(wide, offset.x())), max(-high, min(high, offset.y())))
        ratio = self.devicePixelRatioF()
        whole = QPoint(round(point.x() * ratio), round(point.y() * ratio))
        return QPointF(whole.x() / ratio, whole.y() / ratio)
