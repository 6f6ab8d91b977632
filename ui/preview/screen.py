"""Where the picture is painted: fitted to the view or one to one, or else a few words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.media.clip import Size
from ui.theme import Theme, pixmap, small

_RESIZED_MS = 120
_MARGIN = 16
_LARGEST = 8192


class Screen(QWidget):
    """Paints the picture that it was given last, so that a change of clips never shows a gap."""

    target_changed = Signal(object)
    """The Size in device pixels in which pictures are painted sharpest."""
    fit_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 96)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.fit = True
        self.info = ""
        self._theme = theme
        self._image: QImage | None = None
        self._size: Size | None = None
        self._offset = QPointF()
        self._grip: QPointF | None = None
        self._message = ("", "", False)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_RESIZED_MS)
        self._settle.timeout.connect(self._tell_target)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_size(self, size: Size) -> None:
        """The size of the clip whose pictures come next."""
        if size != self._size:
            self._size = size
            self._offset = QPointF()
            self._tell_target()

    def set_image(self, image: QImage) -> None:
        self._image = image
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
        """A short line over a corner of the picture; empty for none."""
        self.info = info
        self.update()

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

    def _target(self) -> QSize:
        if self._size is None:
            return QSize(1, 1)
        own = QSize(self._size.width, self._size.height)
        if not self.fit:
            return own
        room = (QSize(self.width(), self.height()) * self.devicePixelRatioF()).boundedTo(QSize(_LARGEST, _LARGEST))
        return own.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))

    def _tell_target(self) -> None:
        if self._size is not None:
            target = self._target()
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
        if self._image is not None:
            rect = self.frame_rect()
            exact = self._image.size() == self._target()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
            painter.drawImage(rect, self._image, QRectF(self._image.rect()))
            self._paint_info(painter)
        else:
            self._paint_message(painter)

    def surround(self) -> QColor:
        """A grey without any tint, as light as the theme's background: colours are judged against it."""
        grey = self._theme.color("background").lightness()
        return QColor(grey, grey, grey)

    def _paint_info(self, painter: QPainter) -> None:
        if not self.info:
            return
        painter.setFont(small(self.font()))
        text = painter.fontMetrics().boundingRect(self.info)
        tag = QRectF(8, self.height() - 28, text.width() + 16, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(tag, 5, 5)
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, self.info)

    def _paint_message(self, painter: QPainter) -> None:
        text, remedy, bad = self._message
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        metrics = painter.fontMetrics()
        first = metrics.boundingRect(room, flags, text)
        second = metrics.boundingRect(room, flags, remedy) if remedy else QRect()
        top = (self.height() - first.height() - second.height() - (8 if remedy else 0)) // 2
        if bad:
            sign = pixmap("warning", self._theme.color("bad").name(), 24, self.devicePixelRatioF())
            painter.drawPixmap(self.width() // 2 - 12, top - 32, sign)
        painter.setPen(self._theme.color("bad" if bad else "dim"))
        painter.drawText(QRect(room.left(), top, room.width(), first.height()), flags, text)
        painter.setPen(self._theme.color("dim"))
        below = top + first.height() + 8
        painter.drawText(QRect(room.left(), below, room.width(), second.height()), flags, remedy)

    # One to one: the picture is dragged

    def mousePressEvent(self, event: QMouseEvent) -> None:
        movable = not self.fit and self._image is not None and event.button() == Qt.MouseButton.LeftButton
        self._grip = event.position() - self._offset if movable else None
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._offset = self._bounded(event.position() - self._grip)
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.set_fit(not self.fit)

    def _bounded(self, offset: QPointF) -> QPointF:
        """The picture never leaves the view, and stays in the middle where it is the smaller one."""
        rect = self.frame_rect()
        wide, high = max(0.0, rect.width() - self.width()) / 2, max(0.0, rect.height() - self.height()) / 2
        point = QPointF(max(-wide, min(wide, offset.x())), max(-high, min(high, offset.y())))
        ratio = self.devicePixelRatioF()
        whole = QPoint(round(point.x() * ratio), round(point.y() * ratio))
        return QPointF(whole.x() / ratio, whole.y() / ratio)
