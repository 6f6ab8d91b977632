"""One of several: a row of buttons where they fit, else a list that opens."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from string import Template

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from soraapp.nodekit import Input, Value
from ui.inspector.field import Field, mixed_word
from ui.theme import RADIUS, ROW, Theme, pixmap

_MOST_BUTTONS = 4
_MOST_CHARACTERS = 26
_LEAST_MARGIN = 10
"""The room around the text of a button, in pixels, where the inspector is narrow."""


def choice_field(port: Input, theme: Theme, parent: QWidget | None = None) -> Field:
    """The field that suits the members of the input's enum."""
    titles = [title for _, title in choices(port)]
    few = len(titles) <= _MOST_BUTTONS and sum(map(len, titles)) <= _MOST_CHARACTERS and not port.optional
    return SegmentsField(port, theme, parent) if few else ListField(port, theme, parent)


def choices(port: Input) -> list[tuple[Value, str]]:
    """Values of an enum, with what a person reads."""
    if not issubclass(port.type, Enum):
        return []
    return [(member.value, _title(str(member.value))) for member in port.type]


def _title(value: str) -> str:
    return QCoreApplication.translate("canvas", value.replace("_", " "))


class SegmentsField(Field):
    """A row of joined buttons, one of which is down; arrows move between them."""

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: dict[Value, QToolButton] = {}
        self._group = QButtonGroup(self)
        for value, title in choices(port):
            button = QToolButton(self)
            button.setText(title)
            button.setCheckable(True)
            button.setFixedHeight(ROW)
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(title) + _LEAST_MARGIN)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, chosen=value: self.edited.emit(chosen, ""))
            self._group.addButton(button)
            self.buttons[value] = button
            row.addWidget(button)
        self.restyle()

    def set_value(self, value: Value) -> None:
        self._group.setExclusive(False)
        for choice, button in self.buttons.items():
            button.setChecked(choice == value)
        self._group.setExclusive(True)

    def restyle(self) -> None:
        colors = {name: self.theme.color(name).name() for name in ("background", "dim", "text", "accent")}
        chosen = self.theme.color("accent", 0.24).name(QColor.NameFormat.HexArgb)
        line = self.theme.color("bad" if self.bad else "line").name()
        last = len(self.buttons) - 1
        for place, button in enumerate(self.buttons.values()):
            left, right = (RADIUS if place == 0 else 0), (RADIUS if place == last else 0)
            button.setStyleSheet(
                _SEGMENT.substitute(colors, chosen=chosen, line=line, left=left, right=right, edge=int(place == 0))
            )


_SEGMENT = Template("""
QToolButton {
    background: $background; color: $dim; border: 1px solid $line; border-left-width: ${edge}px; padding: 0 4px;
    border-top-left-radius: ${left}px; border-bottom-left-radius: ${left}px;
    border-top-right-radius: ${right}px; border-bottom-right-radius: ${right}px;
}
QToolButton:hover, QToolButton:checked { color: $text; }
QToolButton:checked { background: $chosen; }
QToolButton:focus { border: 1px solid $accent; }
""")


class QuietComboBox(QComboBox):
    """A list with an arrow that the wheel changes only while it has the focus, so that scrolling past it is safe."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrow: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFixedHeight(ROW)

    def set_theme(self, theme: Theme) -> None:
        self._arrow = pixmap("chevron-down", theme.color("dim").name(), 12, self.devicePixelRatioF())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._arrow is not None:
            QPainter(self).drawPixmap(self.width() - 20, (self.height() - 12) // 2, self._arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ListField(Field):
    """A list that opens. A value that is not in it is shown all the same, and told to be missing."""

    tells_mixed = True

    def __init__(
        self,
        port: Input,
        theme: Theme,
        parent: QWidget | None = None,
        entries: Sequence[tuple[Value, str]] | None = None,
    ) -> None:
        super().__init__(port, theme, parent)
        self.list = QuietComboBox(self)
        self.list.setPlaceholderText(mixed_word())
        self.list.setAccessibleName(self.accessibleName())
        self._entries: list[tuple[Value, str]] = []
        self._whole = True
        self.set_entries(choices(port) if entries is None else entries)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.activated.connect(lambda place: self.edited.emit(self.list.itemData(place), ""))
        self.restyle()

    def set_entries(self, entries: Sequence[tuple[Value, str]], *, whole: bool = True) -> None:
        """What there is to choose; where that is not the whole of it yet, nothing is said to be missing. The value is
        to be set anew."""
        given: list[tuple[Value, str]] = [(None, self.tr("not set"))] if self.port.optional else []
        found = [*given, *entries]
        if found == self._entries and whole == self._whole:
            return
        self._entries, self._whole = found, whole
        self.list.clear()
        for value, title in self._entries:
            self.list.addItem(title, value)

    def set_value(self, value: Value) -> None:
        if self.mixed:
            self.list.setCurrentIndex(-1)
            return
        known = [entry for entry, _ in self._entries]
        while self.list.count() > len(known):
            self.list.removeItem(self.list.count() - 1)
        if value in known:
            self.list.setCurrentIndex(known.index(value))
        else:
            title = self.tr("{value} (missing)") if self._whole else "{value}"
            self.list.addItem(title.format(value=value), value)
            self.list.setCurrentIndex(len(known))

    def restyle(self) -> None:
        self.list.set_theme(self.theme)
        self.list.setStyleSheet(f"QComboBox {{ {self.frame_style()} }}" if self.bad else "")
