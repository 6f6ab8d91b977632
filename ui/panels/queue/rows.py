"""The runs of the queue as the rows of a list."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.runs.queue import RunQueue
from ui.runs.run import Run
from ui.runs.words import Standing, asked_text, standing, title

Index = QModelIndex | QPersistentModelIndex


class Cell(IntEnum):
    """What a row knows beside its title."""

    STANDING = Qt.ItemDataRole.UserRole
    SHARE = Qt.ItemDataRole.UserRole + 1
    """How much of it is done, from 0 to 1; None where that is not known, or no news."""
    OVER = Qt.ItemDataRole.UserRole + 2


class QueueRows(QAbstractListModel):
    """Runs that are not over in their order, then those that are, the latest first."""

    def __init__(self, queue: RunQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._runs: list[Run] = []

    def refresh(self) -> None:
        """Show the queue as it is. Rows that only got on stay the same rows."""
        runs = [*self._queue.runs, *self._queue.past]
        if runs != self._runs:
            self.layoutAboutToBeChanged.emit()
            kept = [(index, self._runs[index.row()]) for index in self.persistentIndexList()]
            self._runs = runs
            for index, run in kept:
                self.changePersistentIndex(index, self.index(runs.index(run)) if run in runs else QModelIndex())
            self.layoutChanged.emit()
        elif runs:
            self.dataChanged.emit(self.index(0), self.index(len(runs) - 1))

    def run_at(self, row: int) -> Run | None:
        return self._runs[row] if 0 <= row < len(self._runs) else None

    def row_of(self, run: Run) -> int:
        """The row of a run; -1 when it is not shown."""
        return self._runs.index(run) if run in self._runs else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        run = self.run_at(index.row())
        if run is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title(run)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{title(run)}, {self._standing(run).text}\n{asked_text(run)}"
            case Cell.STANDING:
                return self._standing(run)
            case Cell.SHARE:
                return run.share if run.begun else None
            case Cell.OVER:
                return run.outcome is not None
            case _:
                return None

    def _standing(self, run: Run) -> Standing:
        return standing(run, first=run is self._queue.current)
