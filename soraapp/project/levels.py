"""The levels of a project: its own graph, and those of the groups that can be entered.

A place is the path of instances that lead to a level; () is the top. The ids of the nodes there are paths, too: what is
`n` in the definition is `i/n` at the place (i,), as it is in what runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from soraapp.errors import GraphError
from soraapp.project.edits import Edit
from soraapp.project.flat import BETWEEN, all_prefixed
from soraapp.project.graph import Frame, Graph, Node, Port, Wire
from soraapp.project.groups import GROUP, INPUTS, OUTPUTS, Group, ensure_sound, group_of
from soraapp.project.project import Project
from soraapp.project.remembered import remembered
from soraapp.project.strays import without_strays

Place = tuple[str, ...]


def place_of(path: str) -> Place:
    """The place of a node, by its path."""
    return tuple(path.split("/")[:-1])


def definition_at(project: Project, place: Place) -> Group | None:
    """The group whose graph is at a place; None at the top. Raises GraphError where nothing can be entered."""
    graph, group = project.graph, None
    for instance in place:
        node = graph.nodes.get(instance)
        group = group_of(node, project.groups) if node else None
        if group is None:
            raise GraphError("There is no such group.", remedy="Go to another one.")
        graph = group.graph
    return group


def existing(project: Project, place: Place) -> Place:
    """The place, or as much of the way to it as there is."""
    for length in range(len(place), 0, -1):
        try:
            definition_at(project, place[:length])
        except GraphError:
            continue
        return place[:length]
    return ()


def graph_at(project: Project, place: Place) -> Graph:
    """The graph at a place, with the paths of its nodes for ids. Raises GraphError where nothing can be entered."""
    group = definition_at(project, place)
    return _lowered(group.graph, "/".join(place) + "/") if group else project.graph


def inside(project: Project, place: Place, change: Callable[[Project], Project]) -> Project:
    """The project with a change made at a place: `change` is given a project whose graph is the one there.

    Groups that are no longer used are gone afterwards, and wires to ports that are. Raises GraphError when groups would
    contain themselves, and what `change` raises.
    """
    group = definition_at(project, place)
    if group is None:
        after = change(project)
    else:
        shown = graph_at(project, place)
        before = replace(project, graph=shown)
        changed = change(before)
        if changed is before:
            return project
        graph = _lifted(changed.graph, shown, group.graph, "/".join(place) + "/")
        groups = changed.groups
        if graph is not group.graph:
            groups = {**groups, group.id: replace(groups[group.id], graph=graph)}
        after = replace(changed, graph=project.graph, groups=groups)
    if after is project:
        return project
    if _shape(after) == _shape(project):
        return after
    ensure_sound(after.graph, after.groups)
    return without_strays(after) if after.groups or project.groups else after


def at(edit: Edit, place: Place) -> Edit:
    """An edit of the graph at a place as an edit of the project."""
    merge = f"{'/'.join(place)}: {edit.merge}" if edit.merge and place else edit.merge
    return Edit(edit.label, lambda project: inside(project, place, edit.change), merge)


def _shape(project: Project) -> tuple[object, ...]:
    """What there can be something wrong with after a change: ports, instances, and how many nodes there are."""
    groups = tuple((group.id, group.inputs, group.outputs, _drawn(group.graph)) for group in project.groups.values())
    return _drawn(project.graph), groups


@remembered(256)
def _drawn(graph: Graph) -> tuple[object, ...]:
    """The nodes of a graph that belong to groups, and how many nodes it has."""
    own = [(node.id, node.kind) for node in graph.nodes.values() if node.kind.startswith((GROUP, INPUTS, OUTPUTS))]
    return len(graph.nodes), tuple(own)


@remembered(4)
def _lowered(graph: Graph, prefix: str) -> Graph:
    nodes = (_renamed(node, prefix) for node in graph.nodes.values())
    frames = (_called(frame, prefix + frame.id) for frame in graph.frames.values())
    return Graph(
        {node.id: node for node in nodes},
        all_prefixed(graph.wires, prefix),
        {frame.id: frame for frame in frames},
    )


@remembered(20_000)
def _renamed(node: Node, prefix: str) -> Node:
    """Remembered, so that a canvas sees which nodes are the same as before."""
    return replace(node, id=prefix + node.id)


@remembered(2_000)
def _called(frame: Frame, name: str) -> Frame:
    return replace(frame, id=name)


def _lifted(graph: Graph, shown: Graph, definition: Graph, prefix: str) -> Graph:
    """A graph that was changed at a place with ids as in the definition; what was not changed is the same object."""
    if graph == shown:
        return definition
    nodes: dict[str, Node] = {}
    for node in graph.nodes.values():
        own = node.id.removeprefix(prefix)
        if "/" in own or own in nodes:
            raise GraphError("There is already a node with the id {id}.", id=own)
        same = shown.nodes.get(node.id) is node
        nodes[own] = definition.nodes[own] if same else replace(node, id=own)
    frames = (replace(frame, id=frame.id.removeprefix(prefix)) for frame in graph.frames.values())
    drawn = {frame.id: frame for frame in frames}
    if drawn == definition.frames:
        drawn = definition.frames
    same_wires = graph.wires is shown.wires
    wires = definition.wires if same_wires else tuple(_without(wire, prefix) for wire in graph.wires)
    return Graph(nodes, wires, drawn)


def _without(wire: Wire, prefix: str) -> Wire:
    (source, output), (target, entry) = wire.source, wire.target
    return Wire(Port(source.removeprefix(prefix), output), Port(target.removeprefix(prefix), entry))


def node_at(project: Project, path: str) -> Node | None:
    """The node of a definition that a path leads to; None where there is none."""
    place, own = place_of(path), path.rpartition("/")[2]
    if existing(project, place) != place:
        return None
    group = definition_at(project, place)
    return (group.graph if group else project.graph).nodes.get(own)


def called(project: Project, path: str) -> str:
    """What people call a node, such as ``Opening / Video``; empty where there is none."""
    steps = path.split("/")
    nodes = [node_at(project, "/".join(steps[:count])) for count in range(1, len(steps) + 1)]
    return BETWEEN.join(node.name for node in nodes if node) if all(nodes) else ""


def all_nodes(project: Project) -> Iterator[Node]:
    """Every node of a project, those of its groups once."""
    yield from project.graph.nodes.values()
    for group in project.groups.values():
        yield from group.graph.nodes.values()


def linked(project: Project, place: Place) -> int:
    """How many instances share the definition at a place, itself among them; 0 for the top."""
    group = definition_at(project, place)
    return instances(project, group.id) if group else 0


def instances(project: Project, group: str) -> int:
    """How many nodes of a project are instances of a group."""
    return sum(node.kind == GROUP + group for node in all_nodes(project))
