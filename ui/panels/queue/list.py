"""The list of runs under the hands of a person: keys, the cross of a row, and dragging a run to another place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from ui.panels.queue.painting import cross_of
from ui.theme import Theme


class RunList(QListView):
    """Tells what is to be done with rows."""

    remove_asked = Signal(int)
    """A row to take out."""
    move_asked = Signal(int, int)
    """A row, and the row where it is to be."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pressed: QPoint | None = None
        self._dragged = self._target = -1
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    # Keys

    def event(self, event: QEvent) -> bool:
        """While a run is dragged, Esc lets it go and cancels nothing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._dragged >= 0:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, alt = self.currentIndex().row(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape and self._dragged >= 0:
            self._let_go()
        elif row >= 0 and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit(row)
        elif row >= 0 and alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(row, row + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            super().mouseMoveEvent(event)
            self._point(place)
            return
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._dragged < 0 and far:
            self._dragged = self.indexAt(self._pressed).row()
        if self._dragged >= 0:
            self._target = self._row_near(place)
            self.scrollTo(self.model().index(self._target, 0))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place, pressed = event.position().toPoint(), self._pressed
        dragged, target = self._dragged, self._target
        self._let_go()
        if dragged >= 0:
            if target not in (-1, dragged):
                self.move_asked.emit(dragged, target)
            return
        index = self.indexAt(place)
        cross = cross_of(self.visualRect(index))
        if pressed is not None and index.isValid() and cross.contains(pressed) and cross.contains(place):
            self.remove_asked.emit(index.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged >= 0 and self._target not in (-1, self._dragged):
            row = self.visualRect(self.model().index(self._target, 0))
            line = row.bottom() if self._target > self._dragged else row.top()
            with QPainter(self.viewport()) as painter:
                painter.fillRect(QRect(row.left(), line - 1, row.width(), 2), self._theme.color("accent"))

    def _point(self, place: QPoint) -> None:
        """A hand over a cross."""
        index = self.indexAt(place)
        over = index.isValid() and cross_of(self.visualRect(index)).contains(place)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _row_near(self, place: QPoint) -> int:
        index = self.indexAt(QPoint(self.viewport().width() // 2, place.y()))
        if index.isValid():
            return index.row()
        return 0 if place.y() < 0 else self.model().rowCount() - 1

    def _let_go(self) -> None:
        self._pressed = None
        self._dragged = self._target = -1
        self.viewport().update()
