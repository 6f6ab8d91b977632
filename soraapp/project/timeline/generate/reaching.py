"""From what an item shows to an output that a wire can come from: of a node that is there, or of one made for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import floor
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.media.clip import Clip
from soraapp.nodekit import Value
from soraapp.project.edits import new_id
from soraapp.project.filming import loader_of, loading
from soraapp.project.flat import flat
from soraapp.project.graph import Node, Port, Wire
from soraapp.project.groups import OUTPUTS
from soraapp.project.levels import called, definition_at, inside, node_at, place_of
from soraapp.project.port_edits import promote_output
from soraapp.project.project import Project
from soraapp.project.timeline.generate.drawing import PICTURES, Drawing
from soraapp.project.timeline.generate.origin import lasting
from soraapp.project.timeline.timeline import FileSource, Item, NodeSource, Source, TimelineSource

Given = Callable[[Source], object]
"""What a source gives now, a Clip, an Image or an Audio; None where it is not at hand."""


def path_of(project: Project, catalogue: Catalogue, source: NodeSource) -> str:
    """The path of the node that a source shows; one that was put into a group since, or out of one, is found by its own
    id. Raises GraphError when there is none."""
    opened = flat(project, catalogue)
    path = opened.moved(source.port.node)
    if path not in opened.drawn.nodes:
        raise GraphError(
            "What this item shows is not in the graph any more.",
            remedy="Undo its deletion, or let the item show something else.",
        )
    return path


def reached(drawing: Drawing, source: Source, rate: Fraction, near: Port | None = None) -> Port:
    """An output at the top level that gives what a source does: a file is loaded by a node, a take is given by a copy
    of its node, and a node in a group gives it through the group. `rate` is that of the timeline. Raises GraphError
    where that cannot be."""
    if isinstance(source, FileSource):
        return _loaded(drawing, source.path, rate, near)
    if not isinstance(source, NodeSource):
        if isinstance(source, TimelineSource):
            raise GraphError(
                "A node cannot be given another timeline.", remedy="Take the items out of it first, with Unnest."
            )
        raise GraphError("A node cannot be given a title.", remedy="Choose an item that shows pictures.")
    path = path_of(drawing.project, drawing.kinds, source)
    node = node_at(drawing.project, path)
    assert node is not None
    if source.take is not None and node.pinned != source.take:
        return _taken(drawing, node, source.take, source.port.name)
    return _lifted(drawing, Port(path, source.port.name))


def shot(drawing: Drawing, item: Item, rate: Fraction, given: Given, near: Port | None = None) -> Port:
    """An output that gives just the pictures of an item, at the speed and in the direction of the item."""
    port = part(drawing, item, rate, given, near)
    if drawing.kind(port) == "image":
        values: dict[str, Value] = {"seconds": float(item.length / rate), "rate": round(float(rate), 3)}
        return Port(drawing.add("time.still", values, {"image": port}), "clip")
    if item.reverse:
        port = Port(drawing.add("time.reverse", {}, {"clip": port}), "clip")
    if item.speed != 1:
        port = Port(drawing.add("time.change_speed", {"speed": float(item.speed)}, {"clip": port}), "clip")
    return port


def part(drawing: Drawing, item: Item, rate: Fraction, given: Given, near: Port | None = None) -> Port:
    """An output that gives the part of a source that an item shows, as the source plays it; or the picture that it
    shows. Raises GraphError for one without pictures."""
    port = reached(drawing, item.source, rate, near)
    kind = drawing.kind(port)
    if kind == "image":
        return port
    if kind != "clip":
        raise GraphError(
            "{item} has no pictures.", remedy="Choose an item that has.", item=title(drawing.project, item)
        )
    media = given(item.source)
    start, end = _ends(item, rate, media if isinstance(media, Clip) else None, lasting(drawing, port))
    values: dict[str, Value] = {
        **({"start": float(start)} if start else {}),
        **({"end": float(end)} if end is not None else {}),
    }
    return Port(drawing.add("time.trim", values, {"clip": port}), "clip") if values else port


def title(project: Project, item: Item) -> str:
    """What people call an item."""
    source = item.source
    if item.name:
        return item.name
    if isinstance(source, NodeSource):
        return called(project, source.port.node)
    if isinstance(source, TimelineSource) and source.timeline in project.timelines:
        return project.timelines[source.timeline].name
    return source.path.stem if isinstance(source, FileSource) else item.id


def _ends(item: Item, rate: Fraction, clip: Clip | None, expected: Fraction | None) -> tuple[Fraction, Fraction | None]:
    """Where the part of a source begins and ends, in seconds; None for the end of the source.

    Of a clip that is at hand it is just the frames that are seen; of one that is not, of which `expected` seconds are
    to be made, the nearest ones.
    """
    if clip is None:
        end = item.offset + item.span(rate)
        return item.offset, None if expected is not None and abs(end - expected) <= item.speed / rate else end
    latest = item.offset + (item.length - 1) * item.speed / rate
    first = min(floor(item.offset * clip.rate), clip.count - 1)
    stop = min(floor(latest * clip.rate) + 1, clip.count)
    return first / clip.rate, None if stop == clip.count else stop / clip.rate


def _loaded(drawing: Drawing, path: Path, rate: Fraction, near: Port | None) -> Port:
    """A node that does nothing but load the file may be there already."""
    kind = loader_of(path)
    output = drawing.kinds[kind].outputs[0] if kind else None
    if kind is None or output is None or output.kind not in PICTURES:
        raise GraphError("{file} has no pictures.", remedy="Choose an item that has.", file=path.name)
    values = loading(path, kind, rate)
    for node in drawing.graph.nodes.values():
        if (node.kind, node.values, node.muted) == (kind, values, False):
            return Port(node.id, output.name)
    return Port(drawing.add(kind, values, {}, near=near), output.name)


def _taken(drawing: Drawing, node: Node, take: str, output: str) -> Port:
    """A copy of a node that gives one of its takes; one may be there already."""
    found = next((one for one in node.takes if one.key == take), None)
    if found is None:
        raise GraphError(
            "The take that this item shows is gone.", remedy="Choose another take of {node}.", node=node.name
        )
    for other in drawing.graph.nodes.values():
        if other.kind == node.kind and other.pinned == take and not other.muted:
            return Port(other.id, output)
    copy = replace(node, id=new_id(), takes=(found,), pinned=take, muted=False, loose=())
    drawing.copy(copy, near=Port(node.id, output) if node.id in drawing.graph.nodes else None)
    return Port(copy.id, output)


def _lifted(drawing: Drawing, port: Port) -> Port:
    """The output of the outermost group that gives what a node in it gives, promoted where it is not yet."""
    while "/" in port.node:
        project, place = drawing.project, place_of(port.node)
        group = definition_at(project, place)
        assert group is not None
        name = _promoted(drawing, port, OUTPUTS + group.id)
        if name is None:
            promotion = promote_output(group.id, port, drawing.kinds)
            drawing.project = inside(project, place, promotion.change)
            name = _promoted(drawing, port, OUTPUTS + group.id)
            assert name is not None
        port = Port("/".join(place), name)
    return port


def _promoted(drawing: Drawing, port: Port, end: str) -> str | None:
    group = definition_at(drawing.project, place_of(port.node))
    own = Port(port.node.rpartition("/")[2], port.name)
    wires: tuple[Wire, ...] = group.graph.wires if group else ()
    nodes = group.graph.nodes if group else {}
    return next(
        (wire.target.name for wire in wires if wire.source == own and nodes[wire.target.node].kind == end), None
    )
