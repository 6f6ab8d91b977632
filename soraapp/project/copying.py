"""Nodes and frames once more: beside the originals, or as text that any program can carry elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from soraapp.errors import GraphError, ProjectError
from soraapp.project.edits import Edit, graph_edit, names_of, new_id, node_of, placed, within
from soraapp.project.encoding import read_graph, write_graph
from soraapp.project.frame_edits import frame_of
from soraapp.project.graph import Graph, Port, Wire
from soraapp.project.naming import free_name
from soraapp.project.part import Part
from soraapp.project.text import parsed, written

CLIPBOARD = "soraapp nodes"
"""The format of copied nodes."""


def duplicate(
    ids: Mapping[str, str], offset: tuple[float, float] = (40, 40), frames: Mapping[str, str] | None = None
) -> Edit:
    """Copy nodes, and frames, to new ids (old to new). Wires among the copies are kept; wires from other nodes are
    not."""
    drawn = frames or {}

    def change(graph: Graph) -> Graph:
        nodes = {node: node_of(graph, node) for node in ids}
        part = Graph(nodes, within(graph, ids), {frame: frame_of(graph, frame) for frame in drawn})
        return added(graph, part, {**ids, **drawn}, offset)

    return graph_edit("Duplicate", change)


def copy(graph: Graph, ids: Collection[str], frames: Collection[str] = ()) -> str:
    """Nodes and the wires among them, and frames, as readable JSON, for the clipboard."""
    nodes = {node.id: node for node in graph.nodes.values() if node.id in ids}
    drawn = {frame.id: frame for frame in graph.frames.values() if frame.id in frames}
    return written({"format": CLIPBOARD, **write_graph(Graph(nodes, within(graph, nodes), drawn), None)})


def paste(text: str, position: tuple[float, float], ids: Callable[[], str] = new_id) -> Edit:
    """Add the nodes and frames that `copy` wrote, under new ids, their top left corner at a position.

    Raises ProjectError at once when the text holds none.
    """
    members = Part(parsed(text)).members(("format", "nodes", "wires"), ("frames",))
    part = read_graph(members["nodes"], members["wires"], members.get("frames"), None)
    if members["format"].value != CLIPBOARD or not (part.nodes or part.frames):
        raise ProjectError("There are no nodes to paste.", remedy="Copy some nodes first.")
    renewed = {old: ids() for old in (*part.nodes, *part.frames)}
    corners = [node.position for node in part.nodes.values()] + [frame.rect[:2] for frame in part.frames.values()]
    offset = (position[0] - min(corner[0] for corner in corners), position[1] - min(corner[1] for corner in corners))
    return graph_edit("Paste", lambda graph: added(graph, part, renewed, offset))


def added(graph: Graph, part: Graph, ids: Mapping[str, str], offset: tuple[float, float]) -> Graph:
    """The graph with a part of a graph added to it: under new ids and free names, moved by an offset."""
    taken = graph.nodes.keys() | graph.frames.keys()
    if set(ids.values()) & taken or len(set(ids.values())) < len(ids):
        raise GraphError("Two nodes would have the same id.")
    names = names_of(graph.nodes.values())
    nodes = dict(graph.nodes)
    for node in part.nodes.values():
        name = free_name(node.name, names)
        names.add(name)
        place = placed((node.position[0] + offset[0], node.position[1] + offset[1]))
        nodes[ids[node.id]] = replace(node, id=ids[node.id], name=name, position=place)
    frames = dict(graph.frames)
    for frame in part.frames.values():
        left, top, width, height = frame.rect
        left, top = placed((left + offset[0], top + offset[1]))
        frames[ids[frame.id]] = replace(frame, id=ids[frame.id], rect=(left, top, width, height))
    wires = (
        Wire(Port(ids[wire.source.node], wire.source.name), Port(ids[wire.target.node], wire.target.name))
        for wire in part.wires
    )
    return Graph(nodes, (*graph.wires, *wires), frames if part.frames else graph.frames)
