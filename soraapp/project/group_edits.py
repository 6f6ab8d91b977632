"""Making nodes a group. What runs stays the same, and so do its content keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.project.edits import Edit, names_of, node_of
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.group_types import with_groups
from soraapp.project.groups import (
    ENTRY,
    ENTRY_TITLE,
    EXIT,
    EXIT_TITLE,
    GROUP,
    INPUTS,
    OUTPUTS,
    TITLE,
    Group,
    Promoted,
    is_boundary,
)
from soraapp.project.naming import free_name
from soraapp.project.port_edits import free_port, port_title
from soraapp.project.project import Project

APART = 280.0
"""Canvas units from the outermost nodes of a group to what stands for its inputs and outputs."""


def make_group(
    ids: Collection[str],
    catalogue: Catalogue,
    *,
    id: str,  # noqa: A002
    group: str,
    frames: Collection[str] = (),
) -> Edit:
    """Make nodes, and frames, a group with one instance, whose ids are given. Wires that cross its border become its
    inputs and outputs; so do the outputs of nodes that feed nothing. Raises GraphError."""

    def change(project: Project) -> Project:
        graph = project.graph
        nodes = {node.id: node for node in (node_of(graph, name) for name in ids) if not is_boundary(node)}
        if not nodes:
            raise GraphError("There is nothing to group.", remedy="Select some nodes first.")
        _refuse_between(graph, nodes)
        border = _Border(graph, nodes, with_groups(catalogue, project))
        name = free_name(TITLE, {other.name for other in project.groups.values()})
        definition = Group(group, name, border.graph(group, frames), tuple(border.inputs), tuple(border.outputs))
        left, top = (min(node.position[axis] for node in nodes.values()) for axis in (0, 1))
        others = {node.id: node for node in graph.nodes.values() if node.id not in nodes}
        title = free_name(name, names_of(others.values()))
        instance = Node(id, GROUP + group, 1, title, position=(left, top))
        kept = {frame.id: frame for frame in graph.frames.values() if frame.id not in frames}
        return replace(
            project,
            graph=Graph({**others, id: instance}, border.outside(id), kept),
            groups={**project.groups, group: definition},
        )

    return Edit("Group", change)


def _refuse_between(graph: Graph, nodes: Mapping[str, Node]) -> None:
    """Raises GraphError when a node that stays outside lies between two that do not: it would feed what feeds it."""
    between = (graph.downstream(nodes) & graph.upstream(nodes)) - nodes.keys()
    if between:
        raise GraphError(
            "{node} lies between the nodes of the group: they would feed each other in a circle.",
            remedy="Select it, too.",
            node=", ".join(graph.nodes[node].name for node in graph.nodes if node in between),
        )


class _Border:
    """What crosses the border of a group in the making."""

    def __init__(self, graph: Graph, nodes: Mapping[str, Node], kinds: Catalogue) -> None:
        self._graph, self._nodes, self._kinds = graph, nodes, kinds
        self.inputs: list[Promoted] = []
        self.outputs: list[Promoted] = []
        self._takes: dict[Port, str] = {}
        self._gives: dict[Port, str] = {}
        for wire in graph.wires:
            if wire.target.node in nodes and wire.source.node not in nodes and wire.source not in self._takes:
                self._takes[wire.source] = self._take(wire)
            if wire.source.node in nodes and wire.target.node not in nodes and wire.source not in self._gives:
                self._give(wire.source)
        feeding = {wire.source.node for wire in graph.wires}
        for node in nodes.values():
            kind = kinds.get(node.kind) if node.id not in feeding else None
            for output in kind.outputs if kind else ():
                self._give(Port(node.id, output.name))

    def _take(self, wire: Wire) -> str:
        kind = self._kinds.get(self._nodes[wire.target.node].kind)
        entry = kind.input(wire.target.name) if kind else None
        name = free_port(wire.target.name, self.inputs)
        title = port_title(entry.label if entry else "", wire.target.name, self.inputs)
        self.inputs.append(Promoted(name, entry.kind if entry else "text", title))
        return name

    def _give(self, port: Port) -> None:
        kind = self._kinds.get(self._nodes[port.node].kind)
        output = kind.output(port.name) if kind else None
        name = free_port(port.name, self.outputs)
        title = port_title(output.label if output else "", port.name, self.outputs)
        self.outputs.append(Promoted(name, output.kind if output else "text", title))
        self._gives[port] = name

    def graph(self, group: str, frames: Collection[str]) -> Graph:
        """The graph of the definition."""
        lefts = [node.position[0] for node in self._nodes.values()]
        top = min(node.position[1] for node in self._nodes.values())
        start, end = (min(lefts) - APART, top), (max(lefts) + APART, top)
        nodes = {_own(node.id): replace(node, id=_own(node.id)) for node in self._nodes.values()}
        names = names_of(nodes.values())
        entry = Node(ENTRY, INPUTS + group, 1, free_name(ENTRY_TITLE, names), position=start)
        exit_ = Node(EXIT, OUTPUTS + group, 1, free_name(EXIT_TITLE, names), position=end)
        chosen = [frame for frame in self._graph.frames.values() if frame.id in frames]
        drawn = {_own(frame.id): replace(frame, id=_own(frame.id)) for frame in chosen}
        return Graph({ENTRY: entry, **nodes, EXIT: exit_}, (*self._wires_inside(), *self._wires_out()), drawn)

    def _wires_inside(self) -> Iterable[Wire]:
        for wire in self._graph.wires:
            if wire.target.node in self._nodes:
                outer = self._takes.get(wire.source)
                source = _inner(wire.source) if outer is None else Port(ENTRY, outer)
                yield Wire(source, _inner(wire.target))

    def _wires_out(self) -> Iterable[Wire]:
        return (Wire(_inner(port), Port(EXIT, name)) for port, name in self._gives.items())

    def outside(self, instance: str) -> tuple[Wire, ...]:
        """The wires that stay outside, those across the border at the ports of the instance."""
        found: dict[Wire, None] = {}
        for wire in self._graph.wires:
            into, out = wire.target.node in self._nodes, wire.source.node in self._nodes
            if into and not out:
                found[Wire(wire.source, Port(instance, self._takes[wire.source]))] = None
            elif out and not into:
                found[Wire(Port(instance, self._gives[wire.source]), wire.target)] = None
            elif not out:
                found[wire] = None
        return tuple(found)


def _own(path: str) -> str:
    """The id of a node in its definition."""
    return path.rpartition("/")[2]


def _inner(port: Port) -> Port:
    return Port(_own(port.node), port.name)
