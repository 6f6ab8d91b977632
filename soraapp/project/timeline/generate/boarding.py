"""Storyboards out of what lies on a timeline: titles and markers are texts, other items pictures and clips."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.models.storyboard import Card, Cards
from soraapp.nodekit import Structured
from soraapp.project.edits import Edit, connect, new_id, set_value
from soraapp.project.graph import Port
from soraapp.project.naming import free_name
from soraapp.project.project import Project
from soraapp.project.timeline.base import open_track, timeline_edit, timeline_of, with_items
from soraapp.project.timeline.generate.cards import STORYBOARD, cards_in, shown_board, written
from soraapp.project.timeline.generate.drawing import Drawing, bounds
from soraapp.project.timeline.generate.reaching import Given, part
from soraapp.project.timeline.placing import Placing, placed
from soraapp.project.timeline.timeline import Item, NodeSource, Timeline, TitleSource, Track, TrackKind


def storyboard(timeline: str, ids: Collection[str], catalogue: Catalogue, given: Given, *, id: str) -> Edit:  # noqa: A002
    """Make a Storyboard node of what is written on a timeline (see `written`), and an item that shows it, from the
    first card to the end of the last. Titles that were seen in the film are seen no more: they were notes.

    Where an item shows a storyboard from that first card on already, its node is told the new cards instead. Raises
    GraphError when nothing is written, and when it lasts longer than a storyboard.
    """

    def change(project: Project) -> Project:
        before = timeline_of(project, timeline)
        found = written(before, ids)
        if not any(isinstance(item.source, TitleSource) and item.source.text.strip() for item in found):
            raise GraphError("Nothing is written for a storyboard.", remedy="Write on cards or markers first.")
        drawing = Drawing(project, catalogue)
        start, end = found[0].start, max(item.end for item in found)
        seconds = _lasting(drawing, (end - start) / before.rate)
        known = _known(project, before, start)
        if known is not None:
            open_track(before, before.homes[known.id].id)
            _tell(drawing, known, found, before.rate, seconds, given)
            shown = {known.id: replace(known, length=min(end, _free(before, known)) - start)}
            return _finished(timeline, found, shown).change(drawing.project)
        drawing.add(STORYBOARD, {"seconds": seconds}, {}, id=id)
        item = Item(new_id(), NodeSource(Port(id, "clip")), start, end - start)
        _tell(drawing, item, found, before.rate, seconds, given)
        return _finished(timeline, found, {}, item).change(drawing.project)

    return Edit("Storyboard from cards", change)


def _lasting(drawing: Drawing, seconds: Fraction) -> float:
    least, most = bounds(drawing.kinds[STORYBOARD], "seconds")
    if seconds > most:
        raise GraphError(
            "A storyboard lasts at most {most} s, and this is {seconds} s.",
            remedy="Choose fewer cards, or bring them closer together.",
            most=f"{most:g}",
            seconds=f"{float(seconds):.5g}",
        )
    return max(least, float(seconds))


def _known(project: Project, timeline: Timeline, start: int) -> Item | None:
    """The item that shows a storyboard from a frame on."""
    begun = (item for item in timeline.items() if item.start == start and not item.offset)
    return next((item for item in begun if shown_board(project, item.source)), None)


def _free(timeline: Timeline, item: Item) -> int:
    """The frame up to which an item can last."""
    later = (one.start for one in timeline.homes[item.id].items if one.start >= item.end)
    return min(later, default=10**8)


def _tell(drawing: Drawing, item: Item, found: Sequence[Item], rate: Fraction, seconds: float, given: Given) -> None:
    """Give the node that an item shows its cards, and wire what they show."""
    assert isinstance(item.source, NodeSource)
    node = item.source.port.node
    start = found[0].start
    told = [
        Card(float((one.start - start) / rate), one.source.text)
        for one in found
        if isinstance(one.source, TitleSource) and one.source.text.strip()
    ]
    shown = _shown(drawing, node, [one for one in found if not isinstance(one.source, TitleSource)], start, rate, given)
    old = cards_in(drawing.graph.nodes[node]).cards
    cards = Cards.of(Cards((*_with_media(told, old), *shown)).plain())
    if problem := cards.problem():
        raise problem
    for name, value in (("cards", Structured.of(cards.plain())), ("seconds", seconds)):
        drawing.project = set_value(node, name, value).change(drawing.project)


def _with_media(told: Sequence[Card], old: Sequence[Card]) -> list[Card]:
    """New texts with the media of the old ones in their places, and the old cards that showed media alone."""
    texts = [card for card in old if card.text]
    kept = [
        replace(card, image=texts[number].image, clip=texts[number].clip) if number < len(texts) else card
        for number, card in enumerate(told)
    ]
    return [*kept, *(card for card in old if not card.text and (card.image or card.clip))]


def _shown(drawing: Drawing, node: str, items: Sequence[Item], start: int, rate: Fraction, given: Given) -> list[Card]:
    """A card for each item with pictures, whose media are wired into the node behind what is there already."""
    found: list[Card] = []
    for item in items:
        port = part(drawing, item, rate, given)
        picture = drawing.kind(port) == "image"
        entry = Port(node, "pictures" if picture else "clips")
        wires = [wire.source for wire in drawing.graph.incoming.get(node, ()) if wire.target == entry]
        if port not in wires:
            drawing.project = connect(port, entry, drawing.kinds).change(drawing.project)
            wires.append(port)
        number = wires.index(port) + 1
        at = float((item.start - start) / rate)
        found.append(Card(at, image=number) if picture else Card(at, clip=number))
    return found


def _finished(timeline: str, found: Sequence[Item], shown: dict[str, Item], new: Item | None = None) -> Edit:
    """Items as they are now, a new one on a track where there is room for it, and titles that are seen no more."""

    def change(before: Timeline) -> Timeline:
        noted = {
            item.id: replace(item, off=True)
            for item in found
            if isinstance(item.source, TitleSource)
            and (home := before.homes.get(item.id))
            and not (home.hidden or home.locked)
        }
        now = with_items(before, {**shown, **noted})
        if new is None:
            return now
        now, track = _with_room(now, new)
        return placed(now, [(track, new)], Placing.OVERWRITE)

    return timeline_edit("Storyboard from cards", timeline, change)


def _with_room(timeline: Timeline, item: Item) -> tuple[Timeline, str]:
    """The timeline with a track of pictures that has nothing where an item is to be, and that track: the lowest that
    has room, or a new one above all others of its kind."""
    videos = [track for track in timeline.tracks if track.kind is TrackKind.VIDEO]
    for track in videos:
        if not track.locked and all(one.end <= item.start or one.start >= item.end for one in track.items):
            return timeline, track.id
    name = free_name("V1" if not videos else f"V{len(videos) + 1}", {track.name for track in timeline.tracks})
    new = Track(new_id(), TrackKind.VIDEO, name)
    place = max((timeline.tracks.index(track) + 1 for track in videos), default=0)
    tracks = (*timeline.tracks[:place], new, *timeline.tracks[place:])
    return replace(timeline, tracks=tracks), new.id
