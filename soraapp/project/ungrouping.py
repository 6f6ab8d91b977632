"""Making a group nodes again. What runs stays the same, and so do its content keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from soraapp.errors import GraphError
from soraapp.nodekit import DOT_OUTPUT, Value, is_dot
from soraapp.project.edits import Edit, names_of, new_id, node_of
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.groups import ENTRY, EXIT, GROUP, Group, group_of
from soraapp.project.naming import free_name
from soraapp.project.project import Project


def ungroup(ids: Collection[str]) -> Edit:
    """Put what is inside of instances in their place. What is no instance is left alone. Raises GraphError when none
    is one."""

    def change(project: Project) -> Project:
        nodes = (node_of(project.graph, name) for name in ids)
        opened = [node.id for node in nodes if group_of(node, project.groups)]
        if not opened:
            raise GraphError("There is no group to open up.", remedy="Select a group first.")
        for instance in opened:
            project = _opened_up(project, project.graph.nodes[instance])
        return project

    return Edit("Ungroup", change)


def _opened_up(project: Project, instance: Node) -> Project:
    """The project with what is inside of one instance in its place."""
    graph, group = project.graph, project.groups[instance.kind.removeprefix(GROUP)]
    ids = _free_ids(graph, group, instance.id.rpartition("/")[0])
    names = names_of(node for node in graph.nodes.values() if node.id != instance.id)
    inner = [node for node in group.graph.nodes.values() if node.id not in (ENTRY, EXIT)]
    right, down = _shift(inner, instance)
    values = _given(group, instance, graph)
    nodes: dict[str, Node] = {node.id: node for node in graph.nodes.values() if node.id != instance.id}
    for node in inner:
        name = free_name(node.name, names)
        names.add(name)
        place = (node.position[0] + right, node.position[1] + down)
        set_here = {**node.values, **values.get(node.id, {})}
        nodes[ids[node.id]] = replace(node, id=ids[node.id], name=name, position=place, values=set_here)
    frames = dict(graph.frames)
    for frame in group.graph.frames.values():
        fresh = frame.id if frame.id not in frames else new_id()  # A place takes it with or without its path.
        left, top, width, height = frame.rect
        frames[fresh] = replace(frame, id=fresh, rect=(left + right, top + down, width, height))
    wires = _joined_wires(graph, group.graph, instance.id, ids)
    return replace(project, graph=Graph(nodes, tuple(dict.fromkeys(wires)), frames))


def _joined_wires(graph: Graph, inner: Graph, instance: str, ids: Mapping[str, str]) -> Iterable[Wire]:
    """The wires around an instance and inside of it, as one."""
    feeding: dict[str, list[Port]] = {}
    for wire in graph.wires:
        if wire.target.node == instance:
            feeding.setdefault(wire.target.name, []).append(wire.source)

    def sources(port: Port) -> list[Port]:
        return feeding.get(port.name, []) if port.node == ENTRY else [Port(ids[port.node], port.name)]

    for wire in graph.wires:
        if wire.source.node == instance and wire.target.node != instance:
            given = [end for end in inner.wires if end.target == (EXIT, wire.source.name)][-1:]
            yield from (Wire(source, wire.target) for end in given for source in sources(end.source))
        elif wire.target.node != instance:
            yield wire
    for wire in inner.wires:
        if wire.target.node != EXIT:
            target = Port(ids[wire.target.node], wire.target.name)
            yield from (Wire(source, target) for source in sources(wire.source))


def _given(group: Group, instance: Node, graph: Graph) -> dict[str, dict[str, Value]]:
    """The values that are set on an instance, by the nodes inside that have them and the names of their inputs."""
    wired = {wire.target.name for wire in graph.incoming.get(instance.id, ())}
    found: dict[str, dict[str, Value]] = {}
    for name, value in instance.values.items():
        waiting, seen = [] if name in wired else [Port(ENTRY, name)], set[Port]()
        while waiting:
            port = waiting.pop()
            seen.add(port)
            for target in (wire.target for wire in group.graph.wires if wire.source == port):
                through = Port(target.node, DOT_OUTPUT)
                if is_dot(group.graph.nodes[target.node].kind):
                    waiting += [through] if through not in seen else []
                elif target.node != EXIT:
                    found.setdefault(target.node, {})[target.name] = value
    return found


def _free_ids(graph: Graph, group: Group, prefix: str) -> dict[str, str]:
    """The ids that the nodes of a group get at a place: their own, where these are free."""
    start = f"{prefix}/" if prefix else ""
    own = {node: start + node for node in group.graph.nodes}
    return {node: path if path not in graph.nodes else start + new_id() for node, path in own.items()}


def _shift(inner: Collection[Node], instance: Node) -> tuple[float, float]:
    """How far to move what is inside so that its top left corner is where the instance is."""
    if not inner:
        return 0.0, 0.0
    left, top = (min(node.position[axis] for node in inner) for axis in (0, 1))
    return instance.position[0] - left, instance.position[1] - top
