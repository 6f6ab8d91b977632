"""Takes that are to be compared: they are shown together once all are fetched from the cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from soraapp.errors import GraphError
from soraapp.project.graph import Node
from soraapp.project.takes import Take
from ui.takes.item import PICTURE
from ui.takes.pictures import TakePictures
from ui.takes.words import take_name
from ui.texts import node_name


class Lineup(QObject):
    """Waits for the takes that were asked for last."""

    ready = Signal(object, str)
    """A list of media with their names, to be played in step, and what to call it all."""
    refused = Signal(object)
    """The SoraError that says why they cannot be compared."""

    def __init__(self, pictures: TakePictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._waiting: tuple[Node, Sequence[Take], Callable[[Node, Take], str]] | None = None
        self.shown: tuple[str, ...] = ()
        """The keys of the takes that were shown last."""
        pictures.fetched.connect(lambda _: self._again())

    def show(self, node: Node, takes: Sequence[Take], named: Callable[[Node, Take], str] = take_name) -> None:
        """Show takes of a node together, each with what `named` calls it, or say why not."""
        self._waiting = None
        if len(takes) < 2:
            self.refused.emit(GraphError("There is no other take to compare.", remedy="Run again, or make variants."))
            return
        found = [self._pictures.want(take.key, PICTURE.width()) for take in takes]
        there = [one for one in found if one is not None]
        if len(there) < len(takes):
            self._waiting = node, takes, named
            return
        lost = [take for take, one in zip(takes, there, strict=True) if one.media is None]
        if lost:
            name = take_name(node, lost[0])
            remedy = "Use its values and run again."
            self.refused.emit(GraphError("{take} is no longer stored.", remedy=remedy, take=name))
            return
        self.shown = tuple(take.key for take in takes)
        parts = [(one.media, named(node, take)) for take, one in zip(takes, there, strict=True)]
        self.ready.emit(parts, node_name(node.name))

    def forget(self) -> None:
        """Another node is looked at: nothing is waited for any more."""
        self._waiting = None

    def _again(self) -> None:
        if self._waiting:
            self.show(*self._waiting)
