"""The inspector: the selected nodes with all their inputs. The form is derived from the inputs and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from soraapp.engine.provider import Models
from soraapp.nodekit import NodeType
from soraapp.project.groups import GROUP
from ui.document import Document
from ui.inspector.changes import Changes
from ui.inspector.field import is_escape
from ui.inspector.finder import Finder
from ui.inspector.form import Forms
from ui.inspector.grounds import Grounds
from ui.inspector.header import Header
from ui.inspector.linked import LinkedNotice
from ui.inspector.notice import Notice
from ui.inspector.page import Page
from ui.inspector.pinned import PinnedNotice
from ui.inspector.placing import Placing
from ui.inspector.row import InputRow
from ui.inspector.subject import Subject
from ui.inspector.telling import tell
from ui.jobs import Jobs
from ui.texts import node_name, node_title
from ui.theme import Theme


class Inspector(QWidget):
    """Shows one node, or several at once, and changes them by edits of the document."""

    pin_asked = Signal()

    def __init__(
        self, document: Document, jobs: Jobs, registry: Models, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._models, self.theme = document, jobs, registry, theme
        self._ids: tuple[str, ...] = ()
        self._pinned = False
        """It stays with its nodes, also where they are gone for a while."""
        self.selection: Callable[[], Sequence[str]] = lambda: self._ids
        """The nodes that are selected, to which values may be copied."""
        self.header = Header(theme, self)
        self.finder = Finder(theme, self)
        self.linked, self.pinned = LinkedNotice(document, theme, self), PinnedNotice(document, theme, self)
        self.notice = Notice(theme, self)
        self.hint = QLabel(self)
        self.nothing = QLabel(self)
        self.forms = Forms(theme, registry, self)
        self._subject = self._looked_up(())
        self._grounds, self._placing = Grounds(document, jobs, self), Placing(document, jobs, self)
        self._changes = Changes(document, lambda: self._subject, self._others, self)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.show_nodes(())

    @property
    def node(self) -> str | None:
        """The id of the node that is shown; None where there are several."""
        return self._subject.only.id if self._subject.only else None

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids of the nodes that are shown."""
        return self._subject.ids

    @property
    def rows(self) -> Mapping[str, InputRow]:
        """The rows by the names of their inputs."""
        return self.forms.shown.rows if self.forms.shown else {}

    def show_node(self, node: str | None) -> None:
        """Show the node with this id, or a hint when there is none."""
        self.show_nodes(() if node is None else (node,))

    def pin_to(self, nodes: Sequence[str]) -> None:
        """Stay with these nodes for good."""
        self._pinned = True
        self.set_theme(self.theme)
        self.show_nodes(nodes)

    def show_nodes(self, nodes: Sequence[str]) -> None:
        """Show these nodes, as far as they are there, or a hint where there are none."""
        self._finish_typing()
        before, self._ids = self.nodes, tuple(nodes)
        self._subject = self._looked_up(self._ids)
        self.forms.show_inputs(self._subject.inputs)
        if self.nodes != before and self.forms.shown:
            self.forms.shown.begin()
            self._page.show_top()
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.header.set_pinned(self._pinned, theme)
        for part in (self.linked, self.pinned, self.notice, self.finder, self.forms):
            part.set_theme(theme)

    # What the project says

    def _looked_up(self, ids: Sequence[str]) -> Subject:
        return Subject(ids, self._document.graph, lambda node: self._kind_of(node.kind), self._models)

    def _kind_of(self, name: str) -> NodeType | None:
        return self._document.catalogue.get(name)

    def _others(self) -> Subject:
        """The nodes that are selected and not shown here."""
        return self._looked_up([node for node in self.selection() if node not in self._ids])

    def _refresh(self) -> None:
        subject, only = self._subject, self._subject.only
        self._stack.setCurrentIndex(1 if subject.nodes else 0)
        self.nothing.setText(self._without_inputs())
        self.nothing.setVisible(not subject.inputs and bool(self.nothing.text()))
        if only:
            self.header.show_node(only, subject.kinds[0])
            self.linked.show_node(only)
            self.pinned.show_node(only)
        elif subject.nodes:
            titles = [node_title(kind) if kind else node.kind for node, kind in subject.pairs]
            self.header.show_several(len(subject.nodes), titles)
            self.linked.hide()
            self.pinned.hide()
            self.notice.show_errors(())
        else:
            self.hint.setText(self._hint())
            return
        if self.forms.shown:
            self.forms.shown.show_subject(subject)
        self._seek()
        self._show_state()

    def _show_state(self) -> None:
        tell(self._subject, self._jobs, self.header, self.notice, self.rows)
        self._grounds.show(self._subject.only, self.rows)
        self._placing.show(self._subject, self.forms.shown)

    def _seek(self) -> None:
        form = self.forms.shown
        self.header.seek.setVisible(form is not None and len(form.rows) > 1)
        if form:
            self.finder.tell(form.seek(self.finder.words), len(form.rows))

    def _without_inputs(self) -> str:
        """What is said where there is no input to set."""
        if len(self._subject.nodes) > 1:
            return self.tr("These nodes have no input in common.")
        if self._subject.only and self._subject.only.kind.startswith(GROUP):
            return self.tr("Enter the group and drag inputs to Inputs, or use the menu of a port: Promote.")
        return ""

    def _hint(self) -> str:
        if self._pinned:
            return self.tr("The node is not there any more.\nUndo brings it back.")
        return self.tr("Nothing is selected.\nClick a node to set its values,\nor press Tab on the canvas to add one.")

    # What a person changes

    def _finish_typing(self) -> None:
        """What is being typed belongs to the nodes that are still shown."""
        typing = self.focusWidget()
        if typing is not None and typing.hasFocus() and typing is not self.finder.line:
            typing.clearFocus()

    def _rename(self, name: str) -> None:
        if not self._changes.rename(name) and self._subject.only:
            self.header.name.set_name(node_name(self._subject.only.name))

    def event(self, event: QEvent) -> bool:
        """Escape drops the reasons why something was not taken, and the key for finding opens the line for it, before
        they do what they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            finds = event.matches(QKeySequence.StandardKey.Find) and self.rows
            if finds or (is_escape(event) and self._refusing()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, finding; undo and redo, where no window around has taken the keys."""
        if is_escape(event) and self._refusing():
            for row in self._refusing():
                row.refuse(None)
        elif event.matches(QKeySequence.StandardKey.Find) and self.rows:
            self.finder.open()
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
        self.header.pin_asked.connect(self.pin_asked)
        self.header.seek_asked.connect(self.finder.toggle)
        self.finder.changed.connect(self._seek)
        self.forms.made.connect(self._changes.listen)
        self._document.changed.connect(self._changed)
        self._jobs.node_changed.connect(self._node_changed)
        self._jobs.problems_changed.connect(self._show_state)

    def _changed(self, _before: object, _after: object) -> None:
        graph = self._document.graph
        kinds = [self._kind_of(name) for name in {node.kind for node in graph.nodes.values()}]
        self.forms.prepare(kind.inputs for kind in kinds if kind)
        now = self._looked_up(self._ids)
        shown = self.forms.shown.inputs if self.forms.shown else ()
        if now.ids != self.nodes or shown != now.inputs:
            self.show_nodes(self._ids)
        else:
            self._subject = now
            self._refresh()

    def tell_models(self) -> None:
        """There may be other models to choose, or they can do something else."""
        self.forms.tell_models()
        self._subject = self._looked_up(self._ids)
        self._refresh()

    def rebuild(self) -> None:
        """Make the forms anew: there are other words."""
        self.forms.forget()
        self.show_nodes(self._ids)

    def changeEvent(self, event: QEvent) -> None:
        """Forms in another language are other forms."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_parts()
            self.rebuild()
        super().changeEvent(event)

    def _node_changed(self, node: str) -> None:
        if node in self.nodes or node in self._grounds.sources | self._placing.sources:
            self._show_state()

    def _name_parts(self) -> None:
        self.finder.retranslate()
        self.header.retranslate()
        self.header.set_pinned(self._pinned, self.theme)

    def _lay_out(self) -> None:
        for label in (self.hint, self.nothing):
            label.setProperty("role", "dim")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setContentsMargins(16, 16, 16, 16)
        parts = (self.linked, self.pinned, self.notice, self.nothing, self.forms)
        self._page = Page((self.header, self.finder), parts, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self._page)
        self._name_parts()
