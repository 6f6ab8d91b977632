"""From a project to ordered steps, each with a content key: two steps with one key have the same results."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.engine.provider import Models
from soraapp.errors import GraphError, SoraError
from soraapp.media.files import fingerprint
from soraapp.media.identity import digest
from soraapp.nodekit import Input, ModelChoice, NodeType, Value
from soraapp.project.check import check
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.project import Project

Source = Value | Port | tuple[Port, ...]
"""Where an input of a step comes from: a value, an output of another step, or several outputs in order."""


@dataclass(frozen=True)
class Step:
    """One node of a plan."""

    node: str
    name: str
    """What people call the node."""
    kind: str
    key: str
    """The content key of its results; empty when `error` is set or a step that it needs has none."""
    inputs: Mapping[str, Source]
    """What is wired or set; the other inputs have their default."""
    heavy: bool
    error: SoraError | None = None
    """Why the step cannot run, known before anything does."""


@dataclass(frozen=True)
class Plan:
    """Steps in an order in which each comes after those that feed it."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Delivery:
    """A film to write once the steps are done: the first clip output of a node."""

    node: str
    path: Path
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])
    crf: int = 16


def keys(project: Project, catalogue: Catalogue, models: Models) -> dict[str, str]:
    """The content key of every node, in linear time. Nodes with problems, and those that they feed, are absent."""
    steps = _steps(project, catalogue, models, project.graph.nodes.keys())
    return {step.node: step.key for step in steps if step.key}


def plan(project: Project, catalogue: Catalogue, models: Models, targets: Collection[str] | None = None) -> Plan:
    """The steps for the target nodes, by default those that feed no other, and for all that these need.

    Nodes with problems become steps with an error: they and what depends on them fail, the rest can run. Raises
    GraphError for a target that is not in the graph.
    """
    graph = project.graph
    if targets is None:
        feeding = {wire.source.node for wire in graph.wires}
        targets = [node for node in graph.nodes if node not in feeding] or graph.nodes.keys()
    return Plan(tuple(_steps(project, catalogue, models, _needed(graph, targets))))


def _needed(graph: Graph, targets: Iterable[str]) -> set[str]:
    """The targets and all that feed them."""
    found: set[str] = set()
    waiting = list(targets)
    while waiting:
        node_id = waiting.pop()
        if node_id not in graph.nodes:
            raise GraphError("There is no node with the id {id}.", id=node_id)
        if node_id not in found:
            found.add(node_id)
            waiting.extend(
                wire.source.node for wire in graph.incoming.get(node_id, ()) if wire.source.node in graph.nodes
            )
    return found


def _steps(project: Project, catalogue: Catalogue, models: Models, nodes: Collection[str]) -> list[Step]:
    """The steps of some nodes, which include all that feed them."""
    graph = project.graph
    errors: dict[str, SoraError] = {}
    for problem in check(project, catalogue, models.capabilities, nodes):
        if problem.node is not None:
            errors.setdefault(problem.node, problem.error)
    keys: dict[str, str] = {}
    steps: list[Step] = []
    for node_id in _order(graph, nodes):
        node, kind, error = graph.nodes[node_id], catalogue.get(graph.nodes[node_id].kind), errors.get(node_id)
        sources = _sources(graph, node, kind) if kind else {}
        if kind and error is None:
            try:
                keys[node_id] = _key(kind, sources, models, keys)
            except SoraError as reason:
                error = reason
        heavy = kind is not None and kind.heavy
        steps.append(Step(node_id, node.name, node.kind, keys.get(node_id, ""), sources, heavy, error))
    return steps


def _order(graph: Graph, nodes: Collection[str]) -> list[str]:
    """The nodes so that each comes after those that feed it; those in a circle, which cannot run, come last."""
    feeds: dict[str, list[str]] = {}
    missing = dict.fromkeys((node_id for node_id in graph.nodes if node_id in nodes), 0)
    for wire in graph.wires:
        if wire.target.node in missing and wire.source.node in missing:
            feeds.setdefault(wire.source.node, []).append(wire.target.node)
            missing[wire.target.node] += 1
    ready = deque(node_id for node_id, count in missing.items() if not count)
    order: list[str] = []
    while ready:
        node_id = ready.popleft()
        order.append(node_id)
        del missing[node_id]
        for fed in feeds.get(node_id, ()):
            missing[fed] -= 1
            if not missing[fed]:
                ready.append(fed)
    return order + list(missing)


def _sources(graph: Graph, node: Node, kind: NodeType) -> dict[str, Source]:
    """What is set, and above it what is wired."""
    sources: dict[str, Source] = dict(node.values)
    many = {port.name for port in kind.inputs if port.many}
    wired: dict[str, list[Port]] = {}
    for wire in graph.incoming.get(node.id, ()):
        wired.setdefault(wire.target.name, []).append(wire.source)
    for name, ports in wired.items():
        sources[name] = tuple(ports) if name in many else ports[-1]
    return sources


def _key(kind: NodeType, sources: Mapping[str, Source], models: Models, keys: Mapping[str, str]) -> str:
    """The key of a node without problems; empty when one that feeds it has none.

    Raises SoraError for a file that cannot be read.
    """
    parts: list[object] = [kind.name, kind.version]
    for port in kind.inputs:
        source = sources.get(port.name, port.default)
        if not isinstance(source, tuple):
            parts.append((port.name, _content(port, source, models)))
            continue
        ports = (source,) if isinstance(source, Port) else source
        if not all(keys.get(one.node) for one in ports):
            return ""
        parts.append((port.name, "wires", tuple((keys[one.node], one.name) for one in ports)))
        if isinstance(port.control, ModelChoice):
            parts.append(("models", _identities(models)))
    # Only texts, numbers and tuples: their representation is as unambiguous as a digest of each, and faster.
    return digest(repr(parts))


def _content(port: Input, value: Value, models: Models) -> str | int | float | bool | None:
    """What a value means: of a file its content, of a model's name its weights and code."""
    read = port.read(value)
    if isinstance(read, Path):
        return fingerprint(read)
    if isinstance(port.control, ModelChoice) and isinstance(read, str):
        return models.capabilities(read).identity
    if isinstance(read, Enum):
        read = read.value
    assert read is None or isinstance(read, str | int | float | bool), f"{port.name} has no content key"
    return read


def _identities(models: Models) -> tuple[str, ...]:
    """All models: a wire chooses among them only when the graph runs."""
    return tuple(sorted(models.capabilities(name).identity for name in models.names()))
