"""Handles that are dragged: fades, transitions, markers, and the marked part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from soraapp.project.edits import Edit
from soraapp.project.timeline.leads import set_lead
from soraapp.project.timeline.markers import change_marker, set_range
from soraapp.project.timeline.properties import change_items
from soraapp.project.timeline.timeline import Item, Lead, Marker, Timeline
from ui.timeline.drag import EditDrag
from ui.timeline.words import span, tr, way

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

ENDS = 0.3
"""The part of a transition at each side by which it is made longer; in the middle it is moved."""


class DragFade(EditDrag):
    """A fade becomes as long as the pointer is away from the end of its item."""

    def __init__(
        self,
        view: TimelineView,
        timeline: Timeline,
        item: Item,
        point: QPointF,
        modifiers: Qt.KeyboardModifier,
        *,
        head: bool,
    ) -> None:
        super().__init__(view, timeline, point, modifiers)
        self._item, self._head = item, head
        self._length = 0
        self.edges = (item.start + item.fade_in if head else item.end - item.fade_out,)

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        item = self._item
        wanted = item.fade_in + frames if self._head else item.fade_out - frames
        other = item.fade_out if self._head else item.fade_in
        self._length = max(0, min(wanted, item.length - other))
        if self._head:
            return change_items(self.before.id, [item.id], "Fade in", alone=True, fade_in=self._length)
        return change_items(self.before.id, [item.id], "Fade out", alone=True, fade_out=self._length)

    def told(self, frames: int, draft: Timeline) -> str:  # noqa: ARG002
        time = span(self._length, draft)
        return (
            tr("fades in over {time}").format(time=time)
            if self._head
            else tr("fades out over {time}").format(time=time)
        )

    def click(self) -> None:
        self.view.select(one.id for one in self.before.linked(self._item))


class DragLead(EditDrag):
    """An end of a transition follows the pointer, or from its middle all of it."""

    def __init__(
        self, view: TimelineView, timeline: Timeline, item: Item, point: QPointF, modifiers: Qt.KeyboardModifier
    ) -> None:
        super().__init__(view, timeline, point, modifiers)
        assert item.lead is not None
        self._item, self._lead = item, item.lead
        share = (view.geometry_.place(point.x()) - item.start + item.lead.before) / item.lead.span
        self._side = -1 if share < ENDS else 1 if share > 1 - ENDS else 0
        starts, ends = item.start - item.lead.before, item.start + item.lead.after
        self.edges = {-1: (starts,), 0: (starts, ends), 1: (ends,)}[self._side]

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        return set_lead(self.before.id, self._item.id, self._changed(frames))

    def told(self, frames: int, draft: Timeline) -> str:  # noqa: ARG002
        lead = draft.by_id[self._item.id].lead
        return span(lead.span, draft) if lead else ""

    def click(self) -> None:
        self.view.select(())
        self.view.select_lead(self._item.id)

    def _changed(self, frames: int) -> Lead:
        lead = self._lead
        if self._side == 0:
            held = max(-lead.after, min(frames, lead.before))
            return replace(lead, before=lead.before - held, after=lead.after + held)
        if self._side < 0:
            return replace(lead, before=max(1 if not lead.after else 0, lead.before - frames))
        return replace(lead, after=max(1 if not lead.before else 0, lead.after + frames))


class DragMarker(EditDrag):
    """A marker follows the pointer. A click brings the playhead to it."""

    def __init__(
        self, view: TimelineView, timeline: Timeline, marker: Marker, point: QPointF, modifiers: Qt.KeyboardModifier
    ) -> None:
        others = replace(timeline, markers=tuple(one for one in timeline.markers if one is not marker))
        super().__init__(view, others, point, modifiers)
        self._marker = marker
        self.edges = (marker.at,)

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        return change_marker(self.before.id, self._marker.id, at=max(0, self._marker.at + frames))

    def told(self, frames: int, draft: Timeline) -> str:
        return way(max(frames, -self._marker.at), draft.rate)

    def click(self) -> None:
        self.view.seek(self._marker.at)


class DragRange(EditDrag):
    """Marks the part from where the button was pressed to the pointer."""

    def __init__(self, view: TimelineView, timeline: Timeline, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        super().__init__(view, timeline, point, modifiers)
        self._start = view.geometry_.border(point.x())
        self._length = 0
        self.edges = (self._start,)

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        first, stop = sorted((self._start, max(0, self._start + frames)))
        self._length = max(1, stop - first)
        return set_range(self.before.id, first, first + self._length - 1)

    def told(self, frames: int, draft: Timeline) -> str:  # noqa: ARG002
        return span(self._length, draft)
