"""An item that is drawn out beyond its source: a model goes on where that ends, or leads to where it begins."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.media.clip import Clip, Image, seconds
from soraapp.project.edits import Edit, new_id
from soraapp.project.project import Project
from soraapp.project.timeline.base import item_of, timeline_edit, timeline_of, with_items
from soraapp.project.timeline.bounds import Edge, edged, held, open_reach, reach
from soraapp.project.timeline.generate.added import extension
from soraapp.project.timeline.generate.drawing import Drawing
from soraapp.project.timeline.generate.filling import pictured
from soraapp.project.timeline.generate.looping import repeating, repeats
from soraapp.project.timeline.generate.reaching import Given, part, title
from soraapp.project.timeline.placing import Placing, put
from soraapp.project.timeline.timeline import Item, Timeline
from soraapp.project.timeline.trimming import trim


def extend(
    timeline: str,
    item: str,
    edge: Edge,
    frames: int,
    catalogue: Catalogue,
    given: Given,
    *,
    id: str,  # noqa: A002
    placing: Placing = Placing.OVERWRITE,
) -> Edit:
    """Make an item longer by `frames`, at least 1, at an edge: first by what its source has left there, then by an item
    of its own, for what a new Extend node of the id `id` makes for just the rest. No frame that was there changes.

    A picture, and what repeats, only becomes longer. With OVERWRITE it goes as far as the next item; with INSERT what
    comes later makes way. Raises GraphError when there is no room, and for what a model cannot go on with.
    """

    def change(project: Project) -> Project:
        before = timeline_of(project, timeline)
        found = item_of(before, item)
        home = pictured(before, before.homes[item].id)
        outwards = frames if edge is Edge.TAIL else -frames
        way = abs(held(outwards, open_reach(home, found, edge))) if placing is Placing.OVERWRITE else frames
        if way < 1:
            raise GraphError("There is no room for more of this item.", remedy="Move what is beside it.")
        drawing = Drawing(project, catalogue)
        own = min(way, _spare(drawing, found, edge, way, before.rate, given))
        drawing.project = _drawn_out(before, found, edge, own, placing).change(drawing.project)
        return (
            _with_rest(drawing, timeline, item, edge, way - own, given, id, placing) if own < way else drawing.project
        )

    return Edit("Extend", change)


def _spare(drawing: Drawing, item: Item, edge: Edge, frames: int, rate: Fraction, given: Given) -> int:
    """How many frames the source of an item has beyond an edge; one that repeats has as many as are needed."""
    node = repeats(drawing.project, item) if edge is Edge.TAIL else None
    if node is not None:
        repeating(drawing, node, item.offset + (item.length + frames) * item.speed / rate)
        return frames
    media = given(item.source)
    if isinstance(media, Image):
        return frames
    length = seconds(media) if isinstance(media, Clip) else item.offset + item.span(rate)
    backward, forward = reach(item, edge, rate, lambda _: length)
    return forward if edge is Edge.TAIL else -backward


def _drawn_out(timeline: Timeline, item: Item, edge: Edge, frames: int, placing: Placing) -> Edit:
    """The item longer by what its source has."""
    outwards = frames if edge is Edge.TAIL else -frames
    if placing is Placing.INSERT:
        return trim(timeline.id, [item.id], edge, outwards, ripple=True)
    longer = {item.id: edged(item, edge, outwards, timeline.rate)}
    return timeline_edit("Extend", timeline.id, lambda now: with_items(now, longer) if frames else now)


def _with_rest(
    drawing: Drawing,
    timeline: str,
    item: str,
    edge: Edge,
    frames: int,
    given: Given,
    id: str,  # noqa: A002
    placing: Placing,
) -> Project:
    """An item beside another one, for so many frames that its source does not have."""
    now = timeline_of(drawing.project, timeline)
    found, rate, tail = item_of(now, item), now.rate, edge is Edge.TAIL
    clip = part(drawing, found, rate, given)
    if drawing.kind(clip) != "clip":
        return _drawn_out(now, found, edge, frames, placing).change(drawing.project)
    media = given(found.source)
    own_rate = media.rate if isinstance(media, Clip) else None
    forward = tail is not found.reverse
    added = extension(drawing, id, clip, frames * found.speed / rate, forward=forward, rate=own_rate)
    start = found.end if tail else found.start - (0 if placing is Placing.INSERT else frames)
    new = replace(found, id=new_id(), source=added.source, start=start, length=frames, offset=added.offset)
    new = replace(new, name=title(drawing.project, found), link="", lead=None, fade_in=0 if tail else found.fade_in)
    new = replace(new, fade_out=found.fade_out if tail else 0)
    kept = replace(found, fade_out=0) if tail else replace(found, fade_in=0)
    unfaded = timeline_edit("Extend", timeline, lambda now: with_items(now, {item: kept}))
    return put(timeline, [(now.homes[item].id, new)], placing).change(unfaded.change(drawing.project))
