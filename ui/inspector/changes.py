"""What a person changes in an inspector, as edits of the document: one step of undo, however many nodes there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from soraapp.nodekit import Value
from soraapp.project.edits import disconnect, reorder, set_value, together
from soraapp.project.graph import Port, Wire
from ui.document import Document
from ui.inspector.form import Form
from ui.inspector.subject import Subject
from ui.renaming import renamed
from ui.texts import node_name


class Changes(QObject):
    """Listens to forms. `subject` gives the nodes that are shown, `others` those that are selected besides."""

    def __init__(
        self, document: Document, subject: Callable[[], Subject], others: Callable[[], Subject], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._subject, self._others = document, subject, others

    def listen(self, form: Form) -> None:
        form.edited.connect(self._edit)
        form.reset.connect(lambda name: self._document.attempt(self._subject().reset(name)))
        form.spread.connect(self._spread)
        form.placed.connect(self._place)
        form.loosened.connect(lambda name, loose: self._document.attempt(self._subject().loosen(name, loose)))
        form.disconnected.connect(lambda wire: self._document.attempt(disconnect([wire])))
        form.reordered.connect(self._reorder)
        form.can_spread = lambda port: bool(self._others().having(port))

    def rename(self, name: str) -> bool:
        """Give the only node another name; whether it has the name now."""
        node = self._subject().only
        if node is None or name == node_name(node.name):
            return True
        return self._document.attempt(renamed(self._document, node.id, name))

    def _edit(self, name: str, value: object, burst: str) -> None:
        if isinstance(value, Value):
            self._document.attempt(self._subject().set(name, value, burst))

    def _place(self, values: Mapping[str, float], burst: str) -> None:
        """Put something elsewhere: several inputs of the only node in one step."""
        subject = self._subject()
        edits = [subject.set(name, value) for name, value in values.items()]
        self._document.attempt(together("Place", edits, ".".join((*subject.ids, "place", burst))))

    def _spread(self, name: str) -> None:
        """Give the value to the selected nodes that have such an input."""
        subject = self._subject()
        port = next(port for port in subject.inputs if port.name == name)
        value = subject.entry(name).value
        edits = [set_value(node, name, value) for node in self._others().having(port)]
        self._document.attempt(together("Copy value", edits))

    def _reorder(self, name: str, wires: Sequence[Wire]) -> None:
        if node := self._subject().only:
            self._document.attempt(reorder(Port(node.id, name), wires))
