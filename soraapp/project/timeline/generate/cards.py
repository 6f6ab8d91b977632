"""Cards on a timeline: titles on a track of their own that is hidden, so that nobody sees them in the film.

Their places are the pacing of a storyboard, and their texts what is seen; a Storyboard node is made of them, and they
of one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from soraapp.errors import GraphError
from soraapp.models.storyboard import Card, Cards
from soraapp.nodekit import Structured
from soraapp.project.edits import Edit, new_id
from soraapp.project.graph import Node
from soraapp.project.naming import free_name
from soraapp.project.project import Project
from soraapp.project.timeline.base import item_of, timeline_edit, timeline_of
from soraapp.project.timeline.placing import Placing, placed
from soraapp.project.timeline.timeline import Item, NodeSource, Source, Timeline, TitleSource, Track, TrackKind

STORYBOARD = "generate.storyboard"
LANE = "Storyboard"
"""What the track of cards is called."""
_USUAL = 2
"""Seconds for which a new card, or a marker that is one, lasts where nothing says more."""


def add_card(timeline: str, frame: int, text: str) -> Edit:
    """Put a card at a frame of the track of cards, which is made where there is none; it lasts for two seconds, or
    until the next. Raises GraphError where a card begins at that frame already."""

    def change(before: Timeline) -> Timeline:
        now, lane = with_lane(before)
        if any(item.start == frame for item in lane.items):
            raise GraphError("A card begins here already.", remedy="Choose another moment, or write on that card.")
        later = (item.start for item in lane.items if item.start > frame)
        end = min((frame + max(1, floor(_USUAL * before.rate)), *later))
        card = Item(new_id(), TitleSource(text), frame, end - frame)
        return placed(now, [(lane.id, card)], Placing.OVERWRITE)

    return timeline_edit("Add card", timeline, change)


def cards_of_storyboard(timeline: str, item: str) -> Edit:
    """Lay the texts of the Storyboard node that an item shows on the track of cards, each at its time. Raises
    GraphError when the item shows none."""

    def whole(project: Project) -> Project:
        before = timeline_of(project, timeline)
        found = item_of(before, item)
        node = shown_board(project, found.source)
        if node is None:
            raise GraphError("This item shows no storyboard.", remedy="Choose one that does.")
        laid = _laid(found, cards_in(node), before.rate)
        if not laid:
            raise GraphError("{node} has no texts here.", remedy="Write on its cards first.", node=node.name)

        def change(before: Timeline) -> Timeline:
            now, lane = with_lane(before)
            return placed(now, [(lane.id, card) for card in laid], Placing.OVERWRITE)

        return timeline_edit("Cards from storyboard", timeline, change).change(project)

    return Edit("Cards from storyboard", whole)


def shown_board(project: Project, source: Source) -> Node | None:
    """The Storyboard node that a source shows; None for any other source."""
    node = project.graph.nodes.get(source.port.node) if isinstance(source, NodeSource) else None
    return node if node and node.kind == STORYBOARD else None


def cards_in(node: Node) -> Cards:
    """The cards of a Storyboard node. Raises InputError when they cannot be understood."""
    value = node.values.get("cards")
    return Cards.of(value.plain()) if isinstance(value, Structured) else Cards()


def with_lane(timeline: Timeline) -> tuple[Timeline, Track]:
    """The timeline with a track of cards, and that track: the first one of titles that is hidden and not locked, or a
    new one on top."""
    found = next((track for track in lanes(timeline) if not track.locked), None)
    if found is not None:
        return timeline, found
    name = free_name(LANE, {track.name for track in timeline.tracks})
    lane = Track(new_id(), TrackKind.TITLE, name, hidden=True)
    return replace(timeline, tracks=(*timeline.tracks, lane)), lane


def lanes(timeline: Timeline) -> tuple[Track, ...]:
    """The tracks of cards."""
    return tuple(track for track in timeline.tracks if track.kind is TrackKind.TITLE and track.hidden)


def written(timeline: Timeline, ids: Collection[str]) -> tuple[Item, ...]:
    """What a storyboard is made of, in the order of time: the items of some ids; without any, all cards; where there
    are none, the markers that say something, as cards."""
    if ids:
        found = [item for item in timeline.items() if item.id in ids]
    else:
        found = [item for lane in lanes(timeline) for item in lane.items] or _marked(timeline)
    return tuple(sorted(found, key=lambda item: item.start))


def _marked(timeline: Timeline) -> list[Item]:
    """Markers as cards: each until it ends, or until the next."""
    told = [marker for marker in timeline.markers if marker.note or marker.name]
    usual = max(1, floor(_USUAL * timeline.rate))
    found: list[Item] = []
    for number, marker in enumerate(told):
        following = told[number + 1].at if number + 1 < len(told) else marker.at + usual
        length = marker.length or max(1, following - marker.at)
        found.append(Item(marker.id, TitleSource(marker.note or marker.name), marker.at, length))
    return found


def _laid(item: Item, cards: Cards, rate: Fraction) -> Sequence[Item]:
    """The texts of cards as items over an item that shows them: each until the next, the first from the beginning."""
    told = [card for card in cards.cards if card.text]
    starts = [_frame(item, card if number else replace(card, at=0.0), rate) for number, card in enumerate(told)]
    ends = [*starts, item.end][1:]
    found: list[Item] = []
    for card, start, end in zip(told, starts, ends, strict=True):
        first, stop = max(start, item.start), min(end, item.end)
        if first < stop:
            found.append(Item(new_id(), TitleSource(card.text), first, stop - first))
    return found


def _frame(item: Item, card: Card, rate: Fraction) -> int:
    """The frame at which the moment of a card is seen."""
    return item.start + floor((Fraction(card.at) - item.offset) / item.speed * rate + Fraction(1, 2))
