"""The list of nodes under the hands of a person."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.panels.outline.rows import Cell

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NodeList(QListView):
    """Enter opens, F2 renames, Del deletes, the space bar plays as everywhere."""

    opened = Signal(str)
    delete_asked = Signal()
    left_upwards = Signal()
    """The arrow up was pressed on the first row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(Cell.ID)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editing = self.state() is QAbstractItemView.State.EditingState
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if index.isValid() and not editing and plain and event.key() in ENTERS:
            self.opened.emit(index.data(Cell.ID))
        elif index.isValid() and plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        elif plain and event.key() == Qt.Key.Key_Up and index.row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def keep_current(self, index: QModelIndex) -> None:
        """The row from which the arrow keys go on; it is selected or not as it is."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
