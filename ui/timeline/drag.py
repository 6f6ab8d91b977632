"""Drags that change a timeline: while the pointer moves, the timeline is shown as the edit would leave it; the document
learns of the edit once, at the end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from soraapp.errors import SoraError
from soraapp.project.edits import Edit
from soraapp.project.timeline.timeline import Timeline
from ui.settings import TIMELINE_SNAP
from ui.texts import error_text
from ui.timeline.overlay import Note, Shape, SnapLine
from ui.timeline.snapping import REACH, Caught, caught, rests

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Gesture(Protocol):
    """What a pressed button does until it is released. Points are in the viewport."""

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None: ...

    def finish(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None: ...

    def cancel(self) -> None:
        """Leave everything as it was before."""
        ...


class EditDrag:
    """Such a drag. What it holds is `edges`, frames which come to rest at others; items that move along are `without`
    which they rest."""

    def __init__(self, view: TimelineView, timeline: Timeline, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.view, self.before = view, timeline
        self.pressed = modifiers
        self.begun = False
        self.edges: Collection[int] = ()
        self.without: Collection[str] = ()
        self._from, self._grabbed = point, view.geometry_.place(point.x())
        self._selection = view.selection
        self._points: list[int] = []
        self._alt = bool(modifiers & ALT)
        """Alt has been held since the button was pressed, when it meant something else."""

    # What differs

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        """What the drag does now; None for nothing."""
        return None

    def shapes(self, frames: int, draft: Timeline | None) -> Sequence[Shape]:  # noqa: ARG002
        """What is shown on top; without a draft the edit is refused."""
        return ()

    def told(self, frames: int, draft: Timeline) -> str:  # noqa: ARG002
        """What the drag has come to, in a few words."""
        return ""

    def click(self) -> None:
        """The button was released where it was pressed."""

    def done(self, edit: Edit, after: Timeline) -> None:
        """The edit was made."""

    # The drag

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.begun:
            if (point - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            self.begun = True
            self._points = rests(self.before, self.view.playhead, self.without)
        self._alt = self._alt and bool(modifiers & ALT)
        held = self._held(point, modifiers)
        edit = self.edit(held.frames, point, modifiers)
        draft, words = self._tried(edit)
        self.view.show_draft(draft)
        shapes = list(self.shapes(held.frames, draft))
        if held.line is not None and draft is not None:
            shapes.append(SnapLine(held.line))
        words = words or (self.told(held.frames, draft) if draft else "")
        if words:
            shapes.append(Note(point, words))
        self.view.show_shapes(*shapes)

    def finish(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.begun:
            self.click()
            return
        self._alt = self._alt and bool(modifiers & ALT)
        edit = self.edit(self._held(point, modifiers).frames, point, modifiers)
        self._end()
        document = self.view.document
        if edit and document.attempt(edit):
            after = document.project.timelines.get(self.before.id)
            if after is not None and after is not self.before:
                self.done(edit, after)

    def cancel(self) -> None:
        if self.begun:
            self._end()

    def _end(self) -> None:
        self.view.show_draft(None)
        self.view.show_shapes()
        self.view.select(self._selection)

    def _tried(self, edit: Edit | None) -> tuple[Timeline | None, str]:
        """The timeline as the edit would leave it, or None and why it is refused."""
        if edit is None:
            return self.before, ""
        try:
            return edit.change(self.view.document.project).timelines.get(self.before.id), ""
        except SoraError as error:
            return None, error_text(error)

    def _held(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> Caught:
        """How far the drag went, in frames, and what caught it."""
        frames = round(self.view.geometry_.place(point.x()) - self._grabbed)
        free = modifiers & ALT and not self._alt
        if free or not self.view.settings.get(TIMELINE_SNAP):
            return Caught(frames, None)
        return caught(self._points, self.edges, frames, self.view.geometry_.frames(REACH))
