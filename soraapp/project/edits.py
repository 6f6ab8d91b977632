"""Every change to a project is an Edit: a named pure function from one project to the next."""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, InputError, ProjectError
from soraapp.nodekit import NodeType, Value
from soraapp.project.encoding import Part, read_graph, write_graph
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.naming import free_name
from soraapp.project.project import Project
from soraapp.project.text import parsed, written
from soraapp.project.wiring import joined, refusal

CLIPBOARD = "soraapp nodes"
"""The format of copied nodes."""


@dataclass(frozen=True)
class Edit:
    """A change with a name. `change` raises GraphError or InputError when it is refused; nothing has changed then."""

    label: str
    """What undo calls it, in English; the window translates it."""
    change: Callable[[Project], Project]
    merge: str = ""
    """Consecutive edits with the same key, unless it is empty, are one step of undo: typing in one field, one drag."""


def new_id() -> str:
    """An id that no other node has."""
    return uuid.uuid4().hex[:12]


def add_node(
    kind: NodeType,
    position: tuple[float, float],
    *,
    id: str,  # noqa: A002
    values: Mapping[str, Value] | None = None,
) -> Edit:
    """Add a node with a free name made from the title: ``Prompt``, then ``Prompt 2``."""

    def change(graph: Graph) -> Graph:
        if id in graph.nodes:
            raise GraphError("There is already a node with the id {id}.", id=id)
        name = free_name(kind.title, _names(graph.nodes.values()))
        node = Node(id, kind.name, kind.version, name, dict(values or {}), _place(position))
        return replace(graph, nodes={**graph.nodes, id: node})

    return _edit("Add node", change)


def remove(ids: Collection[str]) -> Edit:
    """Remove nodes with all their wires."""
    gone = frozenset(ids)

    def change(graph: Graph) -> Graph:
        nodes = {node.id: node for node in graph.nodes.values() if node.id not in gone}
        return Graph(nodes, within(graph, nodes))

    return _edit("Delete", change)


def move(positions: Mapping[str, tuple[float, float]], merge: str = "") -> Edit:
    """Put nodes where they should be: the new top left corner of each."""

    def change(graph: Graph) -> Graph:
        moved = {node: replace(node_of(graph, node), position=_place(place)) for node, place in positions.items()}
        return replace(graph, nodes={**graph.nodes, **moved})

    return _edit("Move", change, merge)


def set_value(node: str, input: str, value: Value, *, merge: str = "") -> Edit:  # noqa: A002
    """Set an input of a node. Values out of range are kept, for `check` to tell."""

    def change(graph: Graph) -> Graph:
        if isinstance(value, float) and not math.isfinite(value):
            raise InputError("{value} is not a number.", remedy="Give a number.", value=value)
        return _with_values(graph, node, {**node_of(graph, node).values, input: value})

    return _edit("Change value", change, merge)


def reset_value(node: str, input: str) -> Edit:  # noqa: A002
    """Bring an input of a node back to its default."""

    def change(graph: Graph) -> Graph:
        values = node_of(graph, node).values
        return _with_values(graph, node, {name: value for name, value in values.items() if name != input})

    return _edit("Reset value", change)


def rename(node: str, name: str) -> Edit:
    """Give a node another name. Raises GraphError when it is empty or taken."""
    tidy = " ".join(name.split())

    def change(graph: Graph) -> Graph:
        if not tidy:
            raise GraphError("A node needs a name.", remedy="Type a name.")
        other = graph.named(tidy)
        if other is not None and other.id != node:
            raise GraphError("Another node is called {name}.", remedy="Choose another name.", name=tidy)
        return replace(graph, nodes={**graph.nodes, node: replace(node_of(graph, node), name=tidy)})

    return _edit("Rename", change)


def connect(source: Port, target: Port, catalogue: Catalogue) -> Edit:
    """Draw a wire; it replaces the wire of an input that takes only one. Raises GraphError with the reason."""

    def change(graph: Graph) -> Graph:
        error = refusal(graph, catalogue, source, target)
        if error:
            raise error
        return joined(graph, catalogue, Wire(source, target))

    return _edit("Connect", change)


def disconnect(wires: Collection[Wire]) -> Edit:
    """Remove wires."""
    gone = frozenset(wires)
    return _edit(
        "Disconnect", lambda graph: replace(graph, wires=tuple(wire for wire in graph.wires if wire not in gone))
    )


