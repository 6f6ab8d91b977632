"""A plain text editor that grows from two to ten lines, with a short note under the text."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QWidget

from ui.inspector.field import UndoPassesThrough
from ui.theme import small, tabular

_FEWEST, _MOST = 2, 10
_NOTE = 16
_PADDING = 8
_FRAME = 8
"""The frame and the padding of the style sheet, above and below."""


class GrowingText(QPlainTextEdit):
    """Leaves undo to the project, and Tab to the focus."""

    left = Signal()
    """The focus went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = QLabel(self)
        self._note.setFont(tabular(small(self.font())))
        self._note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._pass_through = UndoPassesThrough(self)
        self.installEventFilter(self._pass_through)
        self.setUndoRedoEnabled(False)
        hints = Qt.InputMethodHint.ImhMultiLine | Qt.InputMethodHint.ImhNoAutoUppercase
        # Words of a prompt mean what they say: nothing may be put in their place. Input methods compose all the same.
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda: self._grow())
        self.set_note("", QColor())

    def set_note(self, text: str, color: QColor, *, room: bool = False) -> None:
        """A note in the corner below the text. `room` keeps its place free while it is empty."""
        self._note.setText(text)
        style = f"color: {color.name()}; font-size: 11px;"
        if style != self._note.styleSheet():  # Styling is what takes time when another node is selected.
            self._note.setStyleSheet(style)
        self.setViewportMargins(0, 0, 0, _NOTE if text or room else 0)
        self._grow()
        self._place()

    def note(self) -> str:
        return self._note.text()

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = max(self._text_height(), self._hint_height())
        text = max(_FEWEST * line, min(_MOST * line, wanted))
        margins = 2 * self.document().documentMargin()
        self.setFixedHeight(ceil(text + margins) + _FRAME + self.viewportMargins().bottom())

    def _text_height(self) -> float:
        """The height of all lines as laid out: Chinese lines are taller than Latin ones."""
        height, block = 0.0, self.document().firstBlock()
        while block.isValid() and height < _MOST * self.fontMetrics().lineSpacing():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def _hint_height(self) -> float:
        """The height of the placeholder, while there is nothing else."""
        if not self.placeholderText() or not self.document().isEmpty():
            return 0.0
        margins = round(2 * self.document().documentMargin())
        room = QRect(0, 0, max(1, self.viewport().width() - margins), 10_000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.placeholderText()).height()

    def set_hint(self, text: str) -> None:
        """What stands there in a faint colour while nothing is written."""
        if text != self.placeholderText():
            self.setPlaceholderText(text)
            self._grow()

    def _place(self) -> None:
        self._note.setGeometry(QRect(_PADDING, self.height() - _NOTE - 3, self.width() - 2 * _PADDING, _NOTE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()
        self._place()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
