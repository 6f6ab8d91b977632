"""The inputs of one kind of node: a form is built once, and shows whichever nodes with such inputs are selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from soraapp.engine.provider import Models
from soraapp.nodekit import Input
from ui.inspector.controls import offer
from ui.inspector.place_view import PlaceView
from ui.inspector.placement import placement_of
from ui.inspector.row import LABEL_LEAST, LABEL_MOST, RESET_WIDTH, InputRow
from ui.inspector.subject import Entry
from ui.theme import Theme

Inputs = tuple[Input, ...]


class Told(Protocol):
    """What a form is about."""

    @property
    def only(self) -> object:
        """The one thing that it is about; None where there are several."""
        ...

    def entry(self, name: str) -> Entry: ...

    def name_of(self, node: str) -> str: ...


class Form(QWidget):
    """Tells what a person changes, as its rows do."""

    edited = Signal(str, object, str)
    reset = Signal(str)
    spread = Signal(str)
    loosened = Signal(str, bool)
    placed = Signal(object, str)
    """Values by the names of their inputs, and the burst that they belong to."""
    disconnected = Signal(object)
    reordered = Signal(str, object)

    def __init__(self, inputs: Inputs, theme: Theme, registry: Models, parent: QWidget) -> None:
        super().__init__(parent)
        self.inputs = inputs
        self.rows: dict[str, InputRow] = {}
        """The rows by the names of their inputs: all of them, once the form is complete."""
        self.can_spread: Callable[[Input], bool] = lambda _: False
        """Whether other nodes are selected that have such an input."""
        self._theme, self._registry = theme, registry
        self.placement = placement_of(inputs)
        self._free, self._wanted = False, True
        self.place: PlaceView | None = None
        """Where the placement is dragged, if the inputs form one."""
        if self.placement:
            self.place = PlaceView(self.placement, theme, self)
            self.place.placed.connect(self.placed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    @property
    def complete(self) -> bool:
        return len(self.rows) == len(self.inputs)

    def add_row(self) -> None:
        """Build the next row, with all that the first painting of it would take time for."""
        port = self.inputs[len(self.rows)]
        row = InputRow(port, self._theme, self._registry, self)
        row.edited.connect(self.edited)
        row.reset.connect(self.reset)
        row.spread.connect(self.spread)
        row.loosened.connect(self.loosened)
        row.menu.can_spread = lambda: self.can_spread(port)
        row.disconnected.connect(self.disconnected)
        row.reordered.connect(self.reordered)
        for widget in (row, *row.findChildren(QWidget)):
            widget.ensurePolished()
        self.rows[port.name] = row
        if self.place and self.placement and port.name == next(iter(self.placement.ports)):
            room = QHBoxLayout()  # As wide as the fields, above the numbers that say the same.
            room.setContentsMargins(0, 0, RESET_WIDTH + 8, 0)
            room.addWidget(self.place)
            self._column.addLayout(room)
        self._column.addWidget(row)
        if self.complete:
            self._align()

    def show_subject(self, subject: Told) -> None:
        """What the project says of these nodes, or items. An input that wires feed on each of several is not shown."""
        for name, row in self.rows.items():
            entry = subject.entry(name)
            row.show_entry(entry, subject.name_of)
            row.set_absent(subject.only is None and not entry.values)

    def begin(self) -> None:
        """Another node is shown: nothing stays of what a person did with the one before."""
        if self.place:
            self.place.begin()
        for row in self.rows.values():
            row.begin()

    def seek(self, words: str) -> int:
        """Show only the rows that have to do with some words, and answer how many that are; all of them for none."""
        for row in self.rows.values():
            row.seek(words)
        self.show_place(sought=not words)
        return sum(not row.isHidden() for row in self.rows.values())

    def show_place(self, *, free: bool | None = None, sought: bool | None = None) -> None:
        """Whether nothing else says where the thing is, and whether it is wanted."""
        self._free = self._free if free is None else free
        self._wanted = self._wanted if sought is None else sought
        if self.place:
            self.place.setVisible(self._free and self._wanted)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.place:
            self.place.set_theme(theme)
        for row in self.rows.values():
            row.set_theme(theme)

    def _align(self) -> None:
        """All labels as wide as the widest, so that the fields begin in one line."""
        widest = max((row.label.sizeHint().width() for row in self.rows.values()), default=0)
        for row in self.rows.values():
            row.set_label_width(max(LABEL_LEAST, min(LABEL_MOST, widest)))


class Forms(QWidget):
    """The forms that were needed, or soon will be; one of them is shown at the most."""

    made = Signal(object)
    """A Form that is new, still without rows."""

    MOST = 64
    """How many forms are kept: selections of several nodes have a great many different ones."""

    def __init__(self, theme: Theme, registry: Models, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._registry = theme, registry
        self._forms: dict[Inputs, Form] = {}
        self.shown: Form | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._build)

    def show_inputs(self, inputs: Inputs) -> None:
        """Show the form for these inputs, or none."""
        form = self._form(inputs) if inputs else None
        while form and not form.complete:
            form.add_row()
        if form is not self.shown:
            if self.shown:
                self.shown.hide()
            self.shown = form
            if form:
                form.show()
            self._thin_out()

    def prepare(self, several: Iterable[Inputs]) -> None:
        """Build the forms for these inputs, a row at a time, while nothing else is to be done."""
        for inputs in several:
            self._form(inputs)
        if any(not form.complete for form in self._forms.values()):
            self._idle.start()

    def forget(self) -> None:
        """Build all forms anew when they are needed: their words have changed."""
        self.show_inputs(())
        for inputs in list(self._forms):
            self._drop(inputs)

    def tell_models(self) -> None:
        """Offer the models and LoRAs that there are now."""
        for form in self._forms.values():
            for row in form.rows.values():
                if row.field:
                    offer(row.field, self._registry)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for form in self._forms.values():
            form.set_theme(theme)

    def _form(self, inputs: Inputs) -> Form:
        form = self._forms.pop(inputs, None)
        if form is None:
            form = Form(inputs, self._theme, self._registry, self)
            self._column.addWidget(form)
            self.made.emit(form)
        self._forms[inputs] = form  # As the latest.
        return form

    def _thin_out(self) -> None:
        """Drop the forms that were not needed for longest."""
        spare = len(self._forms) - self.MOST
        for inputs in [one for one, form in self._forms.items() if form is not self.shown][: max(0, spare)]:
            self._drop(inputs)

    def _drop(self, inputs: Inputs) -> None:
        form = self._forms.pop(inputs)
        form.hide()
        self._column.removeWidget(form)
        form.deleteLater()

    def _build(self) -> None:
        unfinished = next((form for form in self._forms.values() if not form.complete), None)
        if unfinished is None:
            self._idle.stop()
        else:
            unfinished.add_row()
