"""Commands that take items off a timeline, bring them onto it and cut them. They are about what is selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from soraapp.errors import GraphError, SoraError
from soraapp.project.edits import Edit
from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.copying import copied, paste
from soraapp.project.timeline.leads import set_lead
from soraapp.project.timeline.placing import Placing, close_gap, gap_at, move, remove
from soraapp.project.timeline.razor import cut, join
from soraapp.project.timeline.timeline import Item, Timeline, TrackKind
from soraapp.project.timeline.trimming import trim
from ui.timeline.edges import limits_of

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView


class Editing(QObject):
    """Each command is one edit; what keeps it from being made is told as any refusal of the document."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view

    # What is done to what

    def attempt(self, make: Callable[[Timeline], Edit], *, choose: bool = False) -> bool:
        """Make an edit of the timeline that is shown; whether it was made. With `choose` what is new is selected."""
        view = self._view
        before = view.timeline
        if before is None:
            return False
        try:
            edit = make(before)
        except SoraError as error:
            view.document.refused.emit(error)
            return False
        if not view.document.attempt(edit):
            return False
        if choose and view.timeline is not None:
            view.select(one.id for one in view.timeline.items() if one.id not in before.by_id)
        return True

    def decline(self, message: str, remedy: str) -> None:
        """Tell why nothing was done; both are English."""
        self._view.document.refused.emit(GraphError(message, remedy=remedy))

    @property
    def chosen(self) -> list[Item]:
        """The selected items, in the order of time."""
        found = self._view.timeline
        ids = [found.by_id[one] for one in self._view.selection if one in found.by_id] if found else []
        return sorted(ids, key=lambda item: item.start)

    def needed(self) -> tuple[str, ...]:
        """The ids of what is selected, or else of what is at the playhead, the locked tracks left out; without any it
        is told."""
        view = self._view
        if view.selection:
            return view.selection
        tracks = view.timeline.tracks if view.timeline else ()
        here = [track.at(view.playhead) for track in tracks if not track.locked]
        if not any(here):
            self.decline("No item is selected.", "Click one, or put the playhead on it.")
        return tuple(item.id for item in here if item)

    # Taken off

    def delete(self) -> None:
        """Take what is selected off: items, or a transition."""
        view = self._view
        if view.chosen_lead and not view.selection:
            self.drop_lead(view.chosen_lead)
        elif view.selection:
            self.attempt(lambda timeline: remove(timeline.id, view.selection))

    def drop_lead(self, item: str) -> None:
        """Take the transition at the head of an item away."""
        self.attempt(lambda timeline: set_lead(timeline.id, item, None))

    def ripple_delete(self) -> None:
        """The same, and what comes later closes up. Without a selection, the gap at the playhead is closed."""
        if self._view.selection:
            self.attempt(lambda timeline: remove(timeline.id, self._view.selection, ripple=True))
        else:
            self.close_gap()

    def close_gap(self) -> None:
        """Close the gap at the playhead, where no picture is: on the first track that has one there."""
        timeline, frame = self._view.timeline, self._view.playhead
        tracks = [track for track in timeline.tracks if not track.locked] if timeline else []
        if any(track.kind is TrackKind.VIDEO and track.at(frame) for track in tracks):
            tracks = []
        for track in tracks:
            if gap_at(track, frame):
                self.close_gap_at(track.id, frame)
                return
        self.decline("There is no gap at the playhead.", "Put it between two items.")

    def close_gap_at(self, track: str, frame: int) -> None:
        self.attempt(lambda timeline: close_gap(timeline.id, track, frame))

    # The clipboard

    def copy(self) -> bool:
        """Whether there was something to copy."""
        view = self._view
        if not view.selection or view.timeline is None:
            return False
        QGuiApplication.clipboard().setText(copied(view.timeline, view.selection))
        return True

    def cut(self) -> None:
        if self.copy():
            self.delete()

    def paste(self) -> None:
        """Put what was copied at the playhead, over what is there."""
        self._paste(Placing.OVERWRITE)

    def paste_insert(self) -> None:
        """The same, between what is there."""
        self._paste(Placing.INSERT)

    def duplicate(self) -> None:
        """Put copies of what is selected right behind it; what comes later makes way."""
        items = self.chosen
        if not items:
            return
        span = max(item.end for item in items) - items[0].start
        self.attempt(
            lambda timeline: move(timeline.id, [one.id for one in items], span, 0, Placing.INSERT, copies=True),
            choose=True,
        )

    def _paste(self, placing: Placing) -> None:
        text, view = QGuiApplication.clipboard().text(), self._view
        if self.attempt(lambda timeline: paste(timeline.id, text, view.playhead, placing=placing), choose=True):
            end = max((item.end for item in self.chosen), default=view.playhead)
            view.seek(end, follow=True)

    # Cut in two, and together again

    def cut_here(self) -> None:
        """Cut what is selected at the playhead, or else all tracks."""
        view = self._view
        under = [one.id for one in self.chosen if one.start < view.playhead < one.end]
        self.attempt(lambda timeline: cut(timeline.id, view.playhead, under or None))

    def cut_all_here(self) -> None:
        """Cut all tracks at the playhead."""
        self.attempt(lambda timeline: cut(timeline.id, self._view.playhead))

    def join(self) -> None:
        """Make one of pieces that were cut from one."""
        ids = self.needed()
        if ids:
            self.attempt(lambda timeline: join(timeline.id, ids))

    def trim_head_here(self) -> None:
        """What is at the playhead begins there; what comes later closes up."""
        self._trim_here(Edge.HEAD)

    def trim_tail_here(self) -> None:
        """What is at the playhead ends there; what comes later closes up."""
        self._trim_here(Edge.TAIL)

    def _trim_here(self, edge: Edge) -> None:
        view = self._view
        items = [item for item in self.chosen if item.start < view.playhead < item.end]
        if not items:
            tracks = view.timeline.tracks if view.timeline else ()
            under = [track.at(view.playhead) for track in tracks if not track.locked]
            items = [item for item in under if item and item.start < view.playhead]
        if not items:
            self.decline("There is nothing to trim at the playhead.", "Put it inside of an item.")
            return
        first = items[0]
        frames = view.playhead - (first.start if edge is Edge.HEAD else first.end)
        limits = limits_of(view)
        done = self.attempt(lambda timeline: trim(timeline.id, [first.id], edge, frames, ripple=True, limits=limits))
        if done and edge is Edge.HEAD:
            view.seek(first.start)

    # Nudged

    def nudge(self, frames: int, tracks: int = 0) -> None:
        """Bring what is selected so many frames later, and so many tracks up; what follows at once is the same step."""
        items = self.chosen
        if items:
            name = f"nudge {' '.join(sorted(item.id for item in items))} {bool(tracks)}"
            self.attempt(lambda timeline: move(timeline.id, self._view.selection, frames, tracks, merge=name))

    def nudge_back(self) -> None:
        self.nudge(-1)

    def nudge_on(self) -> None:
        self.nudge(1)

    def nudge_far_back(self) -> None:
        self.nudge(-10)

    def nudge_far_on(self) -> None:
        self.nudge(10)

    def move_up(self) -> None:
        self._change_track(1)

    def move_down(self) -> None:
        self._change_track(-1)

    def _change_track(self, up: int) -> None:
        """To the next track of its kind above (1) or below (-1): pictures are stacked upwards, sounds downwards."""
        items, timeline = self.chosen, self._view.timeline
        if not items or timeline is None:
            return
        lead = items[0]
        kind = timeline.homes[lead.id].kind
        same = [one.id for one in items if timeline.homes[one.id].kind is kind]
        steps = -up if kind.value == "audio" else up
        self.attempt(lambda found: move(found.id, same, 0, steps))
