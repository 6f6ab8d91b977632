"""One run with many results: a node over several values of one input, each of which becomes a take of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.engine.plan import Plan, Step, plan
from soraapp.engine.provider import Models
from soraapp.errors import GraphError
from soraapp.nodekit import Value
from soraapp.project.edits import node_of
from soraapp.project.flat import flat
from soraapp.project.graph import Wire
from soraapp.project.project import Project


def varied(project: Project, node: str, input: str, value: Value) -> Project:  # noqa: A002
    """The project with one input of a node set to a value, whatever was wired there, and no take of it pinned."""
    graph = project.graph
    found = node_of(graph, node)
    changed = replace(found, values={**found.values, input: value}, pinned=None)

    def stays(wire: Wire) -> bool:
        return wire.target != (node, input)

    wires = tuple(wire for wire in graph.wires if stays(wire))
    return replace(project, graph=replace(graph, nodes={**graph.nodes, node: changed}, wires=wires))


def plan_variants(
    project: Project,
    catalogue: Catalogue,
    models: Models,
    node: str,
    input: str,  # noqa: A002
    values: Sequence[Value],
) -> Plan:
    """The steps for a node over some values of an input, and once for all that these need.

    The step of a value has an id of its own and tells by `variant_of` whose it is. Raises GraphError for a node or an
    input that is not there, or without values.
    """
    project = Project(flat(project, catalogue).graph)
    found = node_of(project.graph, node)
    kind = catalogue.get(found.kind)
    if kind is None or kind.input(input) is None:
        raise GraphError("{node} has no input called {input}.", node=found.name, input=input)
    if not values:
        raise GraphError("There are no values to make variants of.", remedy="Give at least one value.")
    steps: dict[str, Step] = {}
    for number, value in enumerate(values, 1):
        *before, last = plan(varied(project, node, input, value), catalogue, models, [node]).steps
        steps |= {step.node: step for step in before}
        steps[f"{node}#{number}"] = replace(last, node=f"{node}#{number}", variant_of=node)
    return Plan(tuple(steps.values()))
