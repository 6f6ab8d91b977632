"""What keys do in the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.preview.comparing import WIPE_STEP
from ui.preview.shuttle import mark, shuttle, unmark

if TYPE_CHECKING:
    from ui.preview.preview import Preview

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_SHUTTLE = {Qt.Key.Key_J: -1, Qt.Key.Key_L: 1}


def act_on(preview: Preview, event: QKeyEvent) -> bool:
    """Do what a key asks for; the answer is whether it asks for anything."""
    key, clip = Qt.Key(event.key()), preview.player.clip
    sideways = _SIDEWAYS.get(key)
    if sideways and preview.comparing and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
        preview.screen_area.set_wipe(preview.screen_area.wipe + sideways * WIPE_STEP)
    elif sideways:
        preview.step(sideways)
    elif key == Qt.Key.Key_Space:
        preview.toggle()
    elif key == Qt.Key.Key_M and preview.sound.there:
        preview.sound.turn(not preview.sound.on)
    elif key == Qt.Key.Key_K:
        preview.pause()
    elif key in _SHUTTLE:
        shuttle(preview.player, _SHUTTLE[key])
    elif key in (Qt.Key.Key_I, Qt.Key.Key_O) and clip is not None:
        mark(preview.player, start=key == Qt.Key.Key_I)
    elif key == Qt.Key.Key_X and event.modifiers() == Qt.KeyboardModifier.AltModifier:
        unmark(preview.player)
    elif key == Qt.Key.Key_Home:
        preview.seek(0)
    elif key == Qt.Key.Key_End and clip is not None:
        preview.seek(clip.count - 1)
    else:
        return False
    return True
