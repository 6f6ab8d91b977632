"""Every change to a project is an Edit: a named pure function from one project to the next."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, InputError
from soraapp.nodekit import NodeType, Value
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.groups import is_boundary
from soraapp.project.naming import free_name
from soraapp.project.project import Project
from soraapp.project.wiring import joined, refusal


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
    return secrets.token_hex(6)


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
        name = free_name(kind.title, names_of(graph.nodes.values()))
        node = Node(id, kind.name, kind.version, name, dict(values or {}), placed(position))
        return replace(graph, nodes={**graph.nodes, id: node})

    return graph_edit("Add node", change)


def remove(ids: Collection[str], frames: Collection[str] = ()) -> Edit:
    """Remove nodes with all their wires, and frames. What stands for the inputs and outputs of a group stays."""
    gone = frozenset(ids)
    left = frozenset(frames)

    def change(graph: Graph) -> Graph:
        nodes = {node.id: node for node in graph.nodes.values() if node.id not in gone or is_boundary(node)}
        kept = {frame.id: frame for frame in graph.frames.values() if frame.id not in left}
        return Graph(nodes, within(graph, nodes), kept if left else graph.frames)

    return graph_edit("Delete", change)


def move(positions: Mapping[str, tuple[float, float]], merge: str = "") -> Edit:
    """Put nodes where they should be: the new top left corner of each."""

    def change(graph: Graph) -> Graph:
        moved = {node: replace(node_of(graph, node), position=placed(place)) for node, place in positions.items()}
        return replace(graph, nodes={**graph.nodes, **moved})

    return graph_edit("Move", change, merge)


def set_value(node: str, input: str, value: Value, *, merge: str = "") -> Edit:  # noqa: A002
    """Set an input of a node. Values out of range are kept, for `check` to tell."""

    def change(graph: Graph) -> Graph:
        if isinstance(value, float) and not math.isfinite(value):
            raise InputError("{value} is not a number.", remedy="Give a number.", value=value)
        return _with_values(graph, node, {**node_of(graph, node).values, input: value})

    return graph_edit("Change value", change, merge)


def reset_value(node: str, input: str) -> Edit:  # noqa: A002
    """Bring an input of a node back to its default."""

    def change(graph: Graph) -> Graph:
        values = node_of(graph, node).values
        return _with_values(graph, node, {name: value for name, value in values.items() if name != input})

    return graph_edit("Reset value", change)


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

    return graph_edit("Rename", change)


def connect(source: Port, target: Port, catalogue: Catalogue) -> Edit:
    """Draw a wire; it replaces the wire of an input that takes only one. Raises GraphError with the reason."""

    def change(graph: Graph) -> Graph:
        error = refusal(graph, catalogue, source, target)
        if error:
            raise error
        return joined(graph, catalogue, Wire(source, target))

    return graph_edit("Connect", change)


def disconnect(wires: Collection[Wire]) -> Edit:
    """Remove wires."""
    gone = frozenset(wires)
    return graph_edit(
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

    return graph_edit("Change order", change)


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


def node_of(graph: Graph, node: str) -> Node:
    """The node of that id. Raises GraphError when there is none."""
    if node not in graph.nodes:
        raise GraphError("There is no node with the id {id}.", id=node)
    return graph.nodes[node]


def graph_edit(label: str, change: Callable[[Graph], Graph], merge: str = "") -> Edit:
    """An edit that changes the graph alone."""
    return Edit(label, lambda project: replace(project, graph=change(project.graph)), merge)


def _with_values(graph: Graph, node: str, values: Mapping[str, Value]) -> Graph:
    return replace(graph, nodes={**graph.nodes, node: replace(graph.nodes[node], values=values)})


def names_of(nodes: Iterable[Node]) -> set[str]:
    return {node.name for node in nodes}


def placed(position: tuple[float, float]) -> tuple[float, float]:
    """The position as two floats. Raises GraphError when it is out of all bounds."""
    if not all(abs(number) < 1e9 for number in position):
        raise GraphError("A node cannot be placed so far out.")
    return float(position[0]), float(position[1])
