"""A text of several lines that says how much of it the model reads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from soraapp.nodekit import Input, Prompt, Value
from ui.background import Background
from ui.inspector.field import Burst, Field, mixed_word
from ui.inspector.growing_text import GrowingText
from ui.limits import Limits
from ui.theme import ROW, Theme


class PromptField(Field):
    """Typing is told at once; after a pause of a second, or elsewhere, it is another step of undo."""

    tells_mixed = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.text = GrowingText(self)
        self.text.setAccessibleName(self.accessibleName())
        placeholder = port.control.placeholder if isinstance(port.control, Prompt) else ""
        self._hint = QCoreApplication.translate("nodes", placeholder) if placeholder else ""
        self._of_result = isinstance(port.control, Prompt) and port.control.of_result
        self._result = ""
        self.take = QToolButton(self)
        """Writes the result of the node here, to be edited."""
        self.take.setText(self.tr("Edit this text"))
        self.take.setFixedHeight(ROW)
        self.take.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.take.hide()
        self._counting = Background(self)
        self._counted: tuple[str, int] | None = None
        """A text, and how many tokens it is."""
        self._known = ""
        self._written = ""
        self._burst = Burst()
        self._showing = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.text)
        layout.addWidget(self.take)
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(self._typed)
        self.text.left.connect(self._burst.end)
        self.take.clicked.connect(self._take)
        self.destroyed.connect(self._counting.close)
        self._show_count()
        self.show_mixed()
        self.show_result("")

    def set_value(self, value: Value) -> None:
        text = "" if value is None else str(value)
        if text == self._known:
            return
        self._known = text
        self._burst.end()
        self._showing = True
        self._replace(text)
        self._showing = False
        self._written = self.text.toPlainText()
        self._show_count()
        self._offer()

    def begin(self) -> None:
        """The cursor stands where it does in a new field."""
        self.set_value(None)
        self._burst.end()

    def set_limits(self, limits: Limits) -> None:
        super().set_limits(limits)
        self._show_count()

    def restyle(self) -> None:
        self.text.setStyleSheet(f"QPlainTextEdit {{ {self.frame_style()} }}" if self.bad else "")
        self._show_count()

    def show_result(self, text: str) -> None:
        """What the node gave last; nothing where the field has to do with other things."""
        if self._of_result:
            self._result = text
            self._hint = text or self.tr("After a run the text stands here, to be edited.")
            self.show_mixed()
            self._offer()

    def show_mixed(self) -> None:
        self.text.set_hint(mixed_word() if self.mixed else self._hint)

    def _offer(self) -> None:
        self.take.setVisible(bool(self._result) and not self._known)

    def _take(self) -> None:
        self.text.setFocus()
        self.edited.emit(self._result, "")

    def _typed(self) -> None:
        text = self.text.toPlainText()
        if self._showing or text == self._written:  # The same text: an input method composes, nothing is written yet.
            return
        self._known = self._written = text
        self._show_count()
        self._offer()
        self.edited.emit(text, self._burst.name())

    def _replace(self, text: str) -> None:
        """Put in only what is different, so that the cursor stays where a person left it."""
        old = self.text.toPlainText()
        start = _common(old, text)
        end = _common(old[start:][::-1], text[start:][::-1])
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(_units(old[:start]))
        cursor.setPosition(_units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])

    def _show_count(self) -> None:
        """How much is written of what the model reads: in tokens where it tells them, which takes a moment."""
        limits, text = self.limits, self._known
        if limits.tokens is None or limits.count_tokens is None:
            self._tell_count(len(text), limits.longest, "")
        elif self._counted and self._counted[0] == text:
            self._tell_count(self._counted[1], limits.tokens, self.tr("tokens"))
        elif not text:
            self._tell_count(0, limits.tokens, "")
        else:
            self._counting.do(partial(limits.count_tokens, text), partial(self._count, text), _raise)

    def _count(self, text: str, tokens: int) -> None:
        self._counted = text, tokens
        if text == self._known and self.limits.tokens is not None:
            self._tell_count(tokens, self.limits.tokens, self.tr("tokens"))

    def _tell_count(self, count: int, most: int | None, unit: str) -> None:
        over = most is not None and count > most
        text = f"{count} / {most} {unit}".rstrip() if most is not None and count else ""
        if over:
            text += self.tr(" · the rest is not read")
        self.text.set_note(text, self.theme.color("bad" if over else "faint"), room=most is not None)


def _raise(error: Exception) -> None:
    raise error


def _common(first: str, second: str) -> int:
    """How many characters two texts have in common at their start."""
    pairs = zip(first, second, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))


def _units(text: str) -> int:
    """The length of a text as Qt counts it: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
