"""A colour: what it looks like, its name or its figures, and a picker."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from soraapp.errors import InputError
from soraapp.media.ink import INKS, rgb_of
from soraapp.nodekit import Input, Value
from ui.inspector.colour_picker import ColourPicker
from ui.inspector.field import Field, UndoPassesThrough, mixed_word
from ui.texts import ink_title
from ui.theme import RADIUS, ROW, Theme


class ColourField(Field):
    """A name or figures can be typed; the swatch opens the picker."""

    tells_mixed = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.value = ""
        self.picker: ColourPicker | None = None
        self.swatch = _Swatch(self)
        self.swatch.setAccessibleName(self.tr("Pick a colour"))
        self.swatch.setToolTip(self.tr("Pick a colour"))
        self.line = QLineEdit(self)
        self.line.setFixedHeight(ROW)
        self.line.setAccessibleName(self.accessibleName())
        self._pass_through = UndoPassesThrough(self)
        self.line.installEventFilter(self._pass_through)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.swatch)
        row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.swatch.clicked.connect(self.open_picker)
        self.line.editingFinished.connect(self._take)

    @property
    def color(self) -> QColor | None:
        """What is shown; None for what is no colour."""
        try:
            return QColor(*rgb_of(self.value))
        except InputError:
            return None

    def set_value(self, value: Value) -> None:
        self.value = "" if value is None else str(value)
        if self.line.text() != self._shown():
            self.line.setText(self._shown())
        self.swatch.update()
        if self.picker and self.color:
            self.picker.show_color(self.color)

    def show_mixed(self) -> None:
        self.line.setPlaceholderText(mixed_word() if self.mixed else "")

    def restyle(self) -> None:
        self.line.setStyleSheet(f"QLineEdit {{ {self.frame_style()} }}" if self.bad else "")
        self.swatch.update()

    def open_picker(self) -> None:
        self.picker = ColourPicker(self.theme, self)
        self.picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.picker.destroyed.connect(self._forget_picker)
        self.picker.picked.connect(self._pick)
        self.picker.show_color(self.color or QColor("white"))
        self.picker.adjustSize()
        screen = self.screen().availableGeometry()
        place = self.mapToGlobal(QPoint(0, self.height() + 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.picker.width())))
        if place.y() + self.picker.height() > screen.bottom():
            place.setY(self.mapToGlobal(QPoint(0, -self.picker.height() - 2)).y())
        self.picker.move(place)
        self.picker.show()
        self.picker.shades.setFocus(Qt.FocusReason.PopupFocusReason)

    def _forget_picker(self) -> None:
        self.picker = None

    def _shown(self) -> str:
        """A name is in the language of the window."""
        return ink_title(self.value) if self.value in INKS else self.value

    def _take(self) -> None:
        text = self.line.text().strip()
        if text == self._shown():
            return
        value = next((name for name in INKS if text.casefold() in (name, ink_title(name).casefold())), text)
        if value[:1] != "#" and len(value) in (3, 6) and all(figure in "0123456789abcdef" for figure in value.lower()):
            value = f"#{value}"
        try:
            rgb_of(value)
        except InputError as error:
            self.refused.emit(error)
            self.line.setText(self._shown())
        else:
            self._pick(value if value in INKS else value.lower(), "")

    def _pick(self, value: str, burst: str) -> None:
        self.refused.emit(None)
        if value != self.value:
            self.edited.emit(value, burst)


class _Swatch(QToolButton):
    """Painted in the colour; crossed out where there is none."""

    def __init__(self, field: ColourField) -> None:
        super().__init__(field)
        self._field = field
        self.setFixedSize(QSize(40, ROW))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, color = self._field.theme, self._field.color
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = "accent" if self.hasFocus() else "bad" if self._field.bad else "faint"
        painter.setPen(QPen(theme.color(edge), 1))
        painter.setBrush(color or theme.color("background"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if color is None:
            painter.drawLine(box.bottomLeft() + QPoint(6, -6), box.topRight() + QPoint(-6, 6))
