"""What of a timeline is selected, and what is under the pointer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.timeline.sheet import Sheet


class Picking(Sheet):
    """A timeline of which items can be selected."""

    selection_changed = Signal()
    item_clicked = Signal()
    """A selected item was clicked: just now it may have become so, or have been before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection: tuple[str, ...] = ()
        """The ids of the selected items, in the order in which they were chosen."""
        self.chosen: frozenset[str] = frozenset()
        """The same, to look up."""
        self.chosen_lead = ""
        """The item whose transition is selected; empty for none."""
        self.hovered = ""
        """The item under the pointer, which shows its handles."""

    def select(self, ids: Iterable[str]) -> None:
        """Select these items and no others."""
        chosen = tuple(one for one in dict.fromkeys(ids) if one in self.shown.by_id)
        if chosen != self.selection:
            self.selection, self.chosen = chosen, frozenset(chosen)
            self.viewport().update()
            self.selection_changed.emit()

    def select_lead(self, item: str) -> None:
        """Select the transition at the head of an item; an empty id for none."""
        if item != self.chosen_lead:
            self.chosen_lead = item
            self.viewport().update()
            self.selection_changed.emit()

    def hover(self, item: str) -> None:
        """Show the handles of an item; an empty id for none."""
        if item != self.hovered:
            self.hovered = item
            self.viewport().update()

    def _keep_selection(self) -> None:
        """Another timeline is shown: what is not there is not selected."""
        kept = tuple(one for one in self.selection if one in self.shown.by_id)
        if self.chosen_lead not in self.shown.by_id:
            self.chosen_lead = ""
        if kept != self.selection:
            self.selection, self.chosen = kept, frozenset(kept)
            self.selection_changed.emit()
