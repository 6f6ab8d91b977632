"""What runs, derived from what is drawn: without dots and muted nodes, and with all groups opened.

A node `n` inside of an instance `i` is the node `i/n` of the flat graph, and is called ``Opening / Video``. The content
keys of what runs are the same however it is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.nodekit import DOT_INPUT, ModelChoice, Value, is_dot
from soraapp.project.film import is_hidden
from soraapp.project.filming import Hidden, filmed
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.group_types import with_groups
from soraapp.project.groups import EXIT, GROUP, INPUTS, OUTPUTS, Group, group_of, is_boundary
from soraapp.project.lacking import Lack
from soraapp.project.passing import passed
from soraapp.project.project import Project
from soraapp.project.remembered import remembered

_DRAWN = ("dot.", GROUP, INPUTS, OUTPUTS)
BETWEEN = " / "
"""Stands between the names of groups and of what is inside."""


@dataclass(frozen=True)
class Flat:
    """What runs, and what stands there for nodes that are only drawn."""

    graph: Graph
    """The nodes that run, by their paths."""
    drawn: Graph
    """All nodes by their paths and all wires, as they are drawn at every level."""
    outputs: Mapping[Port, Port] = field(default_factory=dict[Port, Port])
    """For each output that is only drawn, the output of a node that runs which it gives on; absent for none."""
    silent: Mapping[Port, str] = field(default_factory=dict[Port, str])
    """The inputs that would be fed by a muted node which has nothing to pass on, and its name."""
    lacking: Mapping[str, tuple[Lack, ...]] = field(default_factory=dict[str, tuple[Lack, ...]])
    """What films have to show and cannot, by the node of the film."""
    items: Mapping[str, str] = field(default_factory=dict[str, str])
    """The item of a timeline that each hidden node of a file or a take is there for."""

    @cached_property
    def own(self) -> Graph:
        """What is drawn and a person's own: without the nodes that are there for films alone."""
        if not any(map(is_hidden, self.drawn.nodes)):
            return self.drawn
        nodes = {path: node for path, node in self.drawn.nodes.items() if not is_hidden(path)}
        return Graph(nodes, tuple(wire for wire in self.drawn.wires if wire.target.node in nodes))

    @cached_property
    def names(self) -> frozenset[str]:
        """What nodes are called."""
        return frozenset(node.name for node in self.drawn.nodes.values())

    def moved(self, node: str) -> str:
        """The path of a node that may have been put into a group since, or out of one: found by its own id then."""
        return node if node in self.drawn.nodes else self._by_own_id.get(node.rpartition("/")[2], node)

    @cached_property
    def _by_own_id(self) -> Mapping[str, str]:
        return {path.rpartition("/")[2]: path for path in reversed(tuple(self.drawn.nodes))}

    def behind(self, node: str) -> tuple[str, ...]:
        """The nodes that run for a drawn one: itself; or those that what it gives comes from; or, for a group that
        gives nothing, those inside that feed no other. Raises GraphError for a node that is not there."""
        if node in self.graph.nodes:
            return (node,)
        if node not in self.drawn.nodes:
            raise GraphError("There is no node with the id {id}.", id=node)
        found = dict.fromkeys(real.node for port, real in self.outputs.items() if port.node == node)
        return tuple(found) or self._last(self.inside(node))

    def inside(self, node: str) -> tuple[str, ...]:
        """The nodes that run inside of an instance, at any depth; none for any other node."""
        return tuple(self._inside.get(node, ()))

    def standing_for(self, node: str) -> tuple[str, ...]:
        """What is only drawn and tells of a node that runs: the groups that it is in, and what passes it on."""
        steps = [] if is_hidden(node) else node.split("/")
        groups = ["/".join(steps[:count]) for count in range(len(steps) - 1, 0, -1)]
        return tuple(dict.fromkeys((*groups, *self._given_on.get(node, ()))))

    @cached_property
    def _inside(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.graph.nodes:
            steps = [] if is_hidden(path) else path.split("/")
            for count in range(1, len(steps)):
                found.setdefault("/".join(steps[:count]), []).append(path)
        return found

    @cached_property
    def _given_on(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for port, real in self.outputs.items():
            found.setdefault(real.node, []).append(port.node)
        return found

    def _last(self, nodes: tuple[str, ...]) -> tuple[str, ...]:
        feeding = {wire.source.node for wire in self.graph.wires}
        return tuple(node for node in nodes if node not in feeding)


def runs(node: Node, groups: Mapping[str, Group]) -> bool:
    """Whether a node is part of what runs, and not only drawn."""
    if node.muted:
        return False
    return not node.kind.startswith(_DRAWN) or not (is_dot(node.kind) or is_boundary(node) or group_of(node, groups))


def is_flat(project: Project) -> bool:
    """Whether what is drawn is what runs."""
    return all(runs(node, project.groups) for node in project.graph.nodes.values())


@remembered(6)
def flat(project: Project, catalogue: Catalogue) -> Flat:
    """What runs of a project, its films among it, in linear time."""
    bare = without_films(project, catalogue)
    films = filmed(bare, project, with_groups(catalogue, project))
    if not films.nodes:
        return bare
    graph, drawn = (_with(films, graph) for graph in (bare.graph, bare.drawn))
    return replace(bare, graph=graph, drawn=drawn, lacking=films.lacking, items=films.items)


def without_films(project: Project, catalogue: Catalogue) -> Flat:
    """What runs of a project but for its films: while only these change, it is the same object."""
    return _opened(project.graph, project.groups, catalogue)


@remembered(6)
def _opened(graph: Graph, groups: Mapping[str, Group], catalogue: Catalogue) -> Flat:
    project = Project(graph, groups)
    if is_flat(project):
        return Flat(graph, graph)
    return _Flattening(project, with_groups(catalogue, project)).flat()


def _with(films: Hidden, graph: Graph) -> Graph:
    return Graph({**graph.nodes, **films.nodes}, (*graph.wires, *films.wires), graph.frames)


class _Given(NamedTuple):
    """A value that is set on an instance."""

    value: Value


class _Silent(NamedTuple):
    """A muted node that has nothing to pass on."""

    name: str


class _Flattening:
    def __init__(self, project: Project, kinds: Catalogue) -> None:
        self._groups, self._kinds = project.groups, kinds
        self._nodes: dict[str, Node] = {}
        self._wires: list[Wire] = []
        self._draw(project.graph, "", "")
        self._drawn = {path for path, node in self._nodes.items() if not runs(node, self._groups)}
        self._into: dict[Port, list[Port]] = {}
        for wire in self._wires:
            if wire.target.node in self._drawn:
                self._into.setdefault(wire.target, []).append(wire.source)

    def _draw(self, graph: Graph, prefix: str, title: str) -> None:
        for node in graph.nodes.values():
            here = _inner(node, prefix, title) if prefix else node
            self._nodes[here.id] = here
            group = group_of(node, self._groups)
            if group is not None and not node.muted:
                self._draw(group.graph, f"{here.id}/", here.name + BETWEEN)
        self._wires += all_prefixed(graph.wires, prefix) if prefix else graph.wires

    def flat(self) -> Flat:
        nodes = {path: node for path, node in self._nodes.items() if path not in self._drawn}
        values: dict[str, dict[str, Value]] = {}
        wires: list[Wire] = []
        silent: dict[Port, str] = {}
        for wire in self._wires:
            if wire.target.node in self._drawn:
                continue
            if wire.source.node not in self._drawn:
                wires.append(wire)
                continue
            for found in self._sources(wire.source):
                if isinstance(found, Port):
                    wires.append(Wire(found, wire.target))
                elif isinstance(found, _Given):
                    values.setdefault(wire.target.node, {})[wire.target.name] = found.value
                else:
                    silent[wire.target] = found.name
        for path, given in values.items():
            nodes[path] = replace(nodes[path], values={**nodes[path].values, **given})
        return Flat(Graph(nodes, tuple(wires)), Graph(self._nodes, tuple(self._wires)), self._outputs(), silent)

    def _outputs(self) -> dict[Port, Port]:
        found: dict[Port, Port] = {}
        for path in self._nodes if self._drawn else ():
            kind = self._kinds.get(self._nodes[path].kind) if path in self._drawn else None
            for output in kind.outputs if kind else ():
                first = next(iter(self._sources(Port(path, output.name))), None)
                if isinstance(first, Port):
                    found[Port(path, output.name)] = first
        return found

    def _sources(self, port: Port, seen: frozenset[Port] = frozenset()) -> list[Port | _Given | _Silent]:
        """What an output gives in the end: outputs of nodes that run, or a value, or nothing."""
        first = False
        while port not in seen:
            seen |= {port}
            node = self._nodes[port.node]
            if port.node not in self._drawn:
                return [port]
            fed, entry = self._fed(node, port)
            if node.muted:
                first = True
                if not fed:
                    return [self._chosen(node, port.name) or _Silent(node.name)]
                port = fed[0]
            elif len(fed) > 1 and entry is not None and self._takes_several(entry):
                if not first:
                    return [end for source in fed for end in self._sources(source, seen)]
                port = fed[0]
            elif fed:
                port = fed[-1]
            else:
                return self._set(entry)
        return []

    def _fed(self, node: Node, port: Port) -> tuple[list[Port], Port | None]:
        """What feeds an output that is only drawn, and the input of an instance by which it does, if there is one."""
        if node.muted:
            kind = self._kinds.get(node.kind)
            entry = passed(kind, port.name) if kind else None
            return (self._into.get(Port(node.id, entry.name), []) if entry else []), None
        if is_dot(node.kind):
            return self._into.get(Port(node.id, DOT_INPUT), []), None
        if node.kind.startswith(INPUTS):
            entry = Port(node.id.rpartition("/")[0], port.name)
            return self._into.get(entry, []), entry
        return self._into.get(Port(f"{node.id}/{EXIT}", port.name), []), None

    def _chosen(self, node: Node, output: str) -> _Given | None:
        """The model that is chosen on a muted node which would add something to it."""
        kind = self._kinds.get(node.kind)
        entry = passed(kind, output) if kind else None
        if entry is None or not isinstance(entry.control, ModelChoice):
            return None
        return _Given(node.values.get(entry.name, entry.default))

    def _set(self, entry: Port | None) -> list[Port | _Given | _Silent]:
        """The value that is set at an input of an instance, if there is one."""
        values = self._nodes[entry.node].values if entry else {}
        return [_Given(values[entry.name])] if entry and entry.name in values else []

    def _takes_several(self, port: Port) -> bool:
        kind = self._kinds.get(self._nodes[port.node].kind)
        entry = kind.input(port.name) if kind else None
        return entry is not None and entry.many


@remembered(20_000)
def _inner(node: Node, prefix: str, title: str) -> Node:
    """A node inside of a group as one that runs."""
    return replace(node, id=prefix + node.id, name=title + node.name)


@remembered(64)
def all_prefixed(wires: tuple[Wire, ...], prefix: str) -> tuple[Wire, ...]:
    """The wires between nodes whose ids begin with a prefix."""
    return tuple(prefixed(wire, prefix) for wire in wires)


def prefixed(wire: Wire, prefix: str) -> Wire:
    """A wire between nodes whose ids begin with a prefix."""
    (source, output), (target, entry) = wire.source, wire.target
    return Wire(Port(prefix + source, output), Port(prefix + target, entry))
