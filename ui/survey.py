"""What is known of a project before it runs: content keys, problems, what a run would do. Made off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.engine.plan import Delivery, Plan, Step, plan
from soraapp.engine.provider import Models
from soraapp.errors import InputError, SoraError
from soraapp.media.provenance import embed
from soraapp.project.check import Problem, check
from soraapp.project.project import Project
from soraapp.project.storage import to_json
from ui.restoring import at_hand


@dataclass(frozen=True)
class Survey:
    """The content keys of the nodes that have one, every problem of the project, and what the cache holds of it."""

    project: Project
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    problems: tuple[Problem, ...] = ()
    ready: tuple[Step, ...] = ()
    """The steps that can be had without computing anything heavy, in order."""

    def problem(self, node: str) -> SoraError | None:
        return next((problem.error for problem in self.problems if problem.node == node), None)

    def differs(self, other: Survey, node: str) -> bool:
        """Whether the node may be told another state."""
        return self.keys.get(node) != other.keys.get(node) or str(self.problem(node)) != str(other.problem(node))

    @property
    def complaints(self) -> list[tuple[str | None, str | None, str]]:
        """The problems in a form that compares by content."""
        return [(problem.node, problem.input, str(problem.error)) for problem in self.problems]


def survey(project: Project, catalogue: Catalogue, registry: Models, cached: Callable[[str], bool]) -> Survey:
    """`cached` tells whether the results of a heavy step with that key are on disk."""
    steps = plan(project, catalogue, registry, project.graph.nodes.keys()).steps
    problems = tuple(check(project, catalogue, registry.capabilities))
    return Survey(project, {step.node: step.key for step in steps if step.key}, problems, at_hand(steps, cached))


@dataclass(frozen=True)
class Prepared:
    """A run that is ready to begin."""

    plan: Plan
    delivery: Delivery | None

    @property
    def keys(self) -> Mapping[str, str]:
        """The content keys for which the nodes are run; nodes with a problem have none."""
        return {step.node: step.key for step in self.plan.steps if step.key}


def prepare(
    project: Project, catalogue: Catalogue, registry: Models, targets: Collection[str] | None, path: Path | None
) -> Prepared:
    """Plan a run of `targets`, or of all nodes that feed nothing. With a `path`, the clip of the only target is then
    written there, and the project travels in the file. Raises SoraError."""
    made = plan(project, catalogue, registry, targets)
    if not made.steps:
        raise InputError("There is nothing to run.", remedy="Add a node first.")
    if path is None or targets is None:
        return Prepared(made, None)
    return Prepared(made, Delivery(next(iter(targets)), path, embed(to_json(project, None))))


def same_work(before: Project, after: Project) -> bool:
    """Whether two projects would compute the same: they differ in places and names of nodes only."""
    old, new = before.graph, after.graph
    return (
        old.wires == new.wires
        and old.nodes.keys() == new.nodes.keys()
        and all(
            node.values is new.nodes[name].values or (node.values == new.nodes[name].values)
            for name, node in old.nodes.items()
        )
    )
