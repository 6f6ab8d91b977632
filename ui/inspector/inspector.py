"""The inspector: the selected node with all its inputs. The form is derived from the node's type and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from soraapp.engine.provider import Models
from soraapp.errors import ModelError
from soraapp.models.base import Capabilities
from soraapp.nodekit import ModelChoice, NodeType, Value
from soraapp.project.edits import disconnect, rename, reorder, reset_value, set_value
from soraapp.project.graph import Node, Port, Wire
from ui.document import Document
from ui.inspector.field import is_escape
from ui.inspector.header import Header
from ui.inspector.notice import Notice
from ui.inspector.row import LABEL_LEAST, LABEL_MOST, InputRow
from ui.jobs import Jobs
from ui.node_state import Phase
from ui.texts import node_name
from ui.theme import Theme


class Inspector(QWidget):
    """Shows one node and changes it by edits of the document."""

    def __init__(
        self, document: Document, jobs: Jobs, registry: Models, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._registry, self._theme = document, jobs, registry, theme
        self._node: str | None = None
        self._others: tuple[str, ...] = ()
        self._kind: NodeType | None = None
        self.rows: dict[str, InputRow] = {}
        """The rows by the names of their inputs."""
        self.header = Header(theme, self)
        self.notice = Notice(theme, self)
        self.hint = QLabel(self)
        self._form = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.show_nodes(())

    @property
    def node(self) -> str | None:
        """The id of the node that is shown."""
        return self._node

    def show_node(self, node: str | None) -> None:
        """Show the node with this id, or a hint when there is none."""
        self.show_nodes(() if node is None else (node,))

    def show_nodes(self, nodes: Sequence[str]) -> None:
        """Show the only one of the nodes; of several, how many there are."""
        graph = self._document.graph
        present = tuple(node for node in nodes if node in graph.nodes)
        self._node = present[0] if len(present) == 1 else None
        self._others = present if len(present) > 1 else ()
        node = graph.nodes[self._node] if self._node else None
        kind = self._document.catalogue.get(node.kind) if node else None
        self._rebuild(kind)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.header.set_theme(theme)
        self.notice.set_theme(theme)
        for row in self.rows.values():
            row.set_theme(theme)

    # The form

    def _rebuild(self, kind: NodeType | None) -> None:
        for row in self.rows.values():
            row.hide()
            self._form.removeWidget(row)
            row.deleteLater()
        self._kind = kind
        self.rows = {}
        for port in kind.inputs if kind else ():
            row = InputRow(port, self._theme, self._registry, self._page)
            row.edited.connect(self._edit)
            row.reset.connect(self._reset)
            row.disconnected.connect(self._disconnect)
            row.reordered.connect(self._reorder)
            self.rows[port.name] = row
            self._form.addWidget(row)
        self._align()

    def _align(self) -> None:
        """All labels as wide as the widest, so that the fields begin in one line."""
        widest = max((row.label.sizeHint().width() for row in self.rows.values()), default=0)
        for row in self.rows.values():
            row.set_label_width(max(LABEL_LEAST, min(LABEL_MOST, widest)))

    # What the project says

    def _refresh(self) -> None:
        node = self._shown_node()
        self._stack.setCurrentIndex(1 if node else 0)
        if node is None:
            self.hint.setText(self._hint())
            return
        self.header.show_node(node, self._kind)
        model = self._model(node)
        incoming = self._document.graph.incoming.get(node.id, ())
        for name, row in self.rows.items():
            wires = [(wire, self._source(wire)) for wire in incoming if wire.target.name == name]
            value = node.values.get(name, row.port.default)
            row.show_input(value, name in node.values and value != row.port.default, wires, model)
        self._show_state()

    def _shown_node(self) -> Node | None:
        return self._document.graph.nodes.get(self._node) if self._node else None

    def _source(self, wire: Wire) -> str:
        source = self._document.graph.nodes.get(wire.source.node)
        return node_name(source.name) if source else wire.source.node

    def _model(self, node: Node) -> Capabilities | None:
        """What the node's model can do, when it names one that is there."""
        port = next((row.port for row in self.rows.values() if isinstance(row.port.control, ModelChoice)), None)
        wired = [wire.target.name for wire in self._document.graph.incoming.get(node.id, ())]
        if port is None or port.name in wired:
            return None
        try:
            return self._registry.capabilities(str(node.values.get(port.name, port.default)))
        except ModelError:
            return None

    def _show_state(self) -> None:
        if self._node is None:
            return
        state = self._jobs.state(self._node)
        self.header.show_state(state)
        problems = [problem for problem in self._jobs.problems if problem.node == self._node]
        own = [state.error] if state.error is not None and state.phase is Phase.FAILED else []
        blamed = {str(problem.error) for problem in problems if problem.input in self.rows}
        whole = [*own, *(problem.error for problem in problems)]
        self.notice.show_errors([error for error in whole if str(error) not in blamed])
        for name, row in self.rows.items():
            row.show_errors([problem.error for problem in problems if problem.input == name])

    def _hint(self) -> str:
        if self._others:
            text = self.tr("{count} nodes are selected.\nSelect one of them to see its values.")
            return text.format(count=len(self._others))
        return self.tr("Nothing is selected.\nClick a node to set its values,\nor press Tab on the canvas to add one.")

    # What a person changes

    def _edit(self, name: str, value: object, burst: str) -> None:
        if self._node is not None and isinstance(value, Value):
            merge = f"{self._node}.{name}.{burst}" if burst else ""
            self._document.attempt(set_value(self._node, name, value, merge=merge))

    def _reset(self, name: str) -> None:
        if self._node is not None:
            self._document.attempt(reset_value(self._node, name))

    def _disconnect(self, wire: Wire) -> None:
        self._document.attempt(disconnect([wire]))

    def _reorder(self, name: str, wires: Sequence[Wire]) -> None:
        if self._node is not None:
            self._document.attempt(reorder(Port(self._node, name), wires))

    def _rename(self, name: str) -> None:
        node = self._shown_node()
        if node is None or name == node_name(node.name):
            return
        if not self._document.attempt(rename(node.id, name)):
            self.header.name.set_name(node_name(node.name))

    def event(self, event: QEvent) -> bool:
        """Escape drops the reasons why something was not taken, before it does what it does in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and is_escape(event) and self._refusing():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape; undo and redo, where no window around has taken the keys."""
        if is_escape(event) and self._refusing():
            for row in self._refusing():
                row.forget_refusal()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._document.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._document.redo()
        else:
            super().keyPressEvent(event)

    def _refusing(self) -> list[InputRow]:
        return [row for row in self.rows.values() if row.refusing]

    # Wiring

    def _connect(self) -> None:
        self.header.renamed.connect(self._rename)
        self._document.changed.connect(self._changed)
        self._jobs.node_changed.connect(self._node_changed)
        self._jobs.problems_changed.connect(self._show_state)

    def _changed(self, _before: object, _after: object) -> None:
        graph = self._document.graph
        shown = (self._node,) if self._node else self._others
        node = self._shown_node()
        kind = self._document.catalogue.get(node.kind) if node else None
        if any(one not in graph.nodes for one in shown) or kind is not self._kind:
            self.show_nodes(shown)
        else:
            self._refresh()

    def _node_changed(self, node: str) -> None:
        if node == self._node:
            self._show_state()

    def _lay_out(self) -> None:
        self.hint.setProperty("role", "dim")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(16, 16, 16, 16)
        self._page = QWidget(self)
        self._form.setSpacing(6)
        inner = QVBoxLayout(self._page)
        inner.setContentsMargins(12, 8, 4, 12)
        inner.setSpacing(8)
        inner.addWidget(self.notice)
        inner.addLayout(self._form)
        inner.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._page)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(area, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(shown)
