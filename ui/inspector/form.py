"""The inputs of one kind of node: a form is built once, and shows whichever node of its kind is selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from soraapp.engine.provider import Models
from soraapp.errors import ModelError
from soraapp.models.base import Capabilities
from soraapp.nodekit import ModelChoice, NodeType
from soraapp.project.graph import Node, Wire
from ui.inspector.row import LABEL_LEAST, LABEL_MOST, InputRow
from ui.theme import Theme

Sources = Mapping[str, Sequence[tuple[Wire, str]]]
"""The wires into each input that has any, with the names of the nodes that they come from."""


class Form(QWidget):
    """Tells what a person changes, as its rows do."""

    edited = Signal(str, object, str)
    reset = Signal(str)
    disconnected = Signal(object)
    reordered = Signal(str, object)

    def __init__(self, kind: NodeType, theme: Theme, registry: Models, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.rows: dict[str, InputRow] = {}
        """The rows by the names of their inputs: all of them, once the form is complete."""
        self._theme, self._registry = theme, registry
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    @property
    def complete(self) -> bool:
        return len(self.rows) == len(self.kind.inputs)

    def add_row(self) -> None:
        """Build the next row, with all that the first painting of it would take time for."""
        port = self.kind.inputs[len(self.rows)]
        row = InputRow(port, self._theme, self._registry, self)
        row.edited.connect(self.edited)
        row.reset.connect(self.reset)
        row.disconnected.connect(self.disconnected)
        row.reordered.connect(self.reordered)
        for widget in (row, *row.findChildren(QWidget)):
            widget.ensurePolished()
        self.rows[port.name] = row
        self._column.addWidget(row)
        if self.complete:
            self._align()

    def show_inputs(self, node: Node, sources: Sources) -> None:
        """What the project says of a node of this kind."""
        model = self._model(node, sources)
        for name, row in self.rows.items():
            value = node.values.get(name, row.port.default)
            changed = name in node.values and value != row.port.default
            row.show_input(value, changed, sources.get(name, ()), model)

    def begin(self) -> None:
        """Another node is shown: nothing stays of what a person did with the one before."""
        for row in self.rows.values():
            row.begin()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for row in self.rows.values():
            row.set_theme(theme)

    def _model(self, node: Node, sources: Sources) -> Capabilities | None:
        """What the node's model can do, when it names one that is there."""
        port = next((port for port in self.kind.inputs if isinstance(port.control, ModelChoice)), None)
        if port is None or port.name in sources:
            return None
        try:
            return self._registry.capabilities(str(node.values.get(port.name, port.default)))
        except ModelError:
            return None

    def _align(self) -> None:
        """All labels as wide as the widest, so that the fields begin in one line."""
        widest = max((row.label.sizeHint().width() for row in self.rows.values()), default=0)
        for row in self.rows.values():
            row.set_label_width(max(LABEL_LEAST, min(LABEL_MOST, widest)))


class Forms(QWidget):
    """The forms that were needed, or soon will be; one of them is shown at the most."""

    made = Signal(object)
    """A Form that is new, still without rows."""

    def __init__(self, theme: Theme, registry: Models, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._registry = theme, registry
        self._forms: dict[str, Form] = {}
        self.shown: Form | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._build)

    def show_kind(self, kind: NodeType | None) -> None:
        """Show the form for a kind of node, or none."""
        form = self._form(kind) if kind else None
        while form and not form.complete:
            form.add_row()
        if form is not self.shown:
            if self.shown:
                self.shown.hide()
            self.shown = form
            if form:
                form.show()

    def prepare(self, kinds: Iterable[NodeType]) -> None:
        """Build the forms for these kinds, a row at a time, while nothing else is to be done."""
        for kind in kinds:
            self._form(kind)
        if any(not form.complete for form in self._forms.values()):
            self._idle.start()

    def forget(self) -> None:
        """Build all forms anew when they are needed: their words have changed."""
        self.show_kind(None)
        for form in self._forms.values():
            self._column.removeWidget(form)
            form.deleteLater()
        self._forms = {}

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for form in self._forms.values():
            form.set_theme(theme)

    def _form(self, kind: NodeType) -> Form:
        form = self._forms.get(kind.name)
        if form is None:
            form = self._forms[kind.name] = Form(kind, self._theme, self._registry, self)
            self._column.addWidget(form)
            self.made.emit(form)
        return form

    def _build(self) -> None:
        unfinished = next((form for form in self._forms.values() if not form.complete), None)
        if unfinished is None:
            self._idle.stop()
        else:
            unfinished.add_row()
