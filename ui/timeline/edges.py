"""Edges of items that are dragged, and what is seen between them: trim, ripple, roll, slip and slide."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from soraapp.media.clip import Clip, Image
from soraapp.project.edits import Edit
from soraapp.project.timeline.bounds import Edge, Limits, edge_of, open_reach, reach
from soraapp.project.timeline.timeline import LONGEST, Item, Timeline
from soraapp.project.timeline.trimming import roll, slide, slip, trim
from ui.timeline.drag import ALT, EditDrag
from ui.timeline.overlay import Ghost, Shape
from ui.timeline.words import span, tr, way

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

STIFF = 14.0
"""Pixels that an edge has to be drawn past the end of its source before more of it is to be made."""


def limits_of(view: TimelineView) -> Limits:
    """How long the sources of items are; a picture has no end, and one that is not known yet is taken to be long."""

    def limit(item: Item) -> Fraction | None:
        seconds = view.footage.length_of(item.source)
        if seconds is not None:
            return seconds
        media = view.footage.clip_of(item.source)
        return None if isinstance(media, Image) and not isinstance(media, Clip) else Fraction(LONGEST)

    return limit


class TrimEdge(EditDrag):
    """An edge of an item follows the pointer. With `ripple` what comes later does, too. Alt at the beginning leaves
    linked items alone."""

    def __init__(
        self,
        view: TimelineView,
        timeline: Timeline,
        item: Item,
        edge: Edge,
        point: QPointF,
        modifiers: Qt.KeyboardModifier,
        *,
        ripple: bool = False,
    ) -> None:
        super().__init__(view, timeline, point, modifiers)
        self._item, self._edge, self._ripple = item, edge, ripple
        self._alone = bool(modifiers & ALT)
        self.edges = (edge_of(item, edge),)
        self.without = [one.id for one in timeline.linked(item)]
        self._more = 0
        """Frames that are drawn beyond the end of the source."""
        if item.id not in view.selection:
            view.select([item.id] if self._alone else self.without)
            self._selection = view.selection

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        self._more = self._beyond(frames)
        limits = limits_of(self.view)
        return trim(self.before.id, [self._item.id], self._edge, frames, self._ripple, limits, alone=self._alone)

    def shapes(self, frames: int, draft: Timeline | None) -> Sequence[Shape]:
        track = self.before.homes[self._item.id].id
        if not self._more or draft is None:
            return () if draft else (Ghost(track, self._item.start, self._item.end, fits=False),)
        at = edge_of(draft.by_id[self._item.id], self._edge)
        goal = edge_of(self._item, self._edge) + frames
        return (Ghost(track, min(at, goal), max(at, goal), tr("make it")),)

    def told(self, frames: int, draft: Timeline) -> str:  # noqa: ARG002
        now = draft.by_id.get(self._item.id)
        if now is None:
            return ""
        if self._more:
            return tr("extend by {time}").format(time=span(self._more, draft))
        longer = now.length - self._item.length
        return f"{way(longer, draft.rate)} \u00b7 {span(now.length, draft)}"

    def click(self) -> None:
        self.view.select([self._item.id] if self._alone else self.without)

    def finish(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.begun and (frames := self._beyond(self._held(point, modifiers).frames)):
            self._end()
            spare = reach(self._item, self._edge, self.before.rate, limits_of(self.view))
            own = -spare[0] if self._edge is Edge.HEAD else spare[1]
            self.view.drawn_out.emit(self._item.id, self._edge, frames + own)
        else:
            super().finish(point, modifiers)

    def _beyond(self, frames: int) -> int:
        """How many frames past the end of its source the edge was drawn, as far as its neighbour; 0 for a little."""
        if self._ripple:
            return 0
        outward = -frames if self._edge is Edge.HEAD else frames
        least, most = reach(self._item, self._edge, self.before.rate, limits_of(self.view))
        room = open_reach(self.before.homes[self._item.id], self._item, self._edge)
        own, free = (-least, -room[0]) if self._edge is Edge.HEAD else (most, room[1])
        beyond = min(outward, free) - own
        return beyond if beyond * self.view.geometry_.zoom > STIFF else 0


class RollCut(EditDrag):
    """The cut at an edge of an item follows the pointer, between the two that it parts."""

    def __init__(
        self,
        view: TimelineView,
        timeline: Timeline,
        item: Item,
        edge: Edge,
        point: QPointF,
        modifiers: Qt.KeyboardModifier,
    ) -> None:
        super().__init__(view, timeline, point, modifiers)
        self._item, self._edge = item, edge
        self._alone = bool(modifiers & ALT)
        at = edge_of(item, edge)
        self.edges = (at,)
        self.without = [one.id for one in timeline.items() if at in (one.start, one.end)]

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        return roll(self.before.id, self._item.id, self._edge, frames, limits_of(self.view), alone=self._alone)

    def told(self, frames: int, draft: Timeline) -> str:  # noqa: ARG002
        moved = edge_of(draft.by_id[self._item.id], self._edge) - edge_of(self._item, self._edge)
        return way(moved, draft.rate)

    def click(self) -> None:
        self.view.select(one.id for one in self.before.linked(self._item))


class SlipItems(EditDrag):
    """What is seen of the sources goes along with the pointer, under items that stay."""

    def __init__(
        self, view: TimelineView, timeline: Timeline, item: Item, point: QPointF, modifiers: Qt.KeyboardModifier
    ) -> None:
        super().__init__(view, timeline, point, modifiers)
        self._item = item
        if item.id not in view.selection:
            view.select(one.id for one in timeline.linked(item))
            self._selection = view.selection
        self._ids = view.selection

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        return slip(self.before.id, self._ids, frames, limits_of(self.view))

    def told(self, frames: int, draft: Timeline) -> str:  # noqa: ARG002
        before, now = self._item, draft.by_id[self._item.id]
        return way(round((now.offset - before.offset) * draft.rate / now.speed), draft.rate)

    def click(self) -> None:
        self.view.select(one.id for one in self.before.linked(self._item))


class SlideItems(SlipItems):
    """Items follow the pointer between their neighbours, which give way."""

    def __init__(
        self, view: TimelineView, timeline: Timeline, item: Item, point: QPointF, modifiers: Qt.KeyboardModifier
    ) -> None:
        super().__init__(view, timeline, item, point, modifiers)
        slid = [timeline.by_id[one] for one in self._ids]
        self.edges = {edge for one in slid for edge in (one.start, one.end)}
        around = {edge for one in slid for edge in (one.start, one.end)}
        self.without = [one.id for one in timeline.items() if one.start in around or one.end in around]

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:  # noqa: ARG002
        return slide(self.before.id, self._ids, frames, limits_of(self.view))

    def told(self, frames: int, draft: Timeline) -> str:  # noqa: ARG002
        return way(draft.by_id[self._item.id].start - self._item.start, draft.rate)
