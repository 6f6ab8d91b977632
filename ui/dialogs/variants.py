"""Asks for variants of a node: of which input, over which values; and tells beforehand what that would compute."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from soraapp.engine.forecast import Forecast, preview_of
from soraapp.engine.provider import Models
from soraapp.engine.variants import plan_variants
from soraapp.errors import EngineError, ModelError, SoraError
from soraapp.models.base import Capabilities
from soraapp.nodekit import Choice, Colour, Input, ModelChoice, Prompt, Seed, Slider, Toggle, Value
from soraapp.project.flat import flat
from soraapp.project.present import values_now
from ui.background import Background
from ui.dialogs.note import Note
from ui.dialogs.variant_values import Values, values_for
from ui.document import Document
from ui.forecast_text import forecast_text
from ui.inspector.choice_field import QuietComboBox
from ui.jobs import Jobs
from ui.limits import limits_of
from ui.model_titles import title_of
from ui.survey import lasted
from ui.texts import error_text, input_title, node_name
from ui.theme import GRID, Theme

_VARIED = (Seed, Slider, Choice, Colour, Toggle, Prompt, ModelChoice)
_PAUSE_MS = 150


def can_vary(document: Document, node: str) -> bool:
    """Whether variants of a node can be made."""
    found = document.unfilmed.graph.nodes.get(node)
    kind = document.catalogue.get(found.kind) if found else None
    return kind is not None and kind.gives_takes and any(isinstance(port.control, _VARIED) for port in kind.inputs)


class VariantsDialog(QDialog):
    """One run over several values of an input of a node; each result becomes a take."""

    def __init__(
        self, document: Document, jobs: Jobs, models: Models, theme: Theme, node: str, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._jobs, self._models, self._node = document, jobs, models, node
        self._background = Background(self)
        self._asked = 0
        found = document.unfilmed.graph.nodes[node]
        kind = document.catalogue[found.kind]
        self._now = values_now(document.unfilmed.graph, document.catalogue, found)
        self._ports = [port for port in kind.inputs if isinstance(port.control, _VARIED)]
        self.setObjectName("variants")
        self.setWindowTitle(self.tr("Variants of {node}").format(node=node_name(found.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.input = QuietComboBox(self)
        self.input.set_theme(theme)
        for port in self._ports:
            self.input.addItem(input_title(port), port.name)
        self.editor: Values | None = None
        self.note, self.wired = Note(self), QLabel(self)
        self.cancel, self.start = QPushButton(self.tr("Cancel"), self), QPushButton(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        seeds = [place for place, port in enumerate(self._ports) if isinstance(port.control, Seed)]
        self.input.setCurrentIndex(seeds[0] if seeds else 0)
        self._choose()

    def done(self, result: int) -> None:
        self._background.close()
        super().done(result)

    @property
    def port(self) -> Input:
        """The input that is varied."""
        return self._ports[self.input.currentIndex()]

    # Which values

    def _choose(self) -> None:
        """Show what suits the chosen input."""
        port = self.port
        if self.editor is not None:
            self._place.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        names = self._models.names() if isinstance(port.control, ModelChoice) else ()
        titles: list[tuple[Value, str]] = [(name, title_of(name, self._models)) for name in names]
        present = self._now.get(port.name, port.default)
        self.editor = values_for(port, limits_of(port, self._model()), present, titles)
        self.editor.changed.connect(self._look)
        self._place.addWidget(self.editor, 1)
        self.setTabOrder(self.input, self.editor)
        fed = any(wire.target.name == port.name for wire in self._document.unfilmed.graph.incoming.get(self._node, ()))
        self.wired.setVisible(fed)
        self._look()

    def _model(self) -> Capabilities | None:
        """What the node's model can do, if it is known."""
        name = next((self._now.get(port.name) for port in self._ports if isinstance(port.control, ModelChoice)), None)
        try:
            return self._models.capabilities(name) if isinstance(name, str) else None
        except ModelError:
            return None

    def _values(self) -> list[Value] | None:
        """The values, if they can be used; else the reason is told."""
        assert self.editor is not None
        try:
            values = self.editor.values()
            for value in values:
                self.port.read(value)
        except SoraError as error:
            self.note.say(error_text(error), "bad")
            return None
        return values

    def _look(self) -> None:
        """Tell what is wrong at once, and after a pause in typing what the run would do."""
        values = self._values()
        self._asked += 1
        self.start.setEnabled(values is not None)
        count = len(values or ())
        several = self.tr("Make variants ({count})").format(count=count) if count else self.tr("Make variants")
        self.start.setText(self.tr("Make 1 variant") if count == 1 else several)
        if values is not None:
            self._pause.start()

    # What it would do

    def _ask(self) -> None:
        """Plan the run off the GUI thread."""
        values = self._values()
        if values is None:
            return
        project, catalogue, models = self._document.project, self._document.catalogue, self._jobs.models
        node, name, take, number = self._node, self.port.name, self._jobs.take, self._asked

        def forecast() -> Forecast:
            plan = plan_variants(project, catalogue, models, node, name, values)
            seconds = lasted(flat(project, catalogue).graph, catalogue)
            return preview_of(plan, lambda key: take(key) is not None, seconds)

        self._background.do(forecast, lambda told: self._tell(number, told), lambda error: self._fail(number, error))

    def _tell(self, number: int, told: Forecast) -> None:
        if number != self._asked:
            return
        errors = [step.error for step in told.blocked if step.error]
        self.start.setEnabled(not errors)
        self.note.say(error_text(errors[0]) if errors else forecast_text(told), "bad" if errors else "dim")

    def _fail(self, number: int, error: Exception) -> None:
        if number == self._asked:
            shown = error if isinstance(error, SoraError) else EngineError("{reason}", reason=error)
            self.start.setEnabled(False)
            self.note.say(error_text(shown), "bad")

    def _begin(self) -> None:
        values = self._values()
        if values is not None and self.start.isEnabled():
            self._jobs.run_variants(self._node, self.port.name, values)
            self.accept()

    # Assembly

    def _connect(self) -> None:
        self.input.currentIndexChanged.connect(lambda _: self._choose())
        self.cancel.clicked.connect(self.reject)
        self.start.clicked.connect(self._begin)
        self._pause.timeout.connect(self._ask)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._begin)

    def _lay_out(self) -> None:
        self.input.setAccessibleName(self.tr("Vary"))
        self.wired.setText(self.tr("What is wired there is left aside for the variants."))
        self.wired.setProperty("role", "small")
        self._place = QVBoxLayout()
        self._place.setSpacing(GRID)
        self._place.addWidget(self.wired)
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 4)
        form.setVerticalSpacing(GRID * 3)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Vary"), self.input)
        form.addRow(self.tr("Values"), self._place)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.start.setProperty("role", "accent")
        self.start.setDefault(True)
        self.cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID * 2)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 5, GRID * 5, GRID * 5, GRID * 4)
        column.setSpacing(GRID * 3)
        column.addLayout(form, 1)
        column.addWidget(self.note)
        column.addLayout(buttons)
        self.resize(480, 290)
