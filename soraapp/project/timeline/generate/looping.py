"""An item that goes on for ever: a Loop node leads from its end to its beginning, and a Repeat node plays that over and
over. The item shows the Repeat node, and is made longer as any other; where that ends, it repeats for longer."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.nodekit import Value
from soraapp.project.edits import Edit, set_value
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.timeline.base import item_of, timeline_edit, timeline_of, with_items
from soraapp.project.timeline.generate.drawing import Drawing, bounds
from soraapp.project.timeline.generate.filling import pictured
from soraapp.project.timeline.generate.origin import model
from soraapp.project.timeline.generate.reaching import Given, part, title
from soraapp.project.timeline.timeline import Item, NodeSource

LOOP, REPEAT = "extend.loop", "time.repeat"
_AT_FIRST = 60
"""Seconds that a new one repeats for, at least."""


def loop(timeline: str, item: str, catalogue: Catalogue, given: Given, *, id: str) -> Edit:  # noqa: A002
    """Make an item endless: the part of its source that it shows, and new frames from its end to its beginning, by a
    new Loop node of the id `id`. It stays as long as it is. Raises GraphError for what is no clip."""

    def change(project: Project) -> Project:
        before = timeline_of(project, timeline)
        found = item_of(before, item)
        pictured(before, before.homes[item].id)
        drawing = Drawing(project, catalogue)
        clip = part(drawing, found, before.rate, given)
        if drawing.kind(clip) != "clip":
            raise GraphError("A picture has no end that could lead to its beginning.", remedy="Make the item longer.")
        if found.reverse:
            clip = Port(drawing.add("time.reverse", {}, {"clip": clip}), "clip")
        drawing.add(LOOP, model(drawing, clip), {"clip": clip}, id=id)
        seconds: dict[str, Value] = {"seconds": float(max(_AT_FIRST, ceil(found.span(before.rate))))}
        source = NodeSource(Port(drawing.add(REPEAT, seconds, {"clip": Port(id, "clip")}), "clip"))
        endless = replace(found, source=source, offset=Fraction(0), reverse=False, name=title(project, found))
        return timeline_edit("Loop", timeline, lambda now: with_items(now, {item: endless})).change(drawing.project)

    return Edit("Loop", change)


def repeats(project: Project, item: Item) -> str | None:
    """The id of the Repeat node that an item shows from its beginning to its end; None for any other item."""
    source = item.source
    if not isinstance(source, NodeSource) or source.take is not None or item.reverse:
        return None
    node = project.graph.nodes.get(source.port.node)
    return node.id if node and node.kind == REPEAT and not node.muted else None


def repeating(drawing: Drawing, node: str, seconds: Fraction) -> None:
    """Let a Repeat node last so many seconds, or longer where it does. Raises GraphError when they are too many."""
    kind = drawing.kinds[REPEAT]
    wired = any(wire.target == Port(node, "seconds") for wire in drawing.graph.wires)
    now = drawing.graph.nodes[node].values.get("seconds", 10.0)
    most = bounds(kind, "seconds")[1]
    if wired or seconds > most:
        raise GraphError(
            "{node} does not repeat for so long.",
            remedy="Make it repeat for longer.",
            node=drawing.graph.nodes[node].name,
        )
    if isinstance(now, int | float) and now < seconds:
        drawing.project = set_value(node, "seconds", float(seconds)).change(drawing.project)
