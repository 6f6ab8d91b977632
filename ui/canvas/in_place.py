"""Editing a text where it stands: an editor over it, open until what is typed is taken or given up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons why the keyboard goes elsewhere only for a while."""


class InPlace(QObject):
    """Ctrl+Return, Tab or a click elsewhere takes the text, and Return does where there is one line, or with
    `by_return`: then Shift+Return begins another. Escape leaves the old one."""

    given_up = Signal()
    """Escape was pressed."""

    def __init__(self, editor: QLineEdit | QPlainTextEdit, canvas: QWidget, *, by_return: bool = False) -> None:
        super().__init__(editor)
        self._editor, self._canvas = editor, canvas
        self._by_return = by_return or isinstance(editor, QLineEdit)
        self._accept: Callable[[str], bool] = lambda _: True
        self._then: Callable[[], object] = lambda: None
        self._before = ""
        editor.installEventFilter(self)
        editor.hide()

    def open_at(
        self, rect: QRect, text: str, accept: Callable[[str], bool], then: Callable[[], object] = lambda: None
    ) -> None:
        """Edit a text at a place of the canvas; `accept` takes the new one and answers whether it could be used, and
        `then` is done after Ctrl+Return has taken it."""
        self._accept, self._before, self._then = accept, text, then
        editor = self._editor
        editor.setGeometry(rect)
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        else:
            editor.setPlainText(text)
        editor.selectAll()
        editor.show()
        editor.raise_()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take what is typed, if the editor is open; what is refused stays there to be mended."""
        if not self._editor.isVisible():
            return
        QGuiApplication.inputMethod().commit()
        if self._text() == self._before or self._accept(self._text()):
            self.abandon()

    def abandon(self) -> None:
        """Close the editor, and take nothing."""
        if self._editor.isVisible():
            self._editor.hide()
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """All keys belong to the editor, although the window and the canvas have shortcuts for some."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if not self._pressed(event):
                watched.event(event)
            event.accept()  # Else the canvas would get what means nothing here.
            return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            watched.event(event)
            if event.reason() not in PASSING:
                self._left()
            return True
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key ends the editing."""
        plain = isinstance(self._editor, QLineEdit) or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        with_ctrl = event.key() in ENTERS and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        takes = event.key() in ENTERS and ((self._by_return and plain) or with_ctrl)
        if takes or event.key() == Qt.Key.Key_Tab:
            self.finish()
            if with_ctrl and not self._editor.isVisible():
                self._then()
        elif event.key() == Qt.Key.Key_Escape:
            self.abandon()
            self.given_up.emit()
        else:
            return False
        return True

    def _left(self) -> None:
        """Hide first: losing the focus must not take the text a second time."""
        if not self._editor.isVisible():
            return
        text = self._text()
        self._editor.hide()
        if text != self._before:
            self._accept(text)

    def _text(self) -> str:
        editor = self._editor
        return editor.text().strip() if isinstance(editor, QLineEdit) else editor.toPlainText()
