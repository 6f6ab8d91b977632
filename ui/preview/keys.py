"""What keys do in the preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.preview.comparing import WIPE_STEP
from ui.preview.lens import STEP
from ui.preview.shuttle import mark, shuttle, unmark

if TYPE_CHECKING:
    from ui.preview.preview import Preview

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DONE: dict[Qt.Key, Callable[[Preview], object]] = {
    Qt.Key.Key_K: lambda preview: preview.pause(),
    Qt.Key.Key_J: lambda preview: shuttle(preview.player, -1),
    Qt.Key.Key_L: lambda preview: shuttle(preview.player, 1),
    Qt.Key.Key_I: lambda preview: mark(preview.player, start=True),
    Qt.Key.Key_O: lambda preview: mark(preview.player, start=False),
    Qt.Key.Key_Home: lambda preview: preview.seek(0),
    Qt.Key.Key_End: lambda preview: preview.seek(preview.player.clip.count - 1 if preview.player.clip else 0),
    Qt.Key.Key_Plus: lambda preview: preview.screen_area.zoom_by(STEP),
    Qt.Key.Key_Equal: lambda preview: preview.screen_area.zoom_by(STEP),
    Qt.Key.Key_Minus: lambda preview: preview.screen_area.zoom_by(1 / STEP),
    Qt.Key.Key_F: lambda preview: preview.fit(),
    Qt.Key.Key_Z: lambda preview: preview.one_to_one(),
    Qt.Key.Key_T: lambda preview: preview.transport.time.edit(),
    Qt.Key.Key_A: lambda preview: preview.flip(),
    Qt.Key.Key_Comma: lambda preview: preview.insert_asked.emit(),
    Qt.Key.Key_Period: lambda preview: preview.overwrite_asked.emit(),
}
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier,
)


def act_on(preview: Preview, event: QKeyEvent) -> bool:
    """Do what a key asks for; the answer is whether it asks for anything."""
    key = Qt.Key(event.key())
    sideways = _SIDEWAYS.get(key)
    if sideways and preview.comparing and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
        preview.screen_area.set_wipe(preview.screen_area.wipe + sideways * WIPE_STEP)
    elif preview.comparing and preview.full_screen.on and key == Qt.Key.Key_Escape:
        preview.leave_comparison()
    elif preview.full_screen.on and key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
        preview.full_screen.leave()
    elif sideways:
        preview.step(sideways)
    elif key == Qt.Key.Key_Space:
        _hold(preview, event)
    elif key == Qt.Key.Key_M and preview.sound.there:
        preview.sound.turn(not preview.sound.on)
    elif key == Qt.Key.Key_X and event.modifiers() == Qt.KeyboardModifier.AltModifier:
        unmark(preview.player)
    elif key in _DONE and event.modifiers() in _PLAIN:
        _DONE[key](preview)
    else:
        return False
    return True


def let_go(preview: Preview, event: QKeyEvent) -> bool:
    """A key is released; the answer is whether that means anything. Space plays, or pauses, unless the mouse has moved
    the picture meanwhile."""
    pointer = preview.screen_area.pointer
    if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not pointer.hand:
        return False
    pointer.hand = False
    pointer.show()
    if not pointer.used:
        preview.toggle()
    return True


def _hold(preview: Preview, event: QKeyEvent) -> None:
    """As long as Space is held, the mouse moves the picture."""
    pointer = preview.screen_area.pointer
    if not event.isAutoRepeat():
        pointer.hand, pointer.used = True, False
        pointer.show()
