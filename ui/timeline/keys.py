"""What keys do on the timeline beside the shortcuts of the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.timeline.drag import ALT

if TYPE_CHECKING:
    from ui.timeline.going import Going
    from ui.timeline.view import TimelineView


class Keys(QObject):
    """The space bar pans while held and plays when tapped, Esc gives up, Alt makes a difference to a drag."""

    def __init__(self, view: TimelineView, going: Going) -> None:
        super().__init__(view)
        self._view, self._going = view, going
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        match event.type():
            case QEvent.Type.ShortcutOverride if self._claims(event):
                event.accept()
                return True
            case QEvent.Type.KeyPress:
                return self._press(event)
            case QEvent.Type.KeyRelease:
                return self._release(event)
            case _:
                return False

    def _claims(self, event: QKeyEvent) -> bool:
        """Whether the key means something here although the window may have a shortcut for it."""
        return _is_space(event) or (event.key() == Qt.Key.Key_Escape and self._view.pointer.busy)

    def _press(self, event: QKeyEvent) -> bool:
        pointer = self._view.pointer
        if _is_space(event):
            if not event.isAutoRepeat():
                pointer.hold_to_pan()
            return True
        if event.key() == Qt.Key.Key_Escape:
            pointer.step_back()
            return True
        return event.key() == Qt.Key.Key_Alt and pointer.hold_alt(event.modifiers() | ALT)

    def _release(self, event: QKeyEvent) -> bool:
        pointer = self._view.pointer
        if event.key() == Qt.Key.Key_Alt:
            return pointer.hold_alt(event.modifiers() & ~ALT)
        if event.key() != Qt.Key.Key_Space or not pointer.panning:
            return False
        if not event.isAutoRepeat() and not pointer.release_pan():
            self._going.play()
        return True


def _is_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and not event.modifiers()
