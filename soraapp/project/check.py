"""Every problem of a project in one go, before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, InputError, SoraError
from soraapp.models.base import Capabilities
from soraapp.nodekit import Input, ModelChoice, NodeType
from soraapp.project.flat import Flat, flat
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.group_types import with_groups
from soraapp.project.known import kinds_in, known_model
from soraapp.project.lacking import unwritable_titles
from soraapp.project.project import Project
from soraapp.project.wiring import ends, kinds_differ, unknown_kind

Find = Callable[[str], Capabilities]
"""Finds the capabilities of a model by name. Raises ModelError when there is no such model."""


@dataclass(frozen=True)
class Problem:
    """Something that keeps a node from running."""

    node: str | None
    """The id of the node."""
    input: str | None
    """The name of the input, when one is to blame."""
    error: SoraError
    item: str | None = None
    """The item of a timeline that is to blame."""


def check(project: Project, catalogue: Catalogue, find: Find, nodes: Collection[str] | None = None) -> list[Problem]:
    """The problems of the given nodes, or of all that run or stand for some that do, in their order in the project."""
    opened = flat(project, catalogue)
    graph = opened.graph
    wanted = opened.drawn.nodes.keys() if nodes is None else set(nodes)
    found = [
        problem if node.id not in opened.items else replace(problem, item=opened.items[node.id])
        for node in graph.nodes.values()
        if node.id in wanted
        for problem in _node(graph, node, catalogue, find, opened.silent)
    ]
    found += [problem for problem in _films(project, opened) if problem.node in wanted]
    found += [problem for problem in _drawn(project, opened, catalogue) if problem.node in wanted]
    return found + [problem for problem in _circles(graph) if problem.node in wanted]


def _films(project: Project, opened: Flat) -> Iterator[Problem]:
    """What films have to show and cannot."""
    for film, lacking in opened.lacking.items():
        yield from (Problem(film, None, lack.error, lack.item) for lack in lacking)
    yield from (Problem(film, None, lack.error, lack.item) for film, lack in unwritable_titles(project))


def _drawn(project: Project, opened: Flat, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with the ports of groups and dots."""
    kinds = with_groups(catalogue, project)
    for node in opened.drawn.nodes.values():
        kind = None if node.muted or node.id in opened.graph.nodes else kinds.get(node.kind)
        if kind is not None:
            yield from (*_unknown_inputs(node, kind), *_wires(opened.drawn, node, kinds))


def _node(graph: Graph, node: Node, catalogue: Catalogue, find: Find, silent: Mapping[Port, str]) -> Iterator[Problem]:
    kind = catalogue.get(node.kind)
    if kind is None:
        yield Problem(node.id, None, unknown_kind(node.kind))
        return
    if kind.heavy and node.pinned is not None:
        return  # Its take is used whatever its inputs say.
    problems = [*_version(node, kind), *_unknown_inputs(node, kind), *_wires(graph, node, catalogue)]
    wired = {wire.target.name for wire in graph.incoming.get(node.id, ())}
    values: dict[str, object] = {}
    for entry in kind.inputs:
        if entry.name in wired:
            values |= _brought(graph, node, entry, catalogue, find)
            continue
        try:
            values[entry.name] = _read(node, entry, find, silent.get(Port(node.id, entry.name)))
        except SoraError as error:
            problems.append(Problem(node.id, entry.name, error))
    yield from problems
    if kind.check and not problems:
        yield from (Problem(node.id, None, error) for error in kind.check(values, find))


def _brought(graph: Graph, node: Node, entry: Input, catalogue: Catalogue, find: Find) -> dict[str, object]:
    """The model that a wire brings, where that is known and there is such a one."""
    name = known_model(graph, node, kinds_in(catalogue)) if isinstance(entry.control, ModelChoice) else None
    try:
        return {entry.name: find(name) and name} if name is not None else {}
    except SoraError:
        return {}  # It is told where the wire comes from.


def _read(node: Node, entry: Input, find: Find, muted: str | None) -> object:
    """The value of an input that no wire feeds, as the function takes it. `muted` names a node that would feed it."""
    if entry.control is None and not entry.optional:
        if muted is not None:
            raise InputError(
                "{source} is muted and has nothing to pass on to {input}.",
                remedy="Unmute it, or connect it to another node of the kind {kind}.",
                input=entry.title,
                source=muted,
                kind=entry.kind,
            )
        raise InputError(
            "Nothing is connected to {input}.",
            remedy="Connect an output of the kind {kind}.",
            input=entry.title,
            kind=entry.kind,
        )
    value = entry.read(node.values.get(entry.name, entry.default))
    if isinstance(entry.control, ModelChoice) and isinstance(value, str):
        find(value)
    return value


def _version(node: Node, kind: NodeType) -> Iterator[Problem]:
    if node.version > kind.version:
        error = GraphError(
            "This node was made by a newer version of {kind}.",
            remedy="Update Soraapp, or add the node anew.",
            kind=kind.title,
        )
        yield Problem(node.id, None, error)


def _unknown_inputs(node: Node, kind: NodeType) -> Iterator[Problem]:
    for name in node.values:
        if kind.input(name) is None:
            error = GraphError("{kind} has no input called {input}.", remedy="Reset it.", kind=kind.title, input=name)
            yield Problem(node.id, name, error)


def _wires(graph: Graph, node: Node, catalogue: Catalogue) -> Iterator[Problem]:
    taken: set[str] = set()
    for wire in graph.incoming.get(node.id, ()):
        name = wire.target.name
        ports = ends(graph, catalogue, wire.source, wire.target)
        if isinstance(ports, GraphError):
            # A source of an unknown kind is a problem of its own, told where it is.
            if graph.nodes[wire.source.node].kind in catalogue:
                yield Problem(node.id, name, ports)
            continue
        output, entry = ports
        if output.kind != entry.kind:
            yield Problem(node.id, name, kinds_differ(output, entry))
        if name in taken and not entry.many:
            error = GraphError("{input} takes one wire only.", remedy="Remove the other wires.", input=entry.title)
            yield Problem(node.id, name, error)
        taken.add(name)


def _circles(graph: Graph) -> Iterator[Problem]:
    """One problem for each group of nodes that feed each other, told at each of them."""
    import networkx as nx

    for group in nx.strongly_connected_components(graph.links):
        if len(group) > 1 or graph.links.has_edge(*group, *group):
            ring = [node for node in graph.nodes if node in group]
            error = GraphError(
                "The nodes {ring} feed each other in a circle.",
                remedy="Remove one of the wires between them.",
                ring=", ".join(graph.nodes[node].name for node in ring),
            )
            yield from (Problem(node, None, error) for node in ring)
