"""Writing a prompt in its place: an editor of several lines over the box of a node."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

SMALLEST = QSize(240, 104)


class TextEditor(QPlainTextEdit):
    """Ctrl+Return, Tab or a click elsewhere takes the text; Escape leaves the old one. Undo is of the typing here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = parent
        self.setObjectName("canvasText")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self._accept: Callable[[str], object] = lambda _: None
        self._before = ""
        self.hide()

    def open_at(self, rect: QRect, text: str, hint: str, accept: Callable[[str], object]) -> None:
        """Edit a text at a place of the parent, moved so that all of it is in view; `accept` takes what is new."""
        self._accept, self._before = accept, text
        room = self._canvas.rect().adjusted(4, 4, -4, -4)
        place = QRect(rect.topLeft(), rect.size().expandedTo(SMALLEST).boundedTo(room.size()))
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
        self.setGeometry(place)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setPlainText(text)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take what is typed, if the editor is open."""
        if self.isVisible():
            QGuiApplication.inputMethod().commit()
            self._take()
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def abandon(self) -> None:
        """Leave the text as it was."""
        if self.isVisible():
            self._before = self.toPlainText()
            self.hide()
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """All keys belong to the editor, although the window and the canvas have shortcuts for some."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Tab or (enters and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.abandon()
        else:
            super().keyPressEvent(event)
        event.accept()  # Else the canvas would get what means nothing here.

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._take()

    def _take(self) -> None:
        """Hide first: losing the focus must not take the text a second time."""
        if not self.isVisible():
            return
        text, before = self.toPlainText(), self._before
        self._before = text
        self.hide()
        if text != before:
            self._accept(text)
