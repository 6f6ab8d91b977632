"""Groups: a graph with a name, used as one node, as often as one likes. An instance is a node of the kind ``group:ID``.

What a group takes and gives are the ports of two nodes in its graph: one gives what the instance is given, the other
takes what the instance gives. Wires from and to these two are all that promoting a port means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from soraapp.errors import GraphError
from soraapp.project.graph import Graph, Node

GROUP = "group:"
INPUTS = "inputs:"
OUTPUTS = "outputs:"
"""What the kinds of instances, and of the two nodes inside, begin with; the id of the group follows."""
ENTRY = "inputs"
EXIT = "outputs"
"""The ids of the two nodes in the graph of every group."""
TITLE, ENTRY_TITLE, EXIT_TITLE = "Group", "Inputs", "Outputs"
"""What a new group, and those two, are called."""
DEEPEST = 32
"""How deep groups may lie in each other."""
LARGEST = 100_000
"""How many nodes a project may have once all groups are opened."""


@dataclass(frozen=True)
class Promoted:
    """An input or an output of a group."""

    name: str
    """Unique among the inputs, or the outputs, of the group; wires and values refer to it."""
    kind: str
    """The kind of port, such as ``clip``."""
    title: str = ""
    """What people call it, where that is not told by the name."""


@dataclass(frozen=True)
class Group:
    """A definition: every instance of it is the same."""

    id: str
    name: str
    graph: Graph
    """Its nodes, ENTRY and EXIT among them."""
    inputs: tuple[Promoted, ...] = ()
    outputs: tuple[Promoted, ...] = ()
    color: str = ""


def group_of(node: Node, groups: Mapping[str, Group]) -> Group | None:
    """The definition of an instance; None for any other node, and where there is no such group."""
    return groups.get(node.kind.removeprefix(GROUP)) if node.kind.startswith(GROUP) else None


def is_boundary(node: Node) -> bool:
    """Whether a node is one of the two that stand for what a group takes and gives."""
    return node.kind.startswith((INPUTS, OUTPUTS))


def ensure_sound(graph: Graph, groups: Mapping[str, Group]) -> None:
    """Raises GraphError when groups contain themselves, lie too deep in each other or hold too many nodes, and when an
    instance or one of the two nodes at the ends of a group is missing its counterpart."""
    if not groups and not any(node.kind.startswith(GROUP) or is_boundary(node) for node in graph.nodes.values()):
        return
    sizes: dict[str, tuple[int, int]] = {}
    _measured(graph, None, groups, sizes, ())
    for group in groups.values():
        _measured(group.graph, group, groups, sizes, (group.id,))


def _measured(
    graph: Graph,
    owner: Group | None,
    groups: Mapping[str, Group],
    sizes: dict[str, tuple[int, int]],
    path: tuple[str, ...],
) -> tuple[int, int]:
    """How many nodes a graph has when all is opened, and how deep groups lie in it."""
    if owner is not None and owner.id in sizes:
        return sizes[owner.id]
    count, depth = 0, 0
    ends = {f"{INPUTS}{owner.id}": ENTRY, f"{OUTPUTS}{owner.id}": EXIT} if owner else {}
    for node in graph.nodes.values():
        count += 1
        if is_boundary(node) and ends.pop(node.kind, None) != node.id:
            raise GraphError("{node} does not belong into this graph.", remedy="Delete it.", node=node.name)
        if not node.kind.startswith(GROUP):
            continue
        group = group_of(node, groups)
        if group is None:
            raise GraphError("There is no group for {node}.", remedy="Delete it.", node=node.name)
        if group.id in path:
            raise GraphError(
                "The group {group} would contain itself.", remedy="Put another group there.", group=group.name
            )
        if len(path) >= DEEPEST:
            raise GraphError("Groups lie more than {most} deep in each other.", remedy="Ungroup some.", most=DEEPEST)
        more, deeper = _measured(group.graph, group, groups, sizes, (*path, group.id))
        count, depth = count + more, max(depth, deeper + 1)
    if owner is not None and ends:
        raise GraphError("The group {group} has lost its inputs or outputs.", group=owner.name)
    if depth > DEEPEST or count > LARGEST:
        raise GraphError("The groups would hold more than {most} nodes.", remedy="Use fewer of them.", most=LARGEST)
    if owner is not None:
        sizes[owner.id] = count, depth
    return count, depth
