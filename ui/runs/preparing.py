"""From what a person asked for to a run that can begin. Made off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from soraapp.catalogue import Catalogue
from soraapp.engine.forecast import preview_of
from soraapp.engine.plan import Delivery, Plan, plan, seen_behind
from soraapp.engine.provider import Models
from soraapp.engine.variants import plan_variants
from soraapp.errors import InputError
from soraapp.media.credentials.choice import chosen
from soraapp.media.provenance import embed
from soraapp.project.flat import flat
from soraapp.project.project import Project
from soraapp.project.rescue import Waiting
from soraapp.project.storage import to_json
from soraapp.project.take_edits import without_takes
from ui.survey import lasted


@dataclass(frozen=True)
class Prepared:
    """A run that is ready to begin."""

    plan: Plan
    delivery: Delivery | None = None
    expected: Mapping[str, float | None] = field(default_factory=dict[str, float | None])
    """The heavy steps that are to be computed, and how many seconds each took lately; None where that is not known."""


def prepare(asked: Waiting, catalogue: Catalogue, registry: Models, cached: Callable[[str], bool]) -> Prepared:
    """Plan a run of its targets, or of all nodes that feed nothing. With a film, the clip of the only target is then
    written there, and says of how it was made what is chosen. Raises SoraError."""
    project = asked.project
    if asked.variants and asked.targets:
        node, varied = asked.targets[0], asked.variants
        made = plan_variants(project, catalogue, registry, node, varied.input, varied.values)
    else:
        made = plan(project, catalogue, registry, asked.targets, cached)
    if not made.steps:
        raise nothing_to_run(project)
    seconds = lasted(flat(project, catalogue).graph, catalogue)
    expected = {step.node: seconds(step) for step in preview_of(made, cached).compute}
    if asked.film is None or not asked.targets:
        return Prepared(made, None, expected)
    choice = chosen()
    record = embed(to_json(without_takes(project), None)) if choice.project else {}
    node = seen_behind(project, catalogue, asked.targets[0])
    return Prepared(made, Delivery(node, asked.film, record, asked.order, choice.signing()), expected)


def nothing_to_run(project: Project) -> InputError:
    """Why a run has no steps: there is no node, or none but what is muted or only drawn."""
    if not project.graph.nodes:
        return InputError("There is nothing to run.", remedy="Add a node first.")
    if any(node.muted for node in project.graph.nodes.values()):
        remedy = "Select what should run, and press M or choose Unmute in its menu."
        return InputError("There is nothing to run: all that could is muted.", remedy=remedy)
    return InputError("There is nothing to run: no node here makes anything.", remedy="Add one that does.")
