"""What keys do on the canvas beside the shortcuts of the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.canvas.walking import Direction, neighbour

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
NUDGE = 8
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keys:
    """Arrows walk, Ctrl+arrows nudge, the space bar pans while held and plays when tapped."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def claims(self, event: QKeyEvent) -> bool:
        """Whether the key means something here although the window may have a shortcut for it."""
        escapes = event.key() == Qt.Key.Key_Escape and self._canvas.pointer.gesture is not None
        return escapes or _is_space(event)

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key does something here."""
        if _is_space(event):
            if not event.isAutoRepeat():
                self._canvas.pointer.hold_to_pan()
            return True
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key in ARROWS:
            return self._arrow(ARROWS[key], modifiers)
        if key == Qt.Key.Key_Escape:
            self._canvas.step_back()
            return True
        return False

    def release(self, event: QKeyEvent) -> bool:
        """Whether the release of the key does something here."""
        pointer = self._canvas.pointer
        if event.key() != Qt.Key.Key_Space or not pointer.panning:
            return False
        if not event.isAutoRepeat() and not pointer.release_pan():
            self._canvas.play_asked.emit()
        return True

    def _arrow(self, direction: Direction, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & CTRL:
            reach = 1 if modifiers & SHIFT else NUDGE
            self._canvas.commands.nudge(direction.value[0] * reach, direction.value[1] * reach)
            return True
        if modifiers:
            return False
        self._walk(direction)
        return True

    def _walk(self, direction: Direction) -> None:
        scene = self._canvas.graph_scene
        middles = {node: scene.bounds([node]).center() for node in scene.nodes}
        if not middles:
            return
        if scene.selected_nodes:
            centers = {node: (point.x(), point.y()) for node, point in middles.items()}
            found = neighbour(self._canvas.document.graph, centers, scene.selected_nodes[-1], direction)
        else:
            middle = self._canvas.camera.visible().center()
            found = min(middles, key=lambda node: (middles[node] - middle).manhattanLength())
        if found:
            scene.select([found])
            self._canvas.camera.reveal(scene.bounds([found]))


def _is_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and not event.modifiers()
