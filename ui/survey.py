"""What is known of a project before it runs: content keys, problems, what a run would do. Made off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from soraapp.catalogue import Catalogue
from soraapp.engine.content_key import Source
from soraapp.engine.forecast import Forecast, preview_of
from soraapp.engine.plan import Plan, Step, needed, plan, results_of
from soraapp.engine.provider import Models
from soraapp.errors import SoraError
from soraapp.nodekit import NodeType, Value
from soraapp.project.check import Problem, check
from soraapp.project.flat import flat
from soraapp.project.graph import Graph
from soraapp.project.levels import all_nodes
from soraapp.project.project import Project
from ui.restoring import at_hand

FETCHED = 0.02
"""Seconds: nothing heavy is made faster. A take that was there so soon found its frames stored, and says nothing about
how long it takes to make them."""


@dataclass(frozen=True)
class Survey:
    """The content keys of the nodes that have one, every problem of the project, and what the cache holds of it."""

    project: Project
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    problems: tuple[Problem, ...] = ()
    ready: tuple[Step, ...] = ()
    """The steps that can be had without computing anything heavy, in order."""
    steps: tuple[Step, ...] = ()
    """The steps of all nodes, in order."""
    stored: frozenset[str] = frozenset()
    """The keys of heavy steps whose results are at hand."""
    forecast: Forecast = field(default_factory=Forecast)
    """What a run of all results would do."""
    stale: tuple[str, ...] = ()
    """The nodes whose results would have to be computed, in order; those with a problem, or after one, are none."""

    def problem(self, node: str) -> SoraError | None:
        return self._first.get(node)

    def differs(self, other: Survey, node: str) -> bool:
        """Whether the node may be told another state."""
        return self.keys.get(node) != other.keys.get(node) or str(self.problem(node)) != str(other.problem(node))

    def forecast_to(self, targets: Collection[str], catalogue: Catalogue) -> Forecast:
        """What a run of some nodes would do."""
        opened = flat(self.project, catalogue)
        graph = opened.graph
        behind = [real for node in targets if node in opened.drawn.nodes for real in opened.behind(node)]
        wanted = needed(graph, catalogue, behind)
        steps = Plan(tuple(step for step in self.steps if step.node in wanted))
        return preview_of(steps, self.stored.__contains__, lasted(graph, catalogue))

    @cached_property
    def _first(self) -> Mapping[str, SoraError]:
        """The first problem of each node that has one."""
        return {problem.node: problem.error for problem in reversed(self.problems) if problem.node is not None}

    @property
    def shown(self) -> frozenset[str]:
        """The keys of all results that the window shows of the project, takes among them."""
        takes = (take.key for node in all_nodes(self.project) for take in node.takes)
        return frozenset((*self.keys.values(), *takes))

    @property
    def dear(self) -> frozenset[str]:
        """The keys of those that go last: what nodes show now, and takes that a person has rated, named or pinned."""
        return frozenset((*self.keys.values(), *chosen_takes(self.project)))

    @cached_property
    def complaints(self) -> list[tuple[str | None, str | None, str]]:
        """The problems in a form that compares by content."""
        return [(problem.node, problem.input, str(problem.error)) for problem in self.problems]


def survey(project: Project, catalogue: Catalogue, registry: Models, cached: Callable[[str], bool]) -> Survey:
    """`cached` tells whether the results of a heavy step with that key are on disk."""
    known: dict[str, bool] = {}

    def asked_once(key: str) -> bool:
        if key not in known:
            known[key] = cached(key)
        return known[key]

    graph = flat(project, catalogue).graph
    steps = plan(project, catalogue, registry, graph.nodes.keys(), asked_once).steps
    ready = at_hand(steps, asked_once)
    stale = preview_of(Plan(steps), asked_once).compute
    found = Survey(
        project,
        {step.node: step.key for step in steps if step.key},
        (*check(project, catalogue, registry.capabilities), *_lost(steps)),
        ready,
        steps,
        frozenset(key for key, stored in known.items() if stored),
        stale=tuple(step.node for step in stale),
    )
    return replace(found, forecast=found.forecast_to(results_of(graph), catalogue))


def _lost(steps: Collection[Step]) -> Iterator[Problem]:
    """The pinned takes that the cache does not hold any more."""
    return (Problem(step.node, None, step.error) for step in steps if step.pinned and step.error)


def lasted(graph: Graph, catalogue: Catalogue) -> Callable[[Step], float | None]:
    """How many seconds a step will take, from the last take of its node that was made and not only fetched: longer for
    a longer or larger result, and for more steps, as far as these are set and not wired."""

    def seconds(step: Step) -> float | None:
        node = graph.nodes.get(step.owner)
        takes = node.takes if node else ()
        made = next((take for take in reversed(takes) if take.seconds and take.seconds > FETCHED), None)
        if made is None or made.seconds is None:
            return None
        return made.seconds * _more_work(catalogue[step.kind], step.inputs, made.values)

    return seconds


_WORK = ("seconds", "width", "height", "steps")
"""Inputs that the time to make something grows with."""


def _more_work(kind: NodeType, now: Mapping[str, Source], then: Mapping[str, Value]) -> float:
    """How many times as much there is to do."""
    share = 1.0
    for port in kind.inputs:
        new, old = (values.get(port.name, port.default) for values in (now, then))
        if port.name in _WORK and isinstance(new, int | float) and isinstance(old, int | float) and old:
            share *= new / old
    return share


def chosen_takes(project: Project) -> frozenset[str]:
    """The keys of the takes that a person has rated, named or pinned."""
    return frozenset(
        take.key
        for node in all_nodes(project)
        for take in node.takes
        if take.stars or take.name or take.key == node.pinned
    )


def same_work(before: Project, after: Project, catalogue: Catalogue) -> bool:
    """Whether two projects would compute the same: they differ in places, names and takes of nodes only."""
    if before.groups.keys() != after.groups.keys() or before.timelines is not after.timelines:
        return False
    old, new = flat(before, catalogue).graph, flat(after, catalogue).graph
    return (
        old.wires == new.wires
        and old.nodes.keys() == new.nodes.keys()
        and all(
            node is new.nodes[name] or (node.pinned == new.nodes[name].pinned and node.values == new.nodes[name].values)
            for name, node in old.nodes.items()
        )
    )
