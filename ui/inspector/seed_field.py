"""A seed: a number with a die that throws another one."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from soraapp.nodekit import Input, Value
from ui.inspector.field import Field
from ui.inspector.number_field import NumberField
from ui.limits import Limits
from ui.theme import ROW, Theme, icon

_THIN_SPACE = "\u2009"


class SeedField(Field):
    """A seed from 0 to 2^32 - 1."""

    tells_mixed = True

    loosened = Signal(bool)
    """Whether a person wants another seed before every run."""

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.number = _Grouped(port, theme, self, bar=False)
        self.lock, self.dice = self._button(), self._button()
        self.dice.setToolTip(self.tr("Another random seed"))
        self.dice.setAccessibleName(self.dice.toolTip())
        self._loose = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.number, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.lock)
        buttons.addWidget(self.dice)
        row.addLayout(buttons)
        self.setFocusProxy(self.number)
        self.number.edited.connect(self.edited)
        self.number.refused.connect(self.refused)
        self.dice.clicked.connect(lambda: self.edited.emit(secrets.randbits(32), ""))
        self.lock.clicked.connect(lambda: self.loosened.emit(not self._loose))
        self.show_loose(loose=False)
        self.restyle()

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(ROW, ROW)
        button.setIconSize(QSize(16, 16))
        button.setProperty("role", "flat")
        button.setStyleSheet("padding: 0;")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_loose(self, *, loose: bool) -> None:
        """Whether every run throws another seed."""
        self._loose = loose
        name = (
            self.tr("Unlocked: every run takes another seed") if loose else self.tr("Locked: every run takes this seed")
        )
        self.lock.setAccessibleName(name)
        hint = self.tr("Click to keep this seed") if loose else self.tr("Click to throw another one at every run")
        self.lock.setToolTip(f"{name}\n{hint}")
        self._show_lock()

    def _show_lock(self) -> None:
        sign, color = ("unlock", "accent") if self._loose else ("lock", "dim")
        self.lock.setIcon(icon(sign, self.theme.color(color), self.theme.color("faint")))

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
        self._show_lock()
        self.dice.setIcon(icon("dice", self.theme.color("dim"), self.theme.color("faint")))


class _Grouped(NumberField):
    """Long numbers are read in groups of three figures."""

    def _written(self, number: float) -> str:
        return f"{number:,.0f}".replace(",", _THIN_SPACE)
