"""Where the picture is painted: fitted to the view or zoomed, with what is to be seen over it; or else a few words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.media.clip import Size
from ui.preview.captions import TAG, paint_message, paint_tag
from ui.preview.comparison import Comparison
from ui.preview.guides import Guides
from ui.preview.lens import Lens
from ui.preview.pointer import Pointer
from ui.preview.rulers import WIDE as RULER
from ui.preview.rulers import paint_rulers
from ui.preview.values import Levels, Pixel, paint_values, values_text
from ui.theme import Theme

_RESIZED_MS = 120


class Screen(QWidget):
    """Paints the picture that it was given last, so that a change of clips never shows a gap."""

    target_changed = Signal(object)
    """The Size in device pixels in which pictures are painted sharpest."""
    zoomed = Signal()
    """The picture is seen larger or smaller, or fits."""
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
        self.setMouseTracking(True)
        self.lens = Lens()
        self.guides = Guides(self)
        self.pointer = Pointer(self)
        self.pixel: Pixel = lambda _x, _y: None
        """The very levels of what is shown."""
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
        self._message = ("", "", False)
        self.guides.changed.connect(self._guided)
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
            moved = size != self._size
            self._size, self.comparison = size, comparison
            self._painted = comparison if same else self._painted
            self._measure()
            self.lens.move(QPointF() if moved else self.lens.offset)
            self._tell_target()
            self.update()
        self.pointer.show()

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

    @property
    def image(self) -> QImage | None:
        """The picture that is painted, or None when words are."""
        return self._image

    # Zoom

    @property
    def fit(self) -> bool:
        """Whether the picture fits the view, however large that is."""
        return self.lens.zoom is None

    def set_zoom(self, zoom: float | None, at: QPointF | None = None) -> None:
        """So many pixels of the screen a pixel, from 1/16 to 32, with what is at a point of the view staying there;
        None to fit the view."""
        self._measure()
        before = self.lens.zoom
        self.lens.set_zoom(zoom, at)
        if self.lens.zoom != before:
            self._tell_target()
            self.zoomed.emit()
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """So many times larger."""
        if self._image is not None:
            self.set_zoom(self.lens.shown * factor, at)

    def swap_zoom(self, at: QPointF | None = None) -> None:
        """One to one, or fitted where it is not."""
        self.set_zoom(1.0 if self.fit else None, at)

    def frame_rect(self) -> QRectF:
        """Where the picture lies, in the coordinates of this widget; its pixels meet those of the device."""
        self._measure()
        return self.lens.frame()

    # Sizes

    def _measure(self) -> None:
        columns, rows = self._grid()
        size = self._size or Size(1, 1)
        own = QSize(max(1, size.width // columns), max(1, size.height // rows))
        spread = self.comparison.spread if self.comparison else (1, 1)
        taken = RULER if self.guides.rulers.on else 0
        self.lens.measure(self.size(), self.devicePixelRatioF(), own, spread, taken)

    def _grid(self) -> tuple[int, int]:
        return (self.comparison.columns, self.comparison.rows) if self.comparison else (1, 1)

    def _decoded(self) -> QSize:
        """The picture that is wanted: cells over one another lie side by side in it."""
        cell, (columns, rows) = self.lens.wanted(), self._grid()
        return QSize(cell.width() * columns, cell.height() * rows)

    def _tell_target(self) -> None:
        if self._size is not None:
            self._measure()
            target = self._decoded()
            self.target_changed.emit(Size(target.width(), target.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle.start()
        self._measure()
        self.lens.move(self.lens.offset)
        self.zoomed.emit()
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
        smooth = not self.lens.blocks and self._image.size() != self._shown()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        if self._painted is None:
            painter.drawImage(rect, self._image, QRectF(self._image.rect()))
        else:
            self._painted.paint(painter, self._image, rect, self.wipe, self.surround())
        self._paint_over(painter, rect)

    def _guided(self) -> None:
        """Other lines: rulers take room."""
        self._tell_target()
        self.update()

    def _shown(self) -> QSize:
        """The size of a picture that needs no scaling to be painted."""
        cell, (columns, rows) = self.lens.cell(), self._grid()
        return QSize(cell.width() * columns, cell.height() * rows)

    def _paint_over(self, painter: QPainter, frame: QRectF) -> None:
        """What helps to judge the picture, and what is told of it."""
        if self._painted is None or self._painted.spread == (1, 1):
            self.guides.paint(painter, frame)
        if self.guides.rulers.on:
            paint_rulers(painter, self, self.lens, self._theme, self.pointer.at)
        point = self.pointer.at
        if self.guides.values.on and point is not None and frame.contains(point):
            self._paint_values(painter, frame, point)
        elif self.tells_info:
            left = 8 + (RULER if self.guides.rulers.on else 0)
            paint_tag(painter, self.info, QPointF(left, self.height() - TAG - 8), self.width() - left - 8)

    def _paint_values(self, painter: QPainter, frame: QRectF, point: QPointF) -> None:
        place = self.lens.pixel(point)
        x, y = int(place.x()), int(place.y())
        size, (columns, rows) = self._size or Size(1, 1), self._grid()
        column, row = self._painted.cell_of(point, frame, self.wipe) if self._painted else (0, 0)
        there = x + column * (size.width // columns), y + row * (size.height // rows)
        exact = self.pixel(*there)
        levels = exact or self._about(there, size)
        paint_values(painter, self, values_text(x, y, levels, exact=exact is not None), levels)

    def _about(self, there: tuple[int, int], size: Size) -> Levels:
        """The levels in the picture as it was scaled to be painted."""
        assert self._image is not None
        x = min(self._image.width() - 1, there[0] * self._image.width() // size.width)
        y = min(self._image.height() - 1, there[1] * self._image.height() // size.height)
        color = self._image.pixelColor(x, y)
        return color.red(), color.green(), color.blue()

    def surround(self) -> QColor:
        """A grey without any tint, as light as the theme's background: colours are judged against it."""
        grey = self._theme.color("background").lightness()
        return QColor(grey, grey, grey)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.swap_zoom(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.pointer.wheel(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        self.pointer.hover(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self.pointer.pinch(event):
            return True
        return super().event(event)
