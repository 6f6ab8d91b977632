"""What keys do on the canvas beside the shortcuts of the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
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
    """Arrows walk, Ctrl+arrows nudge, the space bar pans while held and plays when tapped, Y cuts while held."""

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
        if _is_knife(event):
            self._canvas.pointer.hold_to_cut()
            return True
        if event.key() == Qt.Key.Key_Alt:
            return self._canvas.pointer.hold_alt(held=True)
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
        if _is_knife(event) and pointer.cutting:
            if not event.isAutoRepeat():
                pointer.release_cut()
            return True
        if event.key() == Qt.Key.Key_Alt:
            return pointer.hold_alt(held=False)
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
        if modifiers & ~SHIFT:
            return False
        self._walk(direction, extend=bool(modifiers))
        return True

    def _walk(self, direction: Direction, *, extend: bool) -> None:
        canvas, scene = self._canvas, self._canvas.graph_scene
        found = self._next(direction)
        if found:
            scene.select([*(node for node in scene.selected_nodes if extend and node != found), found])
            canvas.camera.reveal(scene.bounds([found]))

    def _next(self, direction: Direction) -> str | None:
        """The node that an arrow leads to from the one selected last, or else the one nearest to the middle. Only what
        is near is looked at, as long as there is something."""
        scene, seen = self._canvas.graph_scene, self._canvas.camera.visible()
        chosen = scene.selected_nodes[-1:]
        around = scene.bounds(chosen) if chosen else QRectF(seen.center(), seen.center())
        for reach in (1000.0, 4000.0, 16000.0, 1e6):
            near = scene.nodes_in(around.adjusted(-reach, -reach, reach, reach))
            middles = {node: scene.bounds([node]).center() for node in near}
            if chosen:
                centers = {node: (point.x(), point.y()) for node, point in middles.items()}
                found = neighbour(self._canvas.document.graph, centers, chosen[0], direction)
            else:
                found = min(middles, key=lambda node: (middles[node] - seen.center()).manhattanLength(), default=None)
            if found:
                return found
        return None


def _is_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and not event.modifiers()


def _is_knife(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and not event.modifiers()
