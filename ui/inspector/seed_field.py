"""A seed: a number with a die that throws another one."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from soraapp.nodekit import Input, Value
from ui.inspector.field import Field
from ui.inspector.limits import Limits
from ui.inspector.number_field import NumberField
from ui.theme import ROW, Theme, icon

_THIN_SPACE = "\u2009"


class SeedField(Field):
    """A seed from 0 to 2^32 - 1."""

    tells_mixed = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.number = _Grouped(port, theme, self, bar=False)
        self.dice = QToolButton(self)
        self.dice.setFixedSize(ROW, ROW)
        self.dice.setIconSize(QSize(16, 16))
        self.dice.setProperty("role", "flat")
        self.dice.setStyleSheet("padding: 0;")
        self.dice.setToolTip(self.tr("Another random seed"))
        self.dice.setAccessibleName(self.dice.toolTip())
        self.dice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.number, 1)
        row.addWidget(self.dice)
        self.setFocusProxy(self.number)
        self.number.edited.connect(self.edited)
        self.number.refused.connect(self.refused)
        self.dice.clicked.connect(lambda: self.edited.emit(secrets.randbits(32), ""))
        self.restyle()

    def show_value(self, value: Value, *, mixed: bool = False) -> None:
        self.number.show_value(value, mixed=mixed)

    def set_value(self, value: Value) -> None:
        self.number.set_value(value)

    def begin(self) -> None:
        self.number.begin()

    def set_limits(self, limits: Limits) -> None:
        super().set_limits(limits)
        self.number.set_limits(limits)

    def restyle(self) -> None:
        self.number.set_theme(self.theme)
        self.number.set_bad(self.bad)
        self.dice.setIcon(icon("dice", self.theme.color("dim"), self.theme.color("faint")))


class _Grouped(NumberField):
    """Long numbers are read in groups of three figures."""

    def _written(self, number: float) -> str:
        return f"{number:,.0f}".replace(",", _THIN_SPACE)
