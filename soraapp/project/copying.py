"""Nodes and frames once more: beside the originals, or as text that any program can carry elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial

from soraapp.errors import GraphError, ProjectError
from soraapp.project.edits import Edit, graph_edit, names_of, new_id, node_of, placed, within
from soraapp.project.encoding import read_graph, write_graph
from soraapp.project.frame_edits import frame_of
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.group_encoding import read_groups, write_groups
from soraapp.project.groups import Group, is_boundary
from soraapp.project.merging import merged
from soraapp.project.naming import free_name
from soraapp.project.part import Part
from soraapp.project.project import Project
from soraapp.project.strays import used
from soraapp.project.text import parsed, written

CLIPBOARD = "soraapp nodes"
"""The format of copied nodes."""


def duplicate(
    ids: Mapping[str, str], offset: tuple[float, float] = (40, 40), frames: Mapping[str, str] | None = None
) -> Edit:
    """Copy nodes, and frames, to new ids (old to new). Wires among the copies are kept; wires from other nodes are
    not. A copy of an instance is of the same group."""
    drawn = frames or {}

    def change(graph: Graph) -> Graph:
        nodes = {node.id: node for node in map(partial(node_of, graph), ids) if not is_boundary(node)}
        part = Graph(nodes, within(graph, nodes), {frame: frame_of(graph, frame) for frame in drawn})
        return added(graph, part, {**ids, **drawn}, offset)

    return graph_edit("Duplicate", change)


def copy(
    graph: Graph, ids: Collection[str], frames: Collection[str] = (), groups: Mapping[str, Group] | None = None
) -> str:
    """Nodes and the wires among them, and frames, as readable JSON, for the clipboard, with those of the groups that
    they are instances of."""
    nodes = {_own(node.id): replace(node, id=_own(node.id)) for node in _copied(graph, ids)}
    wires = (wire for wire in graph.wires if {_own(wire.source.node), _own(wire.target.node)} <= nodes.keys())
    chosen = [frame for frame in graph.frames.values() if frame.id in frames]
    drawn = {_own(frame.id): replace(frame, id=_own(frame.id)) for frame in chosen}
    part = Graph(nodes, tuple(Wire(_own_port(wire.source), _own_port(wire.target)) for wire in wires), drawn)
    needed = used(part, groups or {})
    return written({"format": CLIPBOARD, **write_graph(part, None), **write_groups(needed, None)})


def paste(text: str, position: tuple[float, float], ids: Callable[[], str] = new_id) -> Edit:
    """Add the nodes and frames that `copy` wrote, under new ids, their top left corner at a position. Groups that the
    project has already are used as they are there.

    Raises ProjectError at once when the text holds none.
    """
    members = Part(parsed(text)).members(("format", "nodes", "wires"), ("frames", "groups"))
    part = read_graph(members["nodes"], members["wires"], members.get("frames"), None)
    groups = read_groups(members.get("groups"), part, None)
    if members["format"].value != CLIPBOARD or not (part.nodes or part.frames):
        raise ProjectError("There are no nodes to paste.", remedy="Copy some nodes first.")
    renewed = {old: ids() for old in (*part.nodes, *part.frames)}
    corners = [node.position for node in part.nodes.values()] + [frame.rect[:2] for frame in part.frames.values()]
    offset = (position[0] - min(corner[0] for corner in corners), position[1] - min(corner[1] for corner in corners))

    def change(project: Project) -> Project:
        known, kinds = merged(project.groups, groups)
        nodes = {name: replace(node, kind=kinds.get(node.kind, node.kind)) for name, node in part.nodes.items()}
        graph = added(project.graph, replace(part, nodes=nodes), renewed, offset)
        return replace(project, graph=graph, groups=known)

    return Edit("Paste", change)


def _copied(graph: Graph, ids: Collection[str]) -> Iterator[Node]:
    return (node for node in graph.nodes.values() if node.id in ids and not is_boundary(node))


def _own(path: str) -> str:
    """The id of a node without the way to it."""
    return path.rpartition("/")[2]


def _own_port(port: Port) -> Port:
    return Port(_own(port.node), port.name)


def added(graph: Graph, part: Graph, ids: Mapping[str, str], offset: tuple[float, float]) -> Graph:
    """The graph with a part of a graph added to it: under new ids and free names, moved by an offset."""
    taken = graph.nodes.keys() | graph.frames.keys()
    if set(ids.values()) & taken or len(set(ids.values())) < len(ids):
        raise GraphError("Two nodes would have the same id.")
    names = names_of(graph.nodes.values())
    nodes = dict(graph.nodes)
    for node in part.nodes.values():
        if is_boundary(node):
            raise GraphError("{node} belongs to its group alone.", remedy="Copy other nodes.", node=node.name)
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
