"""What is known of a project before it runs: content keys, problems, what a run would do. Made off the GUI thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.engine.plan import Delivery, Plan, keys, plan
from soraapp.errors import InputError, SoraError
from soraapp.models.registry import Registry
from soraapp.project.check import Problem, check
from soraapp.project.project import Project
from soraapp.project.storage import to_json


@dataclass(frozen=True)
class Survey:
    """The content keys of the nodes that have one, and every problem of the project."""

    project: Project
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    problems: tuple[Problem, ...] = ()

    def problem(self, node: str) -> SoraError | None:
        return next((problem.error for problem in self.problems if problem.node == node), None)

    def differs(self, other: Survey, node: str) -> bool:
        """Whether the node may be told another state."""
        return self.keys.get(node) != other.keys.get(node) or self.problem(node) is not other.problem(node)


def survey(project: Project, catalogue: Catalogue, registry: Registry) -> Survey:
    return Survey(project, keys(project, catalogue, registry), tuple(check(project, catalogue, registry.capabilities)))


@dataclass(frozen=True)
class Prepared:
    """A run that is ready to begin, or the reasons why it is not."""

    keys: Mapping[str, str]
    plan: Plan | None
    """None when nothing can be run."""
    refused: Mapping[str, SoraError]
    """The first problem of each node that cannot run."""
    blocked: frozenset[str]
    """The nodes that one of the refused feeds."""
    delivery: Delivery | None = None

    @property
    def error(self) -> SoraError | None:
        return next(iter(self.refused.values()), None)


def prepare(
    project: Project, catalogue: Catalogue, registry: Registry, targets: Collection[str] | None, path: Path | None
) -> Prepared:
    """Plan a run of `targets`, or of all nodes that feed nothing, leaving out what a problem keeps from running.

    With a `path`, the clip of the only target is then written there; the project travels in the file.
    """
    graph = project.graph
    wanted = (
        set(targets) if targets is not None else {node for node in graph.nodes if graph.links.out_degree(node) == 0}
    )
    needed = graph.upstream(wanted) if wanted else set[str]()
    refused: dict[str, SoraError] = {}
    for problem in check(project, catalogue, registry.capabilities, needed):
        if problem.node in needed or problem.node is None:
            refused.setdefault(problem.node or "", problem.error)
    stopped = frozenset(graph.downstream(refused.keys() & graph.nodes.keys()) & needed)
    able = set() if "" in refused else wanted - stopped
    found = keys(project, catalogue, registry)
    if not able:
        if not refused:
            refused[""] = InputError("There is nothing to run.", remedy="Add a node first.")
        return Prepared(found, None, refused, stopped - refused.keys())
    made = plan(project, catalogue, registry, able)
    delivery = None if path is None else Delivery(next(iter(able)), path, {"soraapp": to_json(project, None)})
    return Prepared(found, made, refused, stopped - refused.keys(), delivery)
