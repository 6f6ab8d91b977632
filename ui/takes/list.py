"""The row of takes: what the mouse and the keys ask for there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.takes.item import PICTURE, Cell
from ui.takes.painting import TakePainter, name_rect
from ui.theme import Theme


class TakesList(QListWidget):
    """One row of items, of which several can be selected; single keys act on the current one."""

    pin_asked = Signal(str)
    delete_asked = Signal()
    """For all that are selected."""
    menu_asked = Signal(QPoint)
    drag_asked = Signal(str)
    """The current take is dragged out."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.painter = TakePainter(theme, self)
        self.setItemDelegate(self.painter)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QListWidget.DragDropMode.DragOnly)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setIconSize(QSize(PICTURE))

    def chosen(self) -> tuple[str, ...]:
        """The keys of the takes that are selected and seen, in the order of the row."""
        rows = [row for row in range(self.count()) if not self.item(row).isHidden()]
        return tuple(self.item(row).data(Cell.KEY) for row in rows if self.item(row).isSelected())

    def current(self) -> str | None:
        """The key of the current take."""
        item = self.currentItem()
        return item.data(Cell.KEY) if item is not None else None

    def rename(self) -> None:
        """Open the line for the name of the current take."""
        item = self.currentItem()
        if item is not None:
            self.editItem(item)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: ARG002, N803
        """What is dragged is the result, not the row."""
        item = self.currentItem()
        if item is not None:
            self.drag_asked.emit(item.data(Cell.KEY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, item = event.key(), self.currentItem()
        if item is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pin_asked.emit(item.data(Cell.KEY))
        elif item is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif event.text().isalnum() or Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or key == Qt.Key.Key_Escape:
            event.ignore()  # They are commands around the strip: the list would look for names with them.
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on the name edits it, elsewhere it pins."""
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if name_rect(self.visualItemRect(item)).adjusted(-4, -2, 4, 4).contains(event.position().toPoint()):
            self.editItem(item)
        else:
            self.pin_asked.emit(item.data(Cell.KEY))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        item: QListWidgetItem | None = self.itemAt(event.pos()) if by_mouse else self.currentItem()
        if item is None:
            return
        if not item.isSelected():
            self.setCurrentItem(item)
        at = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualItemRect(item).center())
        self.menu_asked.emit(at)
