"""The stage: the preview, and under it the takes of the node that it shows. Here the two come together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from soraapp.engine.events import Outcome
from soraapp.project.takes import STARS
from ui.inspector.field import is_escape
from ui.preview import Preview
from ui.runs.run import Run
from ui.takes.strip import TakesStrip

_CTRL = Qt.KeyboardModifier.ControlModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Stage(QWidget):
    """Takes the keys for takes wherever the focus is in it: C compares, G shows all, 1 to 9 pick, Enter gives the
    take that is seen to the node, Ctrl+0 to 5 rate."""

    def __init__(self, preview: Preview, takes: TakesStrip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview, self._takes = preview, takes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(preview, 1)
        column.addWidget(takes)
        takes.lineup.ready.connect(self._compare)
        preview.left.connect(self._left)
        preview.picked.connect(lambda place: takes.pick(takes.lineup.shown[place]))

    def toggle(self) -> None:
        """Compare takes, or leave the comparison."""
        if self._preview.comparing:
            self._preview.leave_comparison()
        else:
            self._takes.compare()

    def show_variants(self, run: Run) -> None:
        """A run over several values of an input is over: what it made is seen at once, side by side, unless a person
        looks at another node or compares something else."""
        if run.asked.variants and run.outcome is Outcome.DONE and not run.away and not self._preview.comparing:
            self._takes.show_made(run)

    def _compare(self, parts: object, title: str) -> None:
        assert isinstance(parts, list)
        self._preview.show_comparison(parts, title)
        if self._takes.list.hasFocus():
            self._preview.setFocus()

    def _left(self) -> None:
        if self._preview.hasFocus():
            self._takes.list.setFocus()

    def _seen(self) -> str | None:
        """The key of the take that is looked at: of two that are compared, the one that is seen alone."""
        alone = self._preview.alone
        if not self._preview.comparing:
            return self._takes.list.current()
        return None if alone is None else self._takes.lineup.shown[alone]

    def event(self, event: QEvent) -> bool:
        """Escape leaves the comparison before it does what it does in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and is_escape(event) and self._preview.comparing:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """So it does where the keyboard is in another view."""
        if not is_escape(event) or not self._preview.comparing:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            self._preview.leave_comparison()
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in _PLAIN
        digit = key - Qt.Key.Key_0 if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else None
        current = self._takes.list.current()
        if is_escape(event) and self._preview.comparing:
            self._preview.leave_comparison()
        elif plain and key == Qt.Key.Key_C:
            self.toggle()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._seen() is not None:
            self._takes.commands.pin_or_unpin(self._seen() or "")
        elif plain and key == Qt.Key.Key_G:
            self._takes.show_all()
        elif plain and digit:
            self._takes.pick_number(digit)
        elif event.modifiers() == _CTRL and digit is not None and digit <= STARS and current is not None:
            self._takes.commands.rate(current, digit)
        else:
            super().keyPressEvent(event)
