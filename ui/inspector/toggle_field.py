"""On or off: a switch that says which."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from soraapp.nodekit import Input, Value
from ui.inspector.field import Field, mixed_word
from ui.theme import ROW, Theme

_WIDTH, _HEIGHT = 30, 16


class ToggleField(Field):
    """A switch; Space or a click turns it."""

    tells_mixed = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.switch = _Switch(self)
        self.switch.setAccessibleName(self.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        self.setFocusProxy(self.switch)
        self.switch.clicked.connect(lambda on: self.edited.emit(on, ""))

    def set_value(self, value: Value) -> None:
        self.switch.setChecked(bool(value))

    def show_mixed(self) -> None:
        self.switch.update()

    def restyle(self) -> None:
        self.switch.update()


class _Switch(QAbstractButton):
    def __init__(self, field: ToggleField) -> None:
        super().__init__(field)
        self._field = field
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(ROW)

    def words(self) -> str:
        """What stands beside it."""
        if self._field.mixed:
            return mixed_word()
        return self.tr("on") if self.isChecked() else self.tr("off")

    def sizeHint(self) -> QSize:
        return QSize(
            _WIDTH + 12 + self.fontMetrics().horizontalAdvance(max(self.tr("off"), mixed_word(), key=len)), ROW
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._field.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(1, (self.height() - _HEIGHT) / 2, _WIDTH, _HEIGHT)
        edge = "bad" if self._field.bad else "accent" if self.hasFocus() or self.isChecked() else "faint"
        painter.setPen(QPen(theme.color(edge), 1))
        painter.setBrush(theme.color("accent" if self.isChecked() else "background"))
        painter.drawRoundedRect(track, _HEIGHT / 2, _HEIGHT / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("on_accent" if self.isChecked() else "dim"))
        left = track.right() - _HEIGHT + 3 if self.isChecked() else track.left() + 3
        if self._field.mixed:
            left = track.center().x() - _HEIGHT / 2 + 3
        painter.drawEllipse(QRectF(left, track.top() + 3, _HEIGHT - 6, _HEIGHT - 6))
        painter.setPen(theme.color("text" if self.isChecked() else "dim"))
        room = self.rect().adjusted(_WIDTH + 8, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.words())
