"""What runs tell the window, as Qt signals."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from ui.document import Document


class Tidings(QObject):
    """Signals about nodes, runs, and the process that computes."""

    node_changed = Signal(str)
    """The state of the node with this id is different."""
    preview = Signal(str, object, object)
    """A node id, the whole clip as it stands: frames of shape (frames, height, width, 3), uint8, and the rate."""
    run_changed = Signal()
    """A run was asked for, began, got on, or ended, or the order of those that wait is another."""
    finished = Signal(object)
    """The Run that is over."""
    failed = Signal(object)
    """A SoraError that kept a run, or a step of it, from its end."""
    noticed = Signal(object)
    """A SoraError that a run got over: it goes on."""
    delivered = Signal(object)
    """The path of the file that an export has completed."""
    restored = Signal(object)
    """The ids of the nodes, in order, whose results were at hand from an earlier session and are now here."""
    silent = Signal(object)
    """The WorkerSilent of a process that gives no sign of life."""
    answers = Signal()
    """The process that was silent gives signs of life again, or what it was silent about is over."""
    problems_changed = Signal()
    surveyed = Signal()
    """What is known of the project as it is has been brought up to date: problems, what is stale, the forecast."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document

    def tell(self, nodes: Iterable[str]) -> None:
        """The states of these nodes are different, and so are those of the groups, dots and muted nodes that stand for
        them."""
        drawn: dict[str, None] = {}
        flat = self._document.flat
        for node in nodes:
            self.node_changed.emit(node)
            drawn |= dict.fromkeys(flat.standing_for(node))
        for node in drawn:
            self.node_changed.emit(node)
