"""Items that are dragged: along their tracks, to other tracks, and as copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from soraapp.project import edits
from soraapp.project.edits import Edit
from soraapp.project.timeline.placing import Placing, move
from soraapp.project.timeline.timeline import Item, Timeline, Track, TrackKind
from soraapp.project.timeline.tracks import add_track
from ui.timeline.drag import ALT, CTRL, SHIFT, EditDrag
from ui.timeline.geometry import RULER
from ui.timeline.overlay import DropMark, Ghost, Shape
from ui.timeline.words import tr, way

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView


class MoveItems(EditDrag):
    """The selected items follow the pointer, and come where they are let go: over what is there, or with Ctrl between
    it. Alt at the beginning makes copies. Above all pictures, or below all sounds, they get a new track. Without a
    movement it is a click."""

    def __init__(
        self, view: TimelineView, timeline: Timeline, item: Item, point: QPointF, modifiers: Qt.KeyboardModifier
    ) -> None:
        super().__init__(view, timeline, point, modifiers)
        self._item, self._point = item, point
        self._copies = bool(modifiers & ALT)
        self._adding = bool(modifiers & (CTRL | SHIFT))
        self._was_selected = item.id in view.selection
        self._insert, self._steps, self._new = False, 0, ""
        linked = [one.id for one in timeline.linked(item)]
        if not self._was_selected:
            view.select((*view.selection, *linked) if self._adding else linked)
        self._selection = view.selection
        self._ids = _leading(timeline, item, view.selection)
        ids = {one.id for name in self._ids for one in timeline.linked(timeline.by_id[name])}
        self._moved = [one for one in timeline.items() if one.id in ids]
        self.edges = {edge for one in self._moved for edge in (one.start, one.end)}
        self.without = () if self._copies else ids

    def edit(self, frames: int, point: QPointF, modifiers: Qt.KeyboardModifier) -> Edit | None:
        self._insert = bool(modifiers & CTRL)
        placing = Placing.INSERT if self._insert else Placing.OVERWRITE
        kind = self.before.homes[self._item.id].kind
        new = self._beyond(kind, point)
        self._new = self._new or edits.new_id() if new else ""
        self._steps = self._steps_to(kind, point)
        moving = move(self.before.id, self._ids, frames, self._steps, placing, self._copies)
        if not new:
            return moving
        track = add_track(self.before.id, kind, id=self._new)
        return edits.together(moving.label, [track, moving])

    def shapes(self, frames: int, draft: Timeline | None) -> Sequence[Shape]:
        frames = max(frames, -min(one.start for one in self._moved))
        shapes: list[Shape] = []
        for one in self._moved:
            home = draft.homes.get(one.id) if draft and not self._copies else self._home(one, draft or self.before)
            now = draft.by_id.get(one.id, one) if draft and not self._copies else one
            start = now.start if now is not one else one.start + frames
            track = home.id if home else self.before.homes[one.id].id
            shapes.append(Ghost(track, start, start + one.length, fits=draft is not None))
        if self._insert and draft:
            shapes.append(DropMark(min(one.start for one in self._moved) + frames))
        return shapes

    def told(self, frames: int, draft: Timeline) -> str:
        frames = max(frames, -min(one.start for one in self._moved))
        words = [way(frames, draft.rate)]
        if self._copies:
            words.append(tr("copy"))
        if self._insert:
            words.append(tr("insert"))
        if self._new:
            words.append(tr("new track"))
        return " \u00b7 ".join(words)

    def done(self, edit: Edit, after: Timeline) -> None:  # noqa: ARG002
        if not self._copies:
            return
        sources = {one.source for one in self._moved}
        spans = {one.length for one in self._moved}
        new = (one for one in after.items() if one.id not in self.before.by_id)
        self.view.select(one.id for one in new if one.source in sources and one.length in spans)

    def click(self) -> None:
        view = self.view
        linked = [one.id for one in self.before.linked(self._item)]
        if self._adding and self._was_selected:
            view.select(one for one in view.selection if one not in linked)
        elif not self._adding:
            view.select([self._item.id] if self.pressed & ALT else linked)

    def _beyond(self, kind: TrackKind, point: QPointF) -> bool:
        """Whether the pointer is where a new track would be."""
        rows = self.view.geometry_.rows
        if kind is TrackKind.AUDIO:
            last = next((row for row in reversed(rows) if row.track.id != self._new), None)
            return last is not None and point.y() > self.view.geometry_.y(last) + last.height + 4
        return point.y() < RULER and self.view.geometry_.top <= 0

    def _same(self, kind: TrackKind, timeline: Timeline | None = None) -> list[Track]:
        """The tracks of a kind, with the one that would be new."""
        return [track for track in (timeline or self.before).tracks if track.kind is kind]

    def _steps_to(self, kind: TrackKind, point: QPointF) -> int:
        """How many tracks of its kind further the item under the pointer is to come."""
        names = [track.id for track in self._same(kind)]
        own = names.index(self.before.homes[self._item.id].id)
        if self._new:
            return len(names) - own
        here = self.view.geometry_.track_at(point.y())
        return names.index(here.id) - own if here and here.id in names else self._steps

    def _home(self, item: Item, timeline: Timeline) -> Track | None:
        """The track that an item would come to."""
        old = self.before.homes[item.id]
        if item.id not in self._ids or old.kind is not self.before.homes[self._item.id].kind:
            return old
        same = self._same(old.kind, timeline)
        place = [track.id for track in same].index(old.id) + self._steps
        return same[place] if 0 <= place < len(same) else old


def _leading(timeline: Timeline, item: Item, chosen: Sequence[str]) -> Sequence[str]:
    """Those of some items that change their track with one: of its kind. What is linked with them goes along in time
    alone. Where others are chosen that are linked with none of them, all are meant."""
    kind = timeline.homes[item.id].kind
    same = [one for one in chosen if timeline.homes[one].kind is kind]
    links = {timeline.by_id[one].link for one in same} - {""}
    rest = (timeline.by_id[one] for one in chosen if one not in same)
    return same if all(one.link in links for one in rest) else chosen
