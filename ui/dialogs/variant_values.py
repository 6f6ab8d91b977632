"""How a person gives several values of one input: how many seeds, numbers from here to there, choices, or lines."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from soraapp.errors import InputError, SoraError
from soraapp.nodekit import Input, Seed, Slider, Value
from soraapp.project.takes import MOST
from ui.dialogs.tick import Tick
from ui.inspector.choice_field import choices
from ui.limits import Limits, snapped, value_of
from ui.texts import input_title
from ui.theme import GRID, ROW
from ui.typed_number import typed_number

_SEPARATORS = re.compile(r"[;,\uff0c\uff1b\u3001\s]+")
_MANY = 6


class Values(QWidget):
    """Values of one input, as a person gives them."""

    changed = Signal()

    def values(self) -> list[Value]:
        """At least one value, none of them twice. Raises SoraError for what cannot be used."""
        found = list(dict.fromkeys(self.given()))
        if not found:
            raise InputError("There are no values to make variants of.", remedy="Give at least one value.")
        if len(found) > MOST:
            raise InputError(
                "{count} variants are too many.", remedy="Make {most} at most.", count=len(found), most=MOST
            )
        return found

    def given(self) -> list[Value]:
        """What stands there. Raises SoraError."""
        raise NotImplementedError


class SeedValues(Values):
    """So many seeds: those after the present one, or any."""

    def __init__(self, present: Value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = present if isinstance(present, int) else 0
        self._drawn = [secrets.randbits(32) for _ in range(MOST)]
        self.count = _count(1, 4, self)
        self.count.setAccessibleName(_tr("How many"))
        self.random = Tick(_tr("Random seeds"), self)
        row = _row(self)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(QLabel(_tr("How many"), self))
        row.addWidget(self.count)
        row.addSpacing(GRID * 2)
        row.addWidget(self.random)
        row.addStretch(1)
        self.setFocusProxy(self.count)
        self.count.valueChanged.connect(lambda _: self.changed.emit())
        self.random.toggled.connect(lambda _: self.changed.emit())

    def given(self) -> list[Value]:
        count = self.count.value()
        if self.random.isChecked():
            return list(self._drawn[:count])
        return [(self._start + step) % 2**32 for step in range(1, count + 1)]


class NumberValues(Values):
    """A list of numbers that can be typed, or filled evenly from one number to another."""

    def __init__(self, port: Input, limits: Limits, present: Value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port, self._limits = port, limits
        self.first, self.last, self.list = (QLineEdit(self) for _ in range(3))
        self.count = _count(2, 3, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 2)
        evenly = QHBoxLayout()
        evenly.setSpacing(GRID * 2)
        for text, part in ((_tr("From"), self.first), (_tr("to"), self.last), (_tr("How many"), self.count)):
            evenly.addWidget(QLabel(text, self))
            evenly.addWidget(part, 1)
            part.setAccessibleName(text)
        self.list.setAccessibleName(_tr("Values"))
        self.list.setPlaceholderText(_tr("Values, such as 4, 8, 12"))
        column.addLayout(evenly)
        column.addWidget(self.list)
        column.addStretch(1)
        self.setFocusProxy(self.first)
        self._suggest(present)
        for edge in (self.first, self.last):
            edge.textEdited.connect(self._spread)
        self.count.valueChanged.connect(self._spread)
        self.list.textChanged.connect(self.changed)

    def given(self) -> list[Value]:
        return [typed_number(text, self._port, self._limits) for text in _SEPARATORS.split(self.list.text()) if text]

    def _suggest(self, present: Value) -> None:
        """Begin around the present value."""
        low, high = self._limits.reach or (0.0, 1.0)
        middle = value_of(present) or value_of(self._limits.advised) or (low + high) / 2
        edges = (max(low, middle / 2), min(high, middle * 1.5))
        for edge, number in zip((self.first, self.last), edges, strict=True):
            edge.setText(self._written(number))
        self._spread()

    def _spread(self) -> None:
        """Fill the list; what cannot be read yet leaves it as it is, and is told when the list is used."""
        try:
            edges = [typed_number(edge.text(), self._port, self._limits) for edge in (self.first, self.last)]
        except SoraError:
            self.list.setText(f"{self.first.text()}, {self.last.text()}")
            return
        first, last = (value_of(edge) or 0.0 for edge in edges)
        steps = self.count.value() - 1
        numbers = [first + (last - first) * step / steps for step in range(steps + 1)]
        self.list.setText(", ".join(dict.fromkeys(map(self._written, numbers))))

    def _written(self, number: float) -> str:
        return f"{snapped(number, self._limits, whole=self._port.type is int):.10g}"


class TickedValues(Values):
    """Some of a few choices."""

    def __init__(self, entries: Sequence[tuple[Value, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {value: Tick(title, self) for value, title in entries}
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for box in self.boxes.values():
            box.setChecked(len(entries) <= _MANY)
            box.toggled.connect(lambda _: self.changed.emit())
            column.addWidget(box)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        _row(self).addWidget(area)
        for first in list(self.boxes.values())[:1]:
            self.setFocusProxy(first)

    def given(self) -> list[Value]:
        return [value for value, box in self.boxes.items() if box.isChecked()]


class LineValues(Values):
    """A text a line."""

    def __init__(self, port: Input, limits: Limits, present: Value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest = limits.longest
        self.text = QPlainTextEdit(" ".join(str(present or "").split()), self)
        self.text.setAccessibleName(input_title(port))
        self.text.setPlaceholderText(_tr("One text a line"))
        self.text.setTabChangesFocus(True)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        _row(self).addWidget(self.text)
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(self.changed)

    def given(self) -> list[Value]:
        lines = [line.strip() for line in self.text.toPlainText().splitlines()]
        for number, line in enumerate(lines, 1):
            if self._longest is not None and len(line) > self._longest:
                raise InputError(
                    "Line {number} has {count} characters.",
                    remedy="The model reads {longest} at most.",
                    number=number,
                    count=len(line),
                    longest=self._longest,
                )
        return [line for line in lines if line]


def values_for(port: Input, limits: Limits, present: Value, models: Sequence[tuple[Value, str]]) -> Values:
    """What suits an input: `models` are the names and titles of all models, for an input that takes one."""
    if isinstance(port.control, Seed):
        return SeedValues(present)
    if isinstance(port.control, Slider):
        return NumberValues(port, limits, present)
    if port.type is bool:
        return TickedValues([(True, _tr("on")), (False, _tr("off"))])
    if port.kind == "choice":
        return TickedValues(choices(port))
    return LineValues(port, limits, present) if not models else TickedValues(models)


def _count(least: int, first: int, parent: QWidget) -> QSpinBox:
    """A whole number up to MOST, typed or stepped by the arrow keys and the wheel."""
    count = QSpinBox(parent)
    count.setRange(least, MOST)
    count.setValue(first)
    count.setAlignment(Qt.AlignmentFlag.AlignCenter)
    count.setFixedSize(56, ROW)
    return count


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID * 2)
    return row


def _tr(text: str) -> str:
    return QCoreApplication.translate("variants", text)
