"""One input of a node: its name, its control or the wire that feeds it, the way back to its default, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from soraapp.engine.provider import Models
from soraapp.errors import SoraError
from soraapp.nodekit import Input, ModelChoice, Value
from ui.inspector.controls import field_for
from ui.inspector.field import Field, mixed_word
from ui.inspector.notice import breakable
from ui.inspector.row_menu import RowMenu
from ui.inspector.seed_field import SeedField
from ui.inspector.sources import Sources
from ui.inspector.subject import Entry
from ui.limits import value_of
from ui.texts import control_help, error_text, input_title, model_note
from ui.theme import ROW, Theme, icon

RESET_WIDTH = 20
LABEL_LEAST, LABEL_MOST = 72, 112
_LONG = 4
"""So many letters a word has that is looked for in the help, too."""


class InputRow(QWidget):
    """Tells what a person wants to change; shows what the project says."""

    edited = Signal(str, object, str)
    """The input's name, the new value, and the name of the burst it belongs to (empty for a step of its own)."""
    reset = Signal(str)
    spread = Signal(str)
    """The value is wanted on all selected nodes that have such an input."""
    loosened = Signal(str, bool)
    """The input's name, and whether its seed is to be thrown anew before every run."""
    disconnected = Signal(object)
    reordered = Signal(str, object)
    """The input's name, and all its wires in the order that a person wants."""

    def __init__(self, port: Input, theme: Theme, registry: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.port = port
        self.label = QLabel(input_title(port), self)
        self.field: Field | None = field_for(port, theme, registry, self) if port.control else None
        self.sources = Sources(port.kind, port.optional, theme, self)
        self.reset_button = QToolButton(self)
        self.problem = QLabel(self)
        self.note = QLabel(self)
        """What a person should know of the chosen model."""
        self._value: Value = port.default
        self.entry = Entry(port.default, changed=False)
        self.name_of: Callable[[str], str] = str
        self._absent, self._sought = False, True
        self._errors: Sequence[SoraError] = ()
        self._refusal: SoraError | None = None
        self.menu = RowMenu(self)
        self._connect()
        self._lay_out()
        self.reset_button.setIcon(icon("reset", theme.color("dim")))

    @property
    def wired(self) -> bool:
        return self.field is None or self.field.isHidden()

    def show_entry(self, entry: Entry, name_of: Callable[[str], str]) -> None:
        """The state of the input in the project. `name_of` gives the name of a node by its id."""
        value = None if entry.mixed else entry.value
        if value != self._value or not self._has_focus():
            self.refuse(None)  # Whoever edits elsewhere has seen that the value stayed as it was.
        self._value, self.entry, self.name_of = value, entry, name_of
        by_person = self.field is not None and not entry.wires
        if self.field is not None:
            self.field.set_limits(entry.limits)
            self.field.show_value(entry.value, mixed=entry.mixed)
            if isinstance(self.field, SeedField):
                self.field.show_loose(loose=entry.loose)
            self.field.setVisible(by_person)
            self._show_problem()
        self.sources.show_wires(entry.wires)
        self.sources.setVisible(not by_person)
        self.reset_button.setVisible(by_person and entry.changed)
        note = self._note(entry) if by_person else ""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._show_role("" if entry.changed and by_person else "dim")

    def _note(self, entry: Entry) -> str:
        parts: list[str] = []
        if entry.mixed and self.field is not None and not self.field.tells_mixed:
            parts.append(mixed_word())
        if entry.wired:
            parts.append(self.tr("from a wire in {count} of them").format(count=entry.wired))
        if entry.model and isinstance(self.port.control, ModelChoice) and not entry.mixed:
            parts.append(model_note(entry.model))
        return " · ".join(part for part in parts if part)

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def set_absent(self, absent: bool) -> None:
        """Whether there is nothing to set here."""
        self._absent = absent
        self._show_row()

    def seek(self, words: str) -> None:
        """Be seen only if the name or, for words that are not too short, the help has all of them; for none in any
        case."""
        names = f"{input_title(self.port)} {self.port.title} {self.port.name}".casefold()
        told = f"{names} {self._help().casefold()}"
        self._sought = all(
            word in (names if word.isascii() and len(word) < _LONG else told) for word in words.casefold().split()
        )
        self._show_row()

    def _show_row(self) -> None:
        self.setVisible(self._sought and not self._absent)

    def show_errors(self, errors: Sequence[SoraError]) -> None:
        """What the checks find wrong with this input."""
        self._errors = errors
        self._show_problem()

    def begin(self) -> None:
        """Another node is shown: nothing stays of what a person did with the one before."""
        self.refuse(None)
        if self.field is not None:
            self.field.begin()

    def set_theme(self, theme: Theme) -> None:
        self.reset_button.setIcon(icon("reset", theme.color("dim")))
        self.sources.set_theme(theme)
        if self.field is not None:
            self.field.set_theme(theme)

    def set_label_width(self, width: int) -> None:
        self.label.setFixedWidth(width)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.wired:
            self.menu.open(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.menu.press(event):
            super().keyPressEvent(event)

    def take(self, value: Value) -> None:
        """A person has chosen a value."""
        self.refuse(None)
        self.edited.emit(self.port.name, value, "")

    @property
    def refusing(self) -> bool:
        """Whether it tells why something was not taken."""
        return self._refusal is not None

    def refuse(self, error: SoraError | None) -> None:
        """Tell why something was not taken, or no longer."""
        self._refusal = error
        self._show_problem()

    # Inside

    def _show_role(self, role: str) -> None:
        if role != self.label.property("role"):
            self.label.setProperty("role", role)
            self.label.style().polish(self.label)

    def _show_problem(self) -> None:
        errors = [self._refusal] if self._refusal else list(self._errors)
        lines = [breakable(error_text(error)) for error in errors]
        self.problem.setText("\n".join(lines))
        self.problem.setVisible(bool(lines))
        if self.field is not None:
            number = value_of(self._value)
            self.field.set_bad(bool(lines) or (number is not None and self.field.limits.refusal(number) is not None))
            self.field.setToolTip("\n".join(lines) or self._help())

    def _help(self) -> str:
        return control_help(self.port)

    def _connect(self) -> None:
        if self.field is not None:
            self.field.edited.connect(lambda value, burst: self.edited.emit(self.port.name, value, burst))
            self.field.refused.connect(self.refuse)
            self.label.setBuddy(self.field)
            if isinstance(self.field, SeedField):
                self.field.loosened.connect(lambda loose: self.loosened.emit(self.port.name, loose))
        self.sources.disconnected.connect(self.disconnected)
        self.sources.reordered.connect(lambda wires: self.reordered.emit(self.port.name, wires))
        self.reset_button.clicked.connect(lambda: self.reset.emit(self.port.name))

    def _lay_out(self) -> None:
        self.label.setFixedHeight(ROW)
        self.label.setToolTip(self._help() or input_title(self.port))
        self.reset_button.setFixedSize(RESET_WIDTH, ROW)
        self.reset_button.setIconSize(QSize(12, 12))
        self.reset_button.setProperty("role", "flat")
        self.reset_button.setStyleSheet("padding: 0;")
        self.reset_button.setToolTip(self.tr("Reset to the default"))
        self.reset_button.setAccessibleName(self.tr("Reset {name}").format(name=input_title(self.port)))
        for label, role in ((self.problem, "bad"), (self.note, "small")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setMinimumWidth(1)
            label.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, RESET_WIDTH)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.label, 0, 0, top)
        if self.field is not None:
            grid.addWidget(self.field, *((1, 0, 1, 3) if self.field.wide else (0, 1, 1, 1)))
        grid.addWidget(self.sources, 0, 1, 1, 2)  # Over the field and the reset: those are hidden then.
        grid.addWidget(self.reset_button, 0, 2, top)
        grid.addWidget(self.problem, 2, 1, 1, 2)
        grid.addWidget(self.note, 3, 1, 1, 2)
