"""Where a colour is picked by eye: a field of saturation and brightness, a bar of hues, and the colours with names."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from soraapp.media.ink import INKS
from ui.inspector.field import Burst
from ui.texts import ink_title
from ui.theme import RADIUS, Theme

_FIELD = QSize(232, 132)
_BAR = 16
_EDGE = 6
"""Room for the ring of the chosen place."""


class ColourPicker(QFrame):
    """A popup: Escape or a click elsewhere closes it. All that is done is told at once."""

    picked = Signal(str, str)
    """A colour as ``#rrggbb``, or the name of one, and the burst that it belongs to."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("picker")
        self.setStyleSheet(f"#picker {{ border: 1px solid {theme.color('faint').name()}; }}")
        self.shades = _Shades(theme, self)
        self.hues = _Hues(theme, self)
        self.names: dict[str, QToolButton] = {}
        swatches = QHBoxLayout()
        swatches.setSpacing(4)
        for name, rgb in INKS.items():
            swatches.addWidget(self._swatch(name, QColor(*rgb), theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.shades)
        column.addWidget(self.hues)
        column.addLayout(swatches)
        self.shades.setAccessibleName(self.tr("Saturation and brightness: arrow keys"))
        self.hues.setAccessibleName(self.tr("Hue: left and right"))
        self.shades.moved.connect(self._tell)
        self.hues.moved.connect(self._turn)
        self.setTabOrder(self.shades, self.hues)

    def show_color(self, color: QColor) -> None:
        """The colour that there is; a grey keeps the hue that was seen last."""
        if color.rgb() != self.shades.color.rgb():
            hue = color.hueF() if color.saturationF() > 0 and color.valueF() > 0 else self.shades.hue
            self.hues.set_hue(hue)
            self.shades.set_color(hue, color.saturationF(), color.valueF())

    def _turn(self, burst: str) -> None:
        self.shades.set_color(self.hues.hue, *self.shades.share)
        self._tell(burst)

    def _tell(self, burst: str) -> None:
        self.picked.emit(self.shades.color.name(), burst)

    def _swatch(self, name: str, color: QColor, theme: Theme) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize((_FIELD.width() - 7 * 4) // 8, 22)
        button.setAccessibleName(ink_title(name))
        button.setToolTip(ink_title(name))
        line, accent = theme.color("line").name(), theme.color("accent").name()
        button.setStyleSheet(
            f"QToolButton {{ padding: 0; background: {color.name()}; border: 1px solid {line}; }}"
            f"QToolButton {{ border-radius: {RADIUS}px; }}"
            f"QToolButton:focus, QToolButton:hover {{ border: 2px solid {accent}; }}"
        )
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.picked.emit(name, ""))
        self.names[name] = button
        return button


class _Plane(QWidget):
    """A picture of colours in which one place is chosen: by the mouse, or by the arrow keys."""

    moved = Signal(str)
    """A person has chosen another place; the burst of the change."""

    def __init__(self, theme: Theme, size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._burst = Burst()
        self.across, self.down = 0.0, 0.0
        """The chosen place, from 0 to 1 in the picture."""
        self.setFixedSize(size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

    def put(self, across: float, down: float) -> None:
        """A person chooses a place."""
        self.across, self.down = min(1.0, max(0.0, across)), min(1.0, max(0.0, down))
        self.update()
        self.moved.emit(self._burst.name())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._burst.end()
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        room = self.room()
        place = event.position()
        self.put((place.x() - room.left()) / room.width(), (place.y() - room.top()) / room.height())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._burst.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
        moves = {Qt.Key.Key_Left: (-step, 0.0), Qt.Key.Key_Right: (step, 0.0)}
        moves |= {Qt.Key.Key_Up: (0.0, -step), Qt.Key.Key_Down: (0.0, step)}
        if event.key() in moves:
            right, lower = moves[Qt.Key(event.key())]
            self.put(self.across + right, self.down + lower)
        else:
            super().keyPressEvent(event)

    def ring(self, painter: QPainter, center: QPointF, color: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(color)
        painter.setPen(QPen(QColor("black"), 3))
        painter.drawEllipse(center, _EDGE - 1, _EDGE - 1)
        painter.setPen(QPen(self._theme.color("accent") if self.hasFocus() else QColor("white"), 1.5))
        painter.drawEllipse(center, _EDGE - 1, _EDGE - 1)


class _Shades(_Plane):
    """Saturation from left to right, brightness from below upwards, of one hue."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _FIELD, parent)
        self.hue = 0.0

    @property
    def share(self) -> tuple[float, float]:
        """Saturation and brightness."""
        return self.across, 1 - self.down

    @property
    def color(self) -> QColor:
        return QColor.fromHsvF(self.hue, *self.share)

    def set_color(self, hue: float, saturation: float, brightness: float) -> None:
        self.hue, self.across, self.down = hue, saturation, 1 - brightness
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, room = QPainter(self), self.room()
        across = QLinearGradient(room.topLeft(), room.topRight())
        across.setColorAt(0, QColor("white"))
        across.setColorAt(1, QColor.fromHsvF(self.hue, 1, 1))
        down = QLinearGradient(room.topLeft(), room.bottomLeft())
        down.setColorAt(0, QColor(0, 0, 0, 0))
        down.setColorAt(1, QColor("black"))
        painter.fillRect(room, across)
        painter.fillRect(room, down)
        place = QPointF(room.left() + self.across * room.width(), room.top() + self.down * room.height())
        self.ring(painter, place, self.color)


class _Hues(_Plane):
    """All hues from left to right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, QSize(_FIELD.width(), _BAR + 2 * _EDGE), parent)

    @property
    def hue(self) -> float:
        return min(self.across, 0.999)

    def set_hue(self, hue: float) -> None:
        self.across = hue
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, room = QPainter(self), self.room()
        hues = QLinearGradient(room.topLeft(), room.topRight())
        for sixth in range(7):
            hues.setColorAt(sixth / 6, QColor.fromHsvF(min(sixth / 6, 0.999), 1, 1))
        painter.fillRect(room, hues)
        place = QPointF(room.left() + self.across * room.width(), room.center().y())
        self.ring(painter, place, QColor.fromHsvF(self.hue, 1, 1))
