"""The popup in which something is chosen: type a few letters, go with the arrows, Enter takes, Escape closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.canvas.look import Look
from ui.canvas.search import Found, O, Offer, search
from ui.canvas.search_rows import ROW_HEIGHT, SearchRows
from ui.canvas.words import tr

WIDTH = 360
BORDER = 62
"""The height of everything around the rows."""
NOTE = 22
MOST = 7
"""Rows that are shown without scrolling."""
FOUND = Qt.ItemDataRole.UserRole
ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True)
class Question(Generic[O]):
    """What a popup asks."""

    offers: Sequence[O]
    choose: Callable[[O], object]
    """Is given the offer that a person takes, when the popup is closed."""
    placeholder: str
    """What is asked, in the empty field."""
    nothing: str
    """What is said where nothing is offered."""
    note: str = ""
    """A line below that tells more."""
    find: Callable[[str], Sequence[O]] | None = None
    """Gives what to offer for what is typed, where there is too much to have all of it at hand."""
    consider: Callable[[O | None], object] = lambda _: None
    """Is given the offer on which a person is, and None at the end."""


class FoundModel(QAbstractListModel):
    """What a search gave, as a list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: Sequence[Found[Offer]] = ()

    def show(self, found: Sequence[Found[Offer]]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.found[index.row()].entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.help
        return self.found[index.row()] if role == FOUND else None


class SearchPopup(QFrame):
    """A child of the canvas rather than a window of its own: input methods for Chinese need the window's focus."""

    def __init__(self, parent: QWidget, look: Look, *, width: int = WIDTH, rows: type[SearchRows] = SearchRows) -> None:
        super().__init__(parent)
        self._canvas, self._width = parent, width
        self.setObjectName("canvasSearch")
        self.recent: list[str] = []
        self.alt = False
        """Alt was held when the last offer was taken."""
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.list = QListView(self)
        self.list.setAccessibleName(tr("What is found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self._rows = rows(look, self.list)
        self.list.setItemDelegate(self._rows)
        self._model = FoundModel(self)
        self.list.setModel(self._model)
        self._nothing = QLabel(self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._note = QLabel(self)
        self._note.setObjectName("note")
        self._point = QPoint()
        """Where it was asked for: it touches that place however many rows it has."""
        self._question: Question = Question((), lambda _: None, "", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.field, self.list, self._nothing, self._note):
            column.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._clicked)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.selectionModel().currentChanged.connect(self._consider)
        self.hide()

    @property
    def titles(self) -> list[str]:
        """What is offered now, best first."""
        return [found.entry.title for found in self._model.found]

    def open_at(self, point: QPoint, question: Question) -> None:
        """Ask something near a point of the parent."""
        self._question = question
        self.field.setPlaceholderText(question.placeholder)
        self.field.setAccessibleName(question.placeholder)
        self._note.setText(question.note)
        self._note.setVisible(bool(question.note))
        self.field.clear()
        self._point = point
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_and_return(self) -> None:
        """Close, and give the keyboard back to the canvas."""
        self.hide()
        self._canvas.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._question.consider(None)

    def show_look(self, look: Look) -> None:
        self._rows.look = look
        colors = {name: look.color(name).name() for name in ("panel", "line", "text", "faint", "accent")}
        self.setStyleSheet(
            "#canvasSearch {{ background: {panel}; border: 1px solid {line}; border-radius: 8px; }}"
            "QLineEdit {{ padding: 5px 8px; border: 1px solid {line}; border-radius: 5px; color: {text}; }}"
            "QLineEdit {{ background: {well}; }}"
            "QLineEdit:focus {{ border-color: {accent}; }}"
            "QListView {{ background: transparent; border: none; outline: none; }}"
            "QLabel {{ color: {faint}; }} QLabel#note {{ font-size: 11px; }}".format(well=look.sunken.name(), **colors)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key(), event.modifiers())
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return event.isAccepted()
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() != Qt.FocusReason.ActiveWindowFocusReason
        ):
            self.hide()
        return False

    def _key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 6,
            Qt.Key.Key_PageUp: -6,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_Backtab: -1,
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex(), modifiers)
        elif key == Qt.Key.Key_Escape:
            self.close_and_return()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not self._model.found:
            pass  # The keyboard stays: what is typed next is meant for here.
        elif Qt.Key(key) in steps and self._model.found:
            row = self.list.currentIndex().row() + steps[Qt.Key(key)]
            self._go(row % len(self._model.found) if abs(steps[Qt.Key(key)]) == 1 else row)
        else:
            return False
        return True

    def _go(self, row: int) -> None:
        row = max(0, min(row, len(self._model.found) - 1))
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _search(self, query: str) -> None:
        asked = self._question
        found = search(query, asked.find(query) if asked.find else asked.offers, self.recent)
        self._model.show(found)
        room = self._canvas.rect().adjusted(8, 8, -8, -8)
        needed = BORDER + ROW_HEIGHT * max(2, min(len(found), MOST)) + (NOTE if self._question.note else 0)
        self.resize(min(self._width, room.width()), min(needed, room.height()))
        left = max(room.left(), min(self._point.x(), room.right() - self.width()))
        top = max(room.top(), min(self._point.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        if found:
            self._go(0)
        elif query:
            self._nothing.setText(tr("Nothing is called \u201c{query}\u201d.").format(query=query))
        else:
            self._nothing.setText(self._question.nothing)

    def _consider(self, index: QModelIndex) -> None:
        self._question.consider(self._model.found[index.row()].entry if index.isValid() else None)

    def _clicked(self, index: QModelIndex) -> None:
        self._take(index, QGuiApplication.keyboardModifiers())

    def _take(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        if not index.isValid():
            return
        entry, self.alt = self._model.found[index.row()].entry, bool(modifiers & ALT)
        if entry.key:
            self.recent = [entry.key, *(key for key in self.recent if key != entry.key)][:8]
        choose = self._question.choose
        self.close_and_return()
        choose(entry)
