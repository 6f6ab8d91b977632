"""Nodes that are dragged off the canvas are handed to what is there, such as a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class Taker(Protocol):
    """Something beside the canvas that takes nodes. Places are those of the screen."""

    def over(self, nodes: Sequence[str], place: QPoint, keys: Qt.KeyboardModifier) -> bool:
        """Whether it would take them there; it shows how."""
        ...

    def drop(self, nodes: Sequence[str], place: QPoint, keys: Qt.KeyboardModifier) -> bool: ...

    def leave(self) -> None:
        """They are not there any more."""
        ...

    def take(self, nodes: Sequence[str]) -> bool:
        """Take nodes where there is room for them; whether it did."""
        ...


class Handing:
    """Asks the taker while nodes are dragged; they stay where they are if it takes them."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.taker: Taker | None = None
        self.taken = False
        """What is dragged would be taken where the pointer is."""

    def over(self, nodes: Sequence[str], point: QPointF) -> bool:
        """The nodes are dragged to a point of the viewport; whether they would be taken there."""
        view = self._canvas.viewport()
        if self.taker is None or view.rect().contains(point.toPoint()):
            self.leave()
            return False
        self.taken = self.taker.over(nodes, view.mapToGlobal(point.toPoint()), self._canvas.pointer.modifiers)
        return self.taken

    def drop(self, nodes: Sequence[str], point: QPointF) -> None:
        """They are let go there."""
        if self.taker is not None and self.taken:
            self.taken = False
            place = self._canvas.viewport().mapToGlobal(point.toPoint())
            self.taker.drop(nodes, place, self._canvas.pointer.modifiers)

    def give(self, nodes: Sequence[str]) -> None:
        """Hand nodes over without dragging them."""
        if self.taker is not None:
            self.taker.take(nodes)

    def leave(self) -> None:
        """They are on the canvas again, or not dragged any more."""
        if self.taker is not None and self.taken:
            self.taker.leave()
        self.taken = False
