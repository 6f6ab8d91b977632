"""A part of an item is made again: an Edit node keeps what is before and after it, and the item shows that node."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.media.clip import Clip, seconds
from soraapp.nodekit import Value
from soraapp.project.edits import Edit
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.timeline.base import item_of, timeline_edit, timeline_of, unlocked, with_items
from soraapp.project.timeline.generate.drawing import Drawing, bounds
from soraapp.project.timeline.generate.filling import pictured
from soraapp.project.timeline.generate.origin import model, prompt
from soraapp.project.timeline.generate.reaching import Given, reached, title
from soraapp.project.timeline.timeline import FileSource, Item, NodeSource, Source, Timeline

EDIT, EDIT_IMAGE = "edit.edit", "edit.edit_image"
_FREELY = "strong"
"""How far a retake may leave what was there, as the nodes call it."""


def retake(
    timeline: str,
    item: str,
    first: int,
    stop: int,
    catalogue: Catalogue,
    given: Given,
    *,
    id: str,  # noqa: A002
    seed: int,
) -> Edit:
    """Make the frames of a timeline from `first` until before `stop` again, as far as an item shows them: by a new Edit
    node of the id `id`, with the prompt and the model of what was there. A picture is made again as a whole.

    Raises GraphError when the item shows none of these frames, or what cannot be given to a node.
    """

    def change(project: Project) -> Project:
        before = timeline_of(project, timeline)
        found = item_of(before, item)
        pictured(before, before.homes[item].id)
        drawing = Drawing(project, catalogue)
        source = reached(drawing, found.source, before.rate)
        still = drawing.kind(source) == "image"
        if not still and drawing.kind(source) != "clip":
            raise GraphError("{item} has no pictures.", remedy="Choose an item that has.", item=title(project, found))
        kind, entry = (EDIT_IMAGE, "image") if still else (EDIT, "clip")
        told, wires = prompt(drawing, source)
        times = {} if still else _times(drawing, found, (first, stop), before.rate, given)
        values: dict[str, Value] = {**told, **model(drawing, source), **times, "strength": _FREELY, "seed": seed}
        drawing.add(kind, values, {entry: source, **wires}, id=id)
        named = replace(found, name=title(drawing.project, found))
        return _showing("Retake", timeline, named, NodeSource(Port(id, entry))).change(drawing.project)

    return Edit("Retake", change)


def use_original(timeline: str, item: str) -> Edit:
    """Let an item show again what was there before a retake. The node of the retake stays in the graph. Raises
    GraphError where there was none."""

    def change(project: Project) -> Project:
        before = timeline_of(project, timeline)
        found = item_of(before, item)
        unlocked(before.homes[item])
        original = original_of(project, found.source)
        if original is None:
            raise GraphError("This item shows no retake.", remedy="Choose one that does.")
        own = title(project, replace(found, name="", source=original))
        unnamed = replace(found, name="") if found.name == own else found
        return _showing("Use original", timeline, unnamed, original).change(project)

    return Edit("Use original", change)


def original_of(project: Project, source: Source) -> Source | None:
    """What a source that is a retake was made from; None for any other."""
    node = project.graph.nodes.get(source.port.node) if isinstance(source, NodeSource) else None
    if node is None or node.kind not in (EDIT, EDIT_IMAGE):
        return None
    wires = project.graph.incoming.get(node.id, ())
    port = next((wire.source for wire in wires if wire.target.name in ("clip", "image")), None)
    if port is None:
        return None
    feeding = project.graph.nodes[port.node]
    path = feeding.values.get("file")
    loads = feeding.kind in ("load.video", "load.image") and port.name != "alpha"
    return FileSource(path) if loads and isinstance(path, Path) else NodeSource(port)


def _times(drawing: Drawing, item: Item, frames: tuple[int, int], rate: Fraction, given: Given) -> dict[str, Value]:
    """The part of its source that an item shows at some frames, as the values of an Edit node."""
    first, stop = max(frames[0], item.start), min(frames[1], item.end)
    if first >= stop:
        raise GraphError("The item is not seen in the part that is marked.", remedy="Mark a part of it.")
    gone = item.end - stop if item.reverse else first - item.start
    start, span = item.offset + gone * item.speed / rate, (stop - first) * item.speed / rate
    kind = drawing.kinds[EDIT]
    if start > bounds(kind, "start")[1]:
        raise GraphError(
            "An edit reaches {most} s into a clip, and this is at {start} s.",
            remedy="Put a Trim node after the clip, and show that.",
            most=f"{bounds(kind, 'start')[1]:g}",
            start=f"{float(start):.5g}",
        )
    media = given(item.source)
    to_end = isinstance(media, Clip) and start + span >= seconds(media)
    least, most = bounds(kind, "seconds")
    length: dict[str, Value] = {} if to_end else {"seconds": min(most, max(least, float(span)))}
    return {**({"start": float(start)} if start else {}), **length}


def _showing(label: str, timeline: str, item: Item, source: Source) -> Edit:
    def change(now: Timeline) -> Timeline:
        return with_items(now, {item.id: replace(item, source=source)})

    return timeline_edit(label, timeline, change)
