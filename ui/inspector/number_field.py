"""A number as a bar: drag to change it, click to type it, step it by keys or the wheel."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from soraapp.errors import SoraError
from soraapp.nodekit import Input, Value
from ui.inspector.field import Burst, Field, mixed_word
from ui.inspector.number_editor import NumberEditor
from ui.inspector.number_painting import Bar, paint
from ui.limits import Limits, snapped, value_of
from ui.texts import unit_text
from ui.theme import ROW, Theme, tabular
from ui.typed_number import typed_number

_DRAG = 4
_FINE = 10


class NumberField(Field):
    """A number with or without a range; an optional one may be empty."""

    tells_mixed = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None, *, bar: bool = True) -> None:
        super().__init__(port, theme, parent)
        self.value: Value = None
        self._first: Value = None
        """Of several that are mixed, the one from which a change begins."""
        self.whole = port.type is int
        self._bar = bar
        self._burst = Burst()
        self._pressed: tuple[float, float] | None = None
        self._drag = ""
        """The name of the burst of the drag that is under way."""
        self._told = False
        """Whether a person has been told why something was not taken."""
        self._editor = NumberEditor(self)
        self._editor.taken.connect(self.finish)
        self._editor.left.connect(self.finish)
        self._editor.dropped.connect(self.cancel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(tabular(self.font()))
        self._show_cursor()

    def sizeHint(self) -> QSize:
        return QSize(160, ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, ROW)

    def show_value(self, value: Value, *, mixed: bool = False) -> None:
        self._first = value
        super().show_value(value, mixed=mixed)

    def set_value(self, value: Value) -> None:
        if value != self.value or type(value) is not type(self.value):
            self.value = value
            if self.typing:  # Undo, or another view, was quicker.
                self._stop_typing()
            self.setAccessibleDescription(self.text())
            self.update()

    def begin(self) -> None:
        self._burst.end()
        self._pressed, self._drag = None, ""
        if self.typing:
            self._stop_typing()

    def set_limits(self, limits: Limits) -> None:
        super().set_limits(limits)
        self._show_cursor()

    def text(self) -> str:
        """The value as it is painted, with its unit."""
        if self.mixed:
            return mixed_word()
        shown = self.limits.advised if self.value is None else self.value
        number = value_of(shown)
        if shown is None:
            return self.tr("not set")
        if number is None:
            return str(shown)
        return " ".join(part for part in (self._written(number), unit_text(self.limits.unit)) if part)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        quiet = self.value is None
        note = self.tr("as the model advises") if quiet and not self.mixed and self.limits.advised is not None else ""
        bar = Bar(self.text(), note, quiet, self._share(), self._frame())
        paint(QPainter(self), self.rect(), bar, self.theme)

    def _frame(self) -> str:
        if self.bad:
            return "bad"
        return "accent" if self.hasFocus() else "faint" if self.underMouse() and self.isEnabled() else "line"

    def _share(self) -> float | None:
        """How much of the bar is filled, from 0 to 1."""
        number = value_of(self.limits.advised if self.value is None else self.value)
        if self.mixed or not self._bar or number is None or self.limits.reach is None:
            return None
        low, high = self.limits.reach
        if high <= low:
            return None
        return max(0.0, min(1.0, (number - low) / (high - low)))

    # Typing

    @property
    def typing(self) -> bool:
        return not self._editor.isHidden()

    def begin_typing(self, text: str | None = None) -> None:
        """Let a person type, beginning with `text` or else with the value."""
        self._tell(None)
        number = value_of(self.value)
        self._editor.setText(text if text is not None else "" if number is None else f"{number:.10g}")
        self._editor.setGeometry(self.rect())
        self._editor.show()
        self._editor.setFocus()
        if text is None:
            self._editor.selectAll()

    def finish(self) -> None:
        """Take what was typed. When it is refused, the value stays as it was."""
        if self.mixed and not self._editor.text().strip():
            self.cancel()
            return
        try:
            value = typed_number(self._editor.text(), self.port, self.limits, self._start())
        except SoraError as error:
            self._tell(error)
        else:
            self._tell(None)
            if value != self.value or self.mixed:
                self.edited.emit(value, "")
        self._stop_typing()

    def _tell(self, refusal: SoraError | None) -> None:
        self._told = refusal is not None
        self.refused.emit(refusal)

    def cancel(self) -> None:
        """Drop what was typed."""
        self._tell(None)
        self._stop_typing()

    def _stop_typing(self) -> None:
        with QSignalBlocker(self._editor):  # The focus leaves it here, which must not be taken for a person's doing.
            if self._editor.hasFocus():
                self.setFocus()
            self._editor.hide()
        self.update()

    def _written(self, number: float) -> str:
        return f"{number:.6g}" if not self.whole else f"{number:g}" if abs(number) < 1e5 else f"{number:.0f}"

    # Dragging, keys, wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (event.position().x(), self._start())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self._bar or self.limits.reach is None:
            return
        (low, high), start = self.limits.reach, self._pressed[1]
        moved = event.position().x() - self._pressed[0]
        if not self._drag and abs(moved) < _DRAG:
            return
        if not self._drag:
            self._burst.end()
            self._drag = self._burst.name()
        fine = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        wish = start + moved / max(1, self.width()) * (high - low) / fine
        self._set(min(wish, max(high, start)), self._drag)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        dragged, self._drag, self._pressed = bool(self._drag), "", None
        self._burst.end()
        if not dragged and self.rect().contains(event.position().toPoint()):
            self.begin_typing()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus() or not event.angleDelta().y():
            event.ignore()
            return
        self._step(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        many = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        steps = {keys.Key_Up: many, keys.Key_Right: many, keys.Key_Down: -many, keys.Key_Left: -many}
        steps |= {keys.Key_PageUp: 10, keys.Key_PageDown: -10}
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in steps:
            self._step(steps[keys(event.key())])
        elif plain and event.key() in (keys.Key_Home, keys.Key_End) and self.limits.reach is not None and self._bar:
            self._set(self.limits.reach[event.key() == keys.Key_End], self._burst.name())
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_F2):
            self.begin_typing()
        elif event.key() in (keys.Key_Delete, keys.Key_Backspace) and self.port.optional:
            self.edited.emit(None, "")
        elif plain and event.text() and event.text() in "0123456789.-+*/(":
            self.begin_typing(event.text())
        else:
            event.ignore()

    def _step(self, steps: int) -> None:
        self._set(self._start() + steps * self.limits.step, self._burst.name())

    def _start(self) -> float:
        """From where a change begins: the value, or else what the model advises, or else the least."""
        known = self._first if self.mixed else self.value
        current = value_of(self.limits.advised if known is None else known)
        return self.limits.minimum or 0 if current is None else current

    def _set(self, value: float, burst: str) -> None:
        new = snapped(value, self.limits, whole=self.whole)
        self._tell(None)
        if new != self.value or self.mixed:
            self.edited.emit(new, burst)

    def _show_cursor(self) -> None:
        draggable = self._bar and self.limits.reach is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if draggable else Qt.CursorShape.IBeamCursor)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._burst.end()
        if self._told and not self.typing:  # The value that is shown is right; why another one was not has been read.
            self._tell(None)
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._editor.setGeometry(self.rect())
