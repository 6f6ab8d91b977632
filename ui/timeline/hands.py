"""Gestures that change nothing but what is seen or selected, and the cut of the razor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication

from soraapp.project.timeline.razor import cut
from soraapp.project.timeline.timeline import Timeline
from ui.settings import TIMELINE_SNAP
from ui.timeline.drag import ALT, CTRL, SHIFT
from ui.timeline.overlay import Band, SnapLine
from ui.timeline.snapping import REACH, caught, rests

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView
NEAR = 6.0
"""Pixels from which on the playhead rests at something."""


class Pan:
    """The view follows the pointer."""

    def __init__(self, view: TimelineView, point: QPointF) -> None:
        self._view, self._last = view, point
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:  # noqa: ARG002
        step = point - self._last
        self._last = point
        self._view.pan(step.x(), step.y())

    def finish(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.move(point, modifiers)

    def cancel(self) -> None:
        """It stays where it is."""


class Scrub:
    """The playhead follows the pointer, and rests at cuts and markers that are near unless the magnet is off or Alt is
    held."""

    def __init__(self, view: TimelineView, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._view, self._before = view, view.playhead
        self.move(point, modifiers)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        frame = view.geometry_.frame(point.x())
        if view.settings.get(TIMELINE_SNAP) and not modifiers & ALT:
            away, rest = min((abs(view.geometry_.x(one) - point.x()), one) for one in rests(view.shown, None))
            frame = rest if away <= NEAR else frame
        if frame != view.playhead:
            view.seek(frame)

    def finish(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.move(point, modifiers)

    def cancel(self) -> None:
        self._view.seek(self._before)


class RubberBand:
    """Selects what a rectangle touches, with what is linked. Without a movement it is a click on nothing."""

    def __init__(self, view: TimelineView, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._view = view
        self._from, self._frame = point, view.geometry_.place(point.x())
        self._down = point.y() + view.geometry_.top
        self._before, self._lead = view.selection, view.chosen_lead
        self._kept = view.selection if modifiers & (SHIFT | CTRL) else ()
        self._alone = bool(modifiers & ALT)
        self._begun = False
        view.select(self._kept)
        view.select_lead("")

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:  # noqa: ARG002
        if not self._begun and (point - self._from).manhattanLength() < QApplication.startDragDistance():
            return
        self._begun = True
        view = self._view
        corner = QPointF(view.geometry_.x(self._frame), self._down - view.geometry_.top)
        box = QRectF(corner, point).normalized()
        touched = list(view.geometry_.items_within(box))
        if not self._alone:
            touched = [one for item in touched for one in view.shown.linked(item)]
        view.select((*self._kept, *(item.id for item in touched)))
        view.show_shapes(Band(box))

    def finish(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.move(point, modifiers)
        self._view.show_shapes()

    def cancel(self) -> None:
        self._view.show_shapes()
        self._view.select(self._before)
        self._view.select_lead(self._lead)


class Razor:
    """Cuts the item under the pointer, and what it is linked with, where the button is released; with Shift all tracks,
    with Alt the item alone."""

    def __init__(self, view: TimelineView, timeline: Timeline, item: str, point: QPointF) -> None:
        self._view, self._timeline, self._item = view, timeline, item
        self.move(point, Qt.KeyboardModifier.NoModifier)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:  # noqa: ARG002
        self._view.show_shapes(SnapLine(blade(self._view, point)))

    def finish(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._view.show_shapes()
        ids = None if modifiers & SHIFT else [self._item]
        edit = cut(self._timeline.id, blade(self._view, point), ids, alone=bool(modifiers & ALT))
        self._view.document.attempt(edit)

    def cancel(self) -> None:
        self._view.show_shapes()


def blade(view: TimelineView, point: QPointF) -> int:
    """The frame before which the razor would cut: it rests at the playhead and at the cuts of other tracks."""
    frame = view.geometry_.border(point.x())
    if not view.settings.get(TIMELINE_SNAP):
        return frame
    return frame + caught(rests(view.shown, view.playhead), (frame,), 0, view.geometry_.frames(REACH)).frames
