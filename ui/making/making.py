"""The commands with which a timeline asks for new frames. Each is one edit of graph and timeline; nothing is asked."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from math import floor

from PySide6.QtCore import QObject, Signal

from soraapp.media.clip import Clip, Image
from soraapp.project.edits import Edit, new_id, together
from soraapp.project.film import film_node
from soraapp.project.takes import Take
from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.generate.boarding import storyboard
from soraapp.project.timeline.generate.cards import add_card, cards_of_storyboard
from soraapp.project.timeline.generate.extending import extend
from soraapp.project.timeline.generate.filling import fill_gap
from soraapp.project.timeline.generate.looping import loop
from soraapp.project.timeline.generate.retaking import retake, use_original
from soraapp.project.timeline.generate.taking import new_take, next_take, show_take, takes_of
from soraapp.project.timeline.placing import Placing, gap_at
from soraapp.project.timeline.timeline import Item, NodeSource, Source, Timeline, TimelineSource, TrackKind
from ui.document import Document
from ui.jobs import Jobs
from ui.preview.reel import LiveClip
from ui.timeline.footage import Footage
from ui.timeline.view import TimelineView

LONGER = 2
"""Seconds by which Extend makes an item longer, where no gap says how many."""


class Making(QObject):
    """What is done is done to the selected items, or else to the uppermost picture at the playhead."""

    told = Signal(str)
    """What has become of a command, or why nothing has."""

    def __init__(
        self, document: Document, jobs: Jobs, view: TimelineView, footage: Footage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._view, self._footage = document, jobs, view, footage
        view.drawn_out.connect(self.draw_out)
        view.gap_asked.connect(self.fill)

    # Between and beside

    def fill_gap(self) -> None:
        """Fill the gap at the playhead, on the uppermost track that has one there."""
        timeline = self._view.timeline
        for track in reversed(timeline.tracks if timeline else ()):
            if track.kind is TrackKind.VIDEO and not track.locked and gap_at(track, self._view.playhead):
                self.fill(track.id, self._view.playhead)
                return
        self.told.emit(self.tr("There is no gap at the playhead: put it between two items."))

    def fill(self, track: str, frame: int) -> None:
        """Fill the gap at a frame of a track."""
        kinds, given = self._document.catalogue, self.given
        self._make(lambda timeline: fill_gap(timeline.id, track, frame, kinds, given, id=new_id()))

    def extend_forward(self) -> None:
        """Let the model go on after each chosen item."""
        self._each("Extend", lambda timeline, item: self._extended(timeline, item, Edge.TAIL))

    def extend_backward(self) -> None:
        """Let the model lead to each chosen item."""
        self._each("Extend", lambda timeline, item: self._extended(timeline, item, Edge.HEAD))

    def draw_out(self, item: str, edge: Edge, frames: int) -> None:
        """An edge of an item was drawn so many frames beyond where it was, further than its source reaches."""
        kinds, given = self._document.catalogue, self.given
        self._make(lambda timeline: extend(timeline.id, item, edge, frames, kinds, given, id=new_id()))

    def _extended(self, timeline: Timeline, item: Item, edge: Edge) -> Edit:
        """As far as the gap beside it reaches, up to two seconds; where there is none, what comes later makes way."""
        kinds, usual, track = self._document.catalogue, floor(LONGER * timeline.rate), timeline.homes[item.id]
        gap = gap_at(track, item.end if edge is Edge.TAIL else item.start - 1)
        touching = any(one.start == item.end for one in track.items) if edge is Edge.TAIL else gap is None
        frames = min(usual, gap[1] - gap[0]) if gap else usual
        placing = Placing.INSERT if touching else Placing.OVERWRITE
        return extend(timeline.id, item.id, edge, frames, kinds, self.given, id=new_id(), placing=placing)

    # In items

    def retake(self) -> None:
        """Make the marked part of each chosen item again, or all of one that nothing is marked of."""
        kinds, given = self._document.catalogue, self.given

        def again(timeline: Timeline, item: Item) -> Edit:
            first = timeline.first if timeline.first is not None else 0
            stop = timeline.last + 1 if timeline.last is not None else timeline.end
            if first >= item.end or stop <= item.start:
                first, stop = item.start, item.end
            seed = secrets.randbits(32)
            return retake(timeline.id, item.id, first, stop, kinds, given, id=new_id(), seed=seed)

        self._each("Retake", again)

    def use_original(self) -> None:
        """Let each chosen item show what was there before a retake."""
        self._each("Use original", lambda timeline, item: use_original(timeline.id, item.id))

    def loop(self) -> None:
        """Make each chosen item endless."""
        kinds, given = self._document.catalogue, self.given
        self._each("Loop", lambda timeline, item: loop(timeline.id, item.id, kinds, given, id=new_id()))

    # Takes

    def next_take(self) -> None:
        """Let each chosen item show the next take of its node."""
        self._step(1)

    def previous_take(self) -> None:
        """Let each chosen item show the take before."""
        self._step(-1)

    def show_take(self, item: str, take: str | None) -> None:
        """Let an item show a take of its node, by its key, or with None what the node gives."""
        kinds = self._document.catalogue
        self._make(lambda timeline: show_take(timeline.id, item, take, kinds))

    def takes(self, item: Item) -> tuple[Take, ...]:
        """The takes that an item can show."""
        return takes_of(self._document.project, self._document.catalogue, item.source)

    def new_take(self) -> None:
        """Render each chosen item once more, with another seed, and show that."""
        kinds = self._document.catalogue

        def more(timeline: Timeline, item: Item) -> Edit:
            return new_take(timeline.id, item.id, kinds, seed=secrets.randbits(32))

        if self._each("New take", more):
            self.render_items()

    def _step(self, steps: int) -> None:
        kinds = self._document.catalogue
        self._each("Next take", lambda timeline, item: next_take(timeline.id, item.id, kinds, steps))

    # Storyboards

    def add_card(self) -> None:
        """Put a card at the playhead; its words are asked for at once."""
        if self._make(lambda timeline: add_card(timeline.id, self._view.playhead, "")):
            self._view.pointer.title_wanted(self._view.selection[0])

    def storyboard(self) -> None:
        """Make a storyboard of the selected items where there is a title among them, or else of all cards."""
        kinds, given, chosen = self._document.catalogue, self.given, self._view.selection
        homes = self._view.shown.homes
        titles = any(homes[one].kind is TrackKind.TITLE for one in chosen)
        self._make(
            lambda timeline: storyboard(timeline.id, chosen if titles else (), kinds, given, id=new_id()),
        )

    def cards(self) -> None:
        """Lay the cards of each chosen storyboard on the timeline."""
        self._each("Cards from storyboard", lambda timeline, item: cards_of_storyboard(timeline.id, item.id))

    # Rendering

    def render_items(self) -> None:
        """Compute what the chosen items show and is not at hand, also within timelines that they show."""
        nodes = list(dict.fromkeys(self._nodes(self.chosen())))
        if nodes:
            self._jobs.run(nodes)
        else:
            self.told.emit(self.tr("Select an item that shows a node."))

    def _nodes(self, items: Iterable[Item]) -> Iterable[str]:
        opened = self._document.flat
        for item in items:
            if isinstance(item.source, NodeSource) and item.source.take is None:
                node = opened.moved(item.source.port.node)
                if node in opened.drawn.nodes:
                    yield node
            elif isinstance(item.source, TimelineSource):
                film = film_node(self._document.project, item.source.timeline)
                if film in opened.graph.nodes:
                    yield from (step.owner for step in self._jobs.forecast_to([film]).compute)

    # What all have in common

    def given(self, source: Source) -> object:
        """What a source gives: not what is seen of it while it is being made."""
        media = self._footage.clip_of(source)
        return media if isinstance(media, Clip | Image) and not isinstance(media, LiveClip) else None

    def chosen(self) -> tuple[Item, ...]:
        """The pictures that a command is about."""
        shown, playhead = self._view.shown, self._view.playhead
        videos = [track for track in shown.tracks if track.kind is TrackKind.VIDEO]
        selected = tuple(item for track in videos for item in track.items if item.id in self._view.chosen)
        if selected:
            return selected
        under = (track.at(playhead) for track in reversed(videos) if not track.hidden)
        return tuple(item for item in under if item)[:1]

    def _each(self, label: str, edit: Callable[[Timeline, Item], Edit]) -> bool:
        """Do something to each of the chosen items, as one step. Whether it was done."""
        timeline, items = self._view.timeline, self.chosen()
        if timeline is None or not items:
            self.told.emit(self.tr("Select a picture on the timeline first."))
            return False
        edits = [edit(timeline, item) for item in items]
        return self._make(lambda _: edits[0] if len(edits) == 1 else together(label, edits))

    def _make(self, edit: Callable[[Timeline], Edit]) -> bool:
        """Change the project; what is new on the timeline is selected then. Whether it was accepted."""
        timeline = self._view.timeline
        if timeline is None:
            self.told.emit(self.tr("Select a picture on the timeline first."))
            return False
        nodes = len(self._document.project.graph.nodes)
        if not self._document.attempt(edit(timeline), ()):
            return False
        now = self._view.timeline
        new = now.by_id.keys() - timeline.by_id.keys() if now else ()
        if new:
            self._view.select(one for one in now.by_id if one in new) if now else None
        if len(self._document.project.graph.nodes) > nodes:
            self.told.emit(self.tr("A node for it is in the graph. Render what is missing to see it."))
        return True
