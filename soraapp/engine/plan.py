"""From a project to ordered steps, each with a content key."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.engine.content_key import Source, content_key
from soraapp.engine.provider import Models
from soraapp.errors import GraphError, SoraError
from soraapp.media.credentials.signing import Signing
from soraapp.media.export.order import Order
from soraapp.nodekit import ModelChoice, NodeType
from soraapp.project.check import check
from soraapp.project.flat import Flat, flat
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.group_types import with_groups
from soraapp.project.known import kinds_in, wired_text
from soraapp.project.project import Project


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
    pinned: bool = False
    """The step takes the result that has its key and computes nothing."""
    variant_of: str | None = None
    """The node of which this makes one of several results, under an id of its own."""

    @property
    def owner(self) -> str:
        """The id of the node in the graph."""
        return self.variant_of or self.node


@dataclass(frozen=True)
class Plan:
    """Steps in an order in which each comes after those that feed it."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Delivery:
    """A film or pictures to write once the steps are done: the first output of a node that can be seen."""

    node: str
    path: Path
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])
    order: Order | None = None
    """How it is written; None for what the ending of the path stands for."""
    signing: Signing | None = None
    """Who signs its Content Credentials; None for no credentials."""


def keys(project: Project, catalogue: Catalogue, models: Models) -> dict[str, str]:
    """The content key of every node, in linear time. Nodes with problems, and those that they feed, are absent."""
    steps = _steps(project, catalogue, models, flat(project, catalogue).graph.nodes.keys())
    return {step.node: step.key for step in steps if step.key}


def plan(
    project: Project,
    catalogue: Catalogue,
    models: Models,
    targets: Collection[str] | None = None,
    cached: Callable[[str], bool] | None = None,
) -> Plan:
    """The steps for the target nodes, by default those that feed no other, and for all that these need.

    A node with a pinned take needs nothing. `cached` tells whether the results with a key are at hand: with it, a
    pinned take that is lost is an error of its step, which otherwise comes up in the run.

    Nodes with problems become steps with an error: they and what depends on them fail, the rest can run. A target that
    is only drawn, such as a group, means the nodes behind it. Raises GraphError for a target that is not there, or that
    gives nothing.
    """
    opened = flat(project, catalogue)
    graph = opened.graph
    wanted = results_of(graph) if targets is None else behind(opened, targets)
    return Plan(tuple(_steps(project, catalogue, models, needed(graph, catalogue, wanted), cached)))


def behind(opened: Flat, targets: Iterable[str]) -> list[str]:
    """The nodes that run for some that are drawn. Raises GraphError for one that is not there, or gives nothing."""
    found: dict[str, None] = {}
    for target in targets:
        nodes = opened.behind(target)
        if not nodes:
            node = opened.drawn.nodes[target]
            message = "{node} is muted and gives nothing." if node.muted else "{node} gives nothing."
            raise GraphError(message, remedy="Unmute it, or connect something to it.", node=node.name)
        found |= dict.fromkeys(nodes)
    return list(found)


def seen_behind(project: Project, catalogue: Catalogue, target: str) -> str:
    """The node that runs from which the film or picture of a target comes: of a group, that behind its first output of
    the kind. Raises GraphError for a target that is not there, or gives nothing."""
    opened = flat(project, catalogue)
    found = behind(opened, [target])[0]
    kind = (
        None if target in opened.graph.nodes else with_groups(catalogue, project).get(opened.drawn.nodes[target].kind)
    )
    outputs = [Port(target, port.name) for port in kind.outputs if port.kind in ("clip", "image")] if kind else []
    return next((opened.outputs[port].node for port in outputs if port in opened.outputs), found)


def results_of(graph: Graph) -> Collection[str]:
    """The nodes that feed no other: what a run makes unless it is told what to make."""
    feeding = {wire.source.node for wire in graph.wires}
    return [node for node in graph.nodes if node not in feeding] or graph.nodes.keys()