def reorder(target: Port, order: Sequence[Wire]) -> Edit:
    """Bring the wires of an input that takes several into another order, which names each once. Raises GraphError."""

    def change(graph: Graph) -> Graph:
        wires = [wire for wire in graph.wires if wire.target == target]
        if len(order) != len(wires) or set(order) != set(wires):
            raise GraphError("The new order leaves out a wire, or names one that is not there.")
        following = iter(order)
        return replace(graph, wires=tuple(next(following) if wire.target == target else wire for wire in graph.wires))

    return _edit("Change order", change)


def duplicate(ids: Mapping[str, str], offset: tuple[float, float] = (40, 40)) -> Edit:
    """Copy nodes to new ids (old to new). Wires among the copies are kept; wires from other nodes are not."""

    def change(graph: Graph) -> Graph:
        nodes = [node_of(graph, node) for node in ids]
        return added(graph, Graph({node.id: node for node in nodes}, within(graph, ids)), ids, offset)

    return _edit("Duplicate", change)


def copy(graph: Graph, ids: Collection[str]) -> str:
    """Nodes and the wires among them as readable JSON, for the clipboard."""
    nodes = {node.id: node for node in graph.nodes.values() if node.id in ids}
    return written({"format": CLIPBOARD, **write_graph(Graph(nodes, within(graph, nodes)), None)})


def paste(text: str, position: tuple[float, float], ids: Callable[[], str] = new_id) -> Edit:
    """Add the nodes that `copy` wrote, under new ids, their top left corner at a position.

    Raises ProjectError at once when the text holds no nodes.
    """
    members = Part(parsed(text)).members(("format", "nodes", "wires"))
    part = read_graph(members["nodes"], members["wires"], None)
    if members["format"].value != CLIPBOARD or not part.nodes:
        raise ProjectError("There are no nodes to paste.", remedy="Copy some nodes first.")
    renewed = {node: ids() for node in part.nodes}
    left = min(node.position[0] for node in part.nodes.values())
    top = min(node.position[1] for node in part.nodes.values())
    offset = (position[0] - left, position[1] - top)
    return _edit("Paste", lambda graph: added(graph, part, renewed, offset))


def together(label: str, edits: Sequence[Edit], merge: str = "") -> Edit:
    """Several edits as one."""

    def change(project: Project) -> Project:
        for edit in edits:
            project = edit.change(project)
        return project

    return Edit(label, change, merge)


def within(graph: Graph, ids: Collection[str]) -> tuple[Wire, ...]:
    """The wires that both start and end at one of the nodes."""
    return tuple(wire for wire in graph.wires if wire.source.node in ids and wire.target.node in ids)


def added(graph: Graph, part: Graph, ids: Mapping[str, str], offset: tuple[float, float]) -> Graph:
    """The graph with a part of a graph added to it: under new ids and free names, moved by an offset."""
    if set(ids.values()) & graph.nodes.keys() or len(set(ids.values())) < len(ids):
        raise GraphError("Two nodes would have the same id.")
    names = _names(graph.nodes.values())
    nodes = dict(graph.nodes)
    for node in part.nodes.values():
        name = free_name(node.name, names)
        names.add(name)
        place = _place((node.position[0] + offset[0], node.position[1] + offset[1]))
        nodes[ids[node.id]] = replace(node, id=ids[node.id], name=name, position=place)
    wires = (
        Wire(Port(ids[wire.source.node], wire.source.name), Port(ids[wire.target.node], wire.target.name))
        for wire in part.wires
    )
    return Graph(nodes, (*graph.wires, *wires))


def node_of(graph: Graph, node: str) -> Node:
    """The node of that id. Raises GraphError when there is none."""
    if node not in graph.nodes:
        raise GraphError("There is no node with the id {id}.", id=node)
    return graph.nodes[node]


def _edit(label: str, change: Callable[[Graph], Graph], merge: str = "") -> Edit:
    return Edit(label, lambda project: replace(project, graph=change(project.graph)), merge)


def _with_values(graph: Graph, node: str, values: Mapping[str, Value]) -> Graph:
    return replace(graph, nodes={**graph.nodes, node: replace(graph.nodes[node], values=values)})


def _names(nodes: Iterable[Node]) -> set[str]:
    return {node.name for node in nodes}


def _place(position: tuple[float, float]) -> tuple[float, float]:
    if not all(abs(number) < 1e9 for number in position):
        raise GraphError("A node cannot be placed so far out.")
    return float(position[0]), float(position[1])
