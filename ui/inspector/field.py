"""What every control of the inspector is: a widget that shows one value and tells when a person changes it."""

from __future__ import annotations

from itertools import count
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from soraapp.nodekit import Input, Value
from ui.limits import Limits
from ui.texts import input_title
from ui.theme import Theme

_PAUSE = 1.0
_numbers = count()


class Burst:
    """Names bursts of changes: those with less than a second in between share a name, and so one step of undo."""

    def __init__(self) -> None:
        self._name = ""
        self._latest = 0.0

    def name(self) -> str:
        now = monotonic()
        if not self._name or now - self._latest > _PAUSE:
            self._name = str(next(_numbers))
        self._latest = now
        return self._name

    def end(self) -> None:
        """The next change is the first of another burst."""
        self._name = ""


class Field(QWidget):
    """Shows the value of an input. `edited` tells a person's change only, never one by `set_value`."""

    edited = Signal(object, str)
    """The new value, and the name of the burst that it belongs to (empty: a step of undo of its own)."""
    refused = Signal(object)
    """The SoraError for what a person typed; None when that is mended."""
    tells_mixed = False
    """Whether it says itself that several nodes have different values."""
    wide = False
    """Whether it takes the whole width, below its name."""

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.port = port
        self.theme = theme
        self.limits = Limits()
        self.bad = False
        self.mixed = False
        """Several nodes have different values: none of them is shown."""
        self.setAccessibleName(input_title(port))

    def show_value(self, value: Value, *, mixed: bool = False) -> None:
        """Show a value of the project; `mixed`: it is one of several, and none of them is seen."""
        if mixed != self.mixed:
            self.mixed = mixed
            self.show_mixed()
        self.set_value(None if mixed else value)

    def set_value(self, value: Value) -> None:
        """Show a value of the project, also one of the wrong kind."""
        raise NotImplementedError

    def show_mixed(self) -> None:
        """Follow `mixed`."""
        self.update()

    def begin(self) -> None:
        """The next value is that of another node."""

    def set_limits(self, limits: Limits) -> None:
        """What the input takes."""
        self.limits = limits
        self.update()

    def set_bad(self, bad: bool) -> None:
        """Whether something is wrong with the value."""
        if bad != self.bad:
            self.bad = bad
            self.restyle()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.restyle()

    def restyle(self) -> None:
        """Follow `theme` and `bad`."""
        self.update()

    def frame_style(self) -> str:
        """The rule by which a Qt input inside the field shows that something is wrong."""
        return f"border: 1px solid {self.theme.color('bad').name()};" if self.bad else ""


class UndoPassesThrough(QObject):
    """Keeps a text widget from swallowing undo and redo: those belong to the whole project."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if pressed and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()  # So it goes to the shortcuts of the window, or else up to the widgets around.
            return True
        return super().eventFilter(watched, event)


def mixed_word() -> str:
    """What stands in a field for several nodes that have different values."""
    return QCoreApplication.translate("InputRow", "mixed")


def is_escape(event: QEvent) -> bool:
    """Whether Escape is pressed, or about to be looked up as a shortcut."""
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
