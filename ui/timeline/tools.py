"""What the mouse is on the timeline: the tool that a person has chosen."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QPainter, QPixmap

from ui.theme import pixmap


class Tool(Enum):
    """The value is the name of the icon behind ``tool-``, and of the command behind ``tool_``."""

    SELECT = "select"
    """Selects and moves items, trims them by their ends and rolls cuts."""
    RIPPLE = "ripple"
    """Trims, and what comes later makes way or closes up."""
    ROLL = "roll"
    """Moves the cut between two items."""
    SLIP = "slip"
    """Moves what is seen of a source under its item."""
    SLIDE = "slide"
    """Moves an item between its neighbours, which give way."""
    RAZOR = "razor"
    """Cuts items in two."""
    HAND = "hand"
    """Moves the view."""

    @property
    def icon(self) -> str:
        return f"tool-{self.value}"

    @property
    def command(self) -> str:
        """The id of the command that chooses it."""
        return f"tool_{self.value}"


TOOLS = tuple(Tool)
_CURSORS = {Tool.SELECT: Qt.CursorShape.ArrowCursor, Tool.HAND: Qt.CursorShape.OpenHandCursor}
_SIZE = 22
"""Pixels of a cursor that is drawn."""


class Tools(QObject):
    """One tool at a time."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tool = Tool.SELECT

    def choose(self, number: int) -> None:
        """Take the tool at a place of TOOLS, counted from 1."""
        self.take(TOOLS[number - 1])

    def is_chosen(self, number: int) -> bool:
        """Whether the tool at a place of TOOLS, counted from 1, is in the hand."""
        return self.tool is TOOLS[number - 1]

    def take(self, tool: Tool) -> None:
        if tool is not self.tool:
            self.tool = tool
            self.changed.emit()

    @property
    def cursor(self) -> QCursor:
        """How the pointer looks with the tool."""
        shape = _CURSORS.get(self.tool)
        return QCursor(shape) if shape is not None else drawn_cursor(self.tool.icon)


@lru_cache
def drawn_cursor(name: str) -> QCursor:
    """An icon as a cursor that can be seen on any ground: light with a dark edge."""
    picture = QPixmap(_SIZE + 2, _SIZE + 2)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        dark, light = pixmap(name, "#101216", _SIZE), pixmap(name, "#ffffff", _SIZE)
        for x, y in ((0, 1), (2, 1), (1, 0), (1, 2), (0, 0), (2, 2), (0, 2), (2, 0)):
            painter.drawPixmap(QPoint(x, y), dark)
        painter.drawPixmap(QPoint(1, 1), light)
    return QCursor(picture)
