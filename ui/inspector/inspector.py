"""The inspector: the selected node with all its inputs. The form is derived from the node's type and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from soraapp.engine.provider import Models
from soraapp.nodekit import NodeType, Value
from soraapp.project.edits import disconnect, rename, reorder, reset_value, set_value
from soraapp.project.graph import Node, Port, Wire
from ui.document import Document
from ui.inspector.field import is_escape
from ui.inspector.form import Form, Forms
from ui.inspector.header import Header
from ui.inspector.notice import Notice
from ui.inspector.pinned import PinnedNotice
from ui.inspector.prompt_field import PromptField
from ui.inspector.row import InputRow
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
        self._document, self._jobs = document, jobs
        self._node: str | None = None
        self._others: tuple[str, ...] = ()
        self.header = Header(theme, self)
        self.pinned = PinnedNotice(document, theme, self)
        self.notice = Notice(theme, self)
        self.hint = QLabel(self)
        self.forms = Forms(theme, registry, self)
        self._lay_out()
        self._connect()
        self.show_nodes(())

    @property
    def node(self) -> str | None:
        """The id of the node that is shown."""
        return self._node

    @property
    def rows(self) -> Mapping[str, InputRow]:
        """The rows by the names of their inputs."""
        return self.forms.shown.rows if self.forms.shown else {}

    def show_node(self, node: str | None) -> None:
        """Show the node with this id, or a hint when there is none."""
        self.show_nodes(() if node is None else (node,))

    def show_nodes(self, nodes: Sequence[str]) -> None:
        """Show the only one of the nodes; of several, how many there are."""
        self._finish_typing()
        graph = self._document.graph
        present = tuple(node for node in nodes if node in graph.nodes)
        before, self._node = self._node, present[0] if len(present) == 1 else None
        self._others = present if len(present) > 1 else ()
        self.forms.show_kind(self._kind())
        if self._node != before and self.forms.shown:
            self.forms.shown.begin()
            self._area.verticalScrollBar().setValue(0)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self.header.set_theme(theme)
        self.pinned.set_theme(theme)
        self.notice.set_theme(theme)
        self.forms.set_theme(theme)

    # What the project says

    def _refresh(self) -> None:
        node = self._shown_node()
        self._stack.setCurrentIndex(1 if node else 0)
        if node is None:
            self.hint.setText(self._hint())
            return
        self.header.show_node(node, self._kind())
        self.pinned.show_node(node)
        if self.forms.shown:
            incoming = self._document.graph.incoming.get(node.id, ())
            sources: dict[str, list[tuple[Wire, str]]] = {}
            for wire in incoming:
                sources.setdefault(wire.target.name, []).append((wire, self._source(wire)))
            self.forms.shown.show_inputs(node, sources)
        self._show_state()

    def _shown_node(self) -> Node | None:
        return self._document.graph.nodes.get(self._node) if self._node else None

    def _kind(self) -> NodeType | None:
        node = self._shown_node()
        return self._document.catalogue.get(node.kind) if node else None

    def _source(self, wire: Wire) -> str:
        source = self._document.graph.nodes.get(wire.source.node)
        return node_name(source.name) if source else wire.source.node

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
            if isinstance(row.field, PromptField):
                row.field.show_result(state.text)

    def _hint(self) -> str:
        if self._others:
            text = self.tr("{count} nodes are selected.\nSelect one of them to see its values.")
            return text.format(count=len(self._others))
        return self.tr("Nothing is selected.\nClick a node to set its values,\nor press Tab on the canvas to add one.")

    # What a person changes

    def _finish_typing(self) -> None:
        """What is being typed belongs to the node that is still shown."""
        typing = self.focusWidget()
        if typing is not None and typing.hasFocus():
            typing.clearFocus()

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
        self.forms.made.connect(self._listen)
        self._document.changed.connect(self._changed)
        self._jobs.node_changed.connect(self._node_changed)
        self._jobs.problems_changed.connect(self._show_state)

    def _listen(self, form: Form) -> None:
        form.edited.connect(self._edit)
        form.reset.connect(self._reset)
        form.disconnected.connect(self._disconnect)
        form.reordered.connect(self._reorder)

    def _changed(self, _before: object, _after: object) -> None:
        graph, catalogue = self._document.graph, self._document.catalogue
        self.forms.prepare(filter(None, map(catalogue.get, {node.kind for node in graph.nodes.values()})))
        shown = (self._node,) if self._node else self._others
        form = self.forms.shown
        if any(one not in graph.nodes for one in shown) or self._kind() is not (form.kind if form else None):
            self.show_nodes(shown)
        else:
            self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Forms in another language are other forms."""
        if event.type() == QEvent.Type.LanguageChange:
            self.forms.forget()
            self.show_nodes((self._node,) if self._node else self._others)
        super().changeEvent(event)

    def _node_changed(self, node: str) -> None:
        if node == self._node:
            self._show_state()

    def _lay_out(self) -> None:
        self.hint.setProperty("role", "dim")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(16, 16, 16, 16)
        self._page = QWidget(self)
        inner = QVBoxLayout(self._page)
        inner.setContentsMargins(12, 8, 4, 12)
        inner.setSpacing(8)
        inner.addWidget(self.pinned)
        inner.addWidget(self.notice)
        inner.addWidget(self.forms)
        inner.addStretch(1)
        self._area = area = QScrollArea(self)
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
