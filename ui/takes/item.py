"""A take in the strip. What it tells at length is put together only when someone asks."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidgetItem

PICTURE = QSize(80, 44)
CELL = QSize(88, 66)


class Cell(IntEnum):
    """What an item knows."""

    KEY = Qt.ItemDataRole.UserRole
    IMAGE = Qt.ItemDataRole.UserRole + 1
    MARKS = Qt.ItemDataRole.UserRole + 2
    """Whether it is pinned, made with the values as they are, and no longer stored."""
    STARS = Qt.ItemDataRole.UserRole + 3


class TakeItem(QListWidgetItem):
    """One take, which can be named in place."""

    def __init__(self, key: str, tell: Callable[[str], str]) -> None:
        """`tell` gives all that is known of the take with a key, a line each."""
        super().__init__()
        self._tell = tell
        self.setData(Cell.KEY, key)
        self.setSizeHint(CELL)
        self.setFlags(self.flags() | Qt.ItemFlag.ItemIsEditable)

    def data(self, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tell(super().data(Cell.KEY))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._tell(super().data(Cell.KEY)).replace("\n", ", ")
        return super().data(role)
