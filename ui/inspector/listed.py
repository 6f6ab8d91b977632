"""A control for one of a list of things that only the window knows, such as the takes of a node."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from soraapp.nodekit import Control, Input
from ui.inspector.choice_field import ListField
from ui.theme import Theme


@dataclass(frozen=True)
class Listed(Control):
    """One of some texts, each with what a person reads."""

    entries: tuple[tuple[str, str], ...] = ()


def listed_field(port: Input, theme: Theme, parent: QWidget | None = None) -> ListField:
    """The list of the input's control, which is Listed."""
    assert isinstance(port.control, Listed)
    return ListField(port, theme, parent, port.control.entries)
