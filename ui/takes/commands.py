"""What a person does to the takes of a node: every one an edit that undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Collection

from soraapp.errors import GraphError
from soraapp.project.graph import Node
from soraapp.project.take_edits import delete_takes, name_take, pin, rate_take, unpin, use_values
from ui.document import Document
from ui.takes.words import number_name


class TakeCommands:
    """Acts on the takes of one node; what is refused is told by the document."""

    def __init__(self, document: Document, lost: Callable[[str], bool]) -> None:
        """`lost` tells whether the take with a key is known to be no longer stored."""
        self._document, self._lost = document, lost
        self.node: Node | None = None
        """The node as it is now."""

    def pin_or_unpin(self, key: str) -> None:
        if self.node is None:
            return
        if self.node.pinned != key and self._lost(key):
            error = GraphError(
                "This take is no longer stored, so that it cannot be pinned.",
                remedy='Choose "Use these values" of that take, then run.',
            )
            self._document.refused.emit(error)
        else:
            self._document.attempt(unpin(self.node.id) if self.node.pinned == key else pin(self.node.id, key))

    def delete(self, keys: Collection[str]) -> None:
        if self.node is not None and keys:
            self._document.attempt(delete_takes(self.node.id, keys))

    def rename(self, key: str, name: str) -> None:
        """Call a take something; its number is no name of its own."""
        take = next((take for take in self.node.takes if take.key == key), None) if self.node else None
        if self.node is not None and take is not None:
            plain = not take.name and name.strip() == number_name(self.node, take)
            self._document.attempt(name_take(self.node.id, key, "" if plain else name))

    def rate(self, key: str, stars: int) -> None:
        if self.node is not None:
            self._document.attempt(rate_take(self.node.id, key, stars))

    def use(self, key: str) -> None:
        """Set the node as it was for a take."""
        if self.node is not None:
            self._document.attempt(use_values(self.node.id, key, self._document.catalogue))
