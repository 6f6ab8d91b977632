"""The steps of the project's history in a list, the present one marked; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from soraapp.project.history import About
from ui.document import Document
from ui.texts import edit_label, node_name
from ui.theme import ROW, Theme, icon


class HistoryPanel(QWidget):
    """From the beginning on, what is undone at the end. The list is kept while it is out of sight, and shown anew where
    it differs when it is seen again."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._theme = document, theme
        self._labels: tuple[str, ...] = ()
        self._present = -1
        self.list = _Steps(self)
        self.list.setIconSize(QSize(14, 14))
        self.list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        document.history_changed.connect(self._changed)

    def set_theme(self, theme: Theme) -> None:
        """Show the list anew, in other colours and words."""
        self._theme = theme
        self.list.setAccessibleName(self.tr("History"))
        self.list.clear()
        self._labels, self._present = (), -1
        self._changed()

    def go_to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._changed()

    def go_to(self, row: int) -> None:
        """Bring the project to how it was after a step; row 0 is the beginning."""
        self._document.travel(row - self._present)

    def _choose(self, item: QListWidgetItem) -> None:
        self.go_to(self.list.row(item))

    def _changed(self) -> None:
        """Only what differs from what is shown is touched."""
        if not self.isVisible():
            return
        done, undone = self._document.steps
        told = map(self._told, (*done, *undone), sum(self._document.steps_about, ()))
        labels = (self.tr("Beginning"), *told)
        same = next((row for row, (one, two) in enumerate(zip(labels, self._labels, strict=False)) if one != two), None)
        same = min(len(labels), len(self._labels)) if same is None else same
        while self.list.count() > same:
            self.list.takeItem(self.list.count() - 1)
        for label in labels[same:]:
            item = QListWidgetItem(label, self.list)
            item.setSizeHint(QSize(0, ROW))
        before, self._labels, self._present = self._present, labels, len(done)
        rows = {*range(same, len(labels)), *range(min(before, len(done)), max(before, len(done)) + 1)}
        for row in rows & set(range(len(labels))):
            self._dress(row)
        self.list.setCurrentRow(self._present)
        self.list.scrollToItem(self.list.item(self._present))

    def _told(self, label: str, about: About) -> str:
        """The name of a step with the node that it is about, or how many."""
        if about.nodes > 1:
            return f"{edit_label(label)} \u00b7 {self.tr('{count} nodes').format(count=about.nodes)}"
        return f"{edit_label(label)} \u00b7 {node_name(about.name)}" if about.name else edit_label(label)

    def _dress(self, row: int) -> None:
        """The present step is bold and has a sign; what is undone is faint."""
        item, now = self.list.item(row), row == self._present
        font = item.font()
        font.setBold(now)
        item.setFont(font)
        item.setForeground(self._theme.color("faint" if row > self._present else "text"))
        item.setIcon(icon("chevron-right" if now else "", self._theme.color("accent")))
        told = self.tr("now") if now else self.tr("undone") if row > self._present else ""
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, told)


class _Steps(QListWidget):
    """Enter goes to the step that the arrow keys have come to."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemClicked.emit(self.currentItem())
            event.accept()
        else:
            super().keyPressEvent(event)