def is_pinned(node: Node, catalogue: Catalogue) -> bool:
    """Whether a take of the node is used in place of what its inputs would make."""
    kind = catalogue.get(node.kind)
    return node.pinned is not None and kind is not None and kind.heavy


def needed(graph: Graph, catalogue: Catalogue, targets: Iterable[str]) -> set[str]:
    """The targets and all that feed them, up to nodes with a pinned take. Raises GraphError for an unknown target."""
    found: set[str] = set()
    waiting = list(targets)
    while waiting:
        node_id = waiting.pop()
        if node_id not in graph.nodes:
            raise GraphError("There is no node with the id {id}.", id=node_id)
        if node_id not in found:
            found.add(node_id)
            if is_pinned(graph.nodes[node_id], catalogue):
                continue
            waiting.extend(
                wire.source.node for wire in graph.incoming.get(node_id, ()) if wire.source.node in graph.nodes
            )
    return found


def _steps(
    project: Project,
    catalogue: Catalogue,
    models: Models,
    nodes: Collection[str],
    cached: Callable[[str], bool] | None = None,
) -> list[Step]:
    """The steps of some nodes, which include all that feed them."""
    graph = flat(project, catalogue).graph
    errors: dict[str, SoraError] = {}
    for problem in check(project, catalogue, models.capabilities, nodes):
        if problem.node is not None:
            errors.setdefault(problem.node, problem.error)
    keys: dict[str, str] = {}
    steps: list[Step] = []
    for node_id in _order(graph, nodes):
        node, kind, error = graph.nodes[node_id], catalogue.get(graph.nodes[node_id].kind), errors.get(node_id)
        if node.pinned is not None and is_pinned(node, catalogue):
            steps.append(_pinned(node, node.pinned, cached))
            keys[node_id] = steps[-1].key
            continue
        sources = _sources(graph, node, kind, catalogue) if kind else {}
        if kind and error is None:
            try:
                keys[node_id] = content_key(kind, sources, models, keys)
            except SoraError as reason:
                error = reason
        heavy = kind is not None and kind.heavy
        steps.append(Step(node_id, node.name, node.kind, keys.get(node_id, ""), sources, heavy, error))
    return steps


def _pinned(node: Node, key: str, cached: Callable[[str], bool] | None) -> Step:
    """The step of a node with a pinned take."""
    error = lost_take(node.name) if cached is not None and not cached(key) else None
    return Step(node.id, node.name, node.kind, "" if error else key, {}, heavy=True, error=error, pinned=True)


def lost_take(name: str) -> GraphError:
    """The error of a pinned take that the cache does not hold any more."""
    return GraphError(
        "The pinned take of {node} is no longer stored.",
        remedy="Unpin it and run again, or pin another take.",
        node=name,
    )


def sources_of(step: Step) -> list[str]:
    """The nodes that feed a step."""
    found: list[str] = []
    for source in step.inputs.values():
        if isinstance(source, Port):  # Which is a tuple, too.
            found.append(source.node)
        elif isinstance(source, tuple):
            found.extend(port.node for port in source)
    return found


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


def _sources(graph: Graph, node: Node, kind: NodeType, catalogue: Catalogue) -> dict[str, Source]:
    """What is set, and above it what is wired; in place of a wire that brings a model the name of that, where it is
    known, so that only what is used of the models decides the key."""
    sources: dict[str, Source] = dict(node.values)
    many = {port.name for port in kind.inputs if port.many}
    wired: dict[str, list[Port]] = {}
    for wire in graph.incoming.get(node.id, ()):
        wired.setdefault(wire.target.name, []).append(wire.source)
    for name, ports in wired.items():
        sources[name] = tuple(ports) if name in many else ports[-1]
        entry = kind.input(name)
        if entry is not None and isinstance(entry.control, ModelChoice):
            known = wired_text(graph, ports[-1], kinds_in(catalogue))
            sources[name] = ports[-1] if known is None else known
    return sources
