"""Seeds that are thrown anew before every run that a person starts, so that each run gives another take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from soraapp.project.edits import Edit, graph_edit, node_of
from soraapp.project.graph import Graph, Node
from soraapp.project.project import Project


def loosen(node: str, seed: str, *, loose: bool) -> Edit:
    """Let a seed be thrown anew before every run, or keep it as it is. Raises GraphError when there is no such node."""

    def change(graph: Graph) -> Graph:
        before = node_of(graph, node)
        others = tuple(name for name in before.loose if name != seed)
        return replace(graph, nodes={**graph.nodes, node: replace(before, loose=(*others, seed) if loose else others)})

    return graph_edit("Unlock seed" if loose else "Lock seed", change)


def throw(project: Project, targets: Collection[str] | None, dice: Callable[[], int]) -> Edit | None:
    """The edit that gives another seed to each that is loose and takes part in a run of some nodes, or of all; those in
    groups always do. None where there is none.

    Left alone is what a wire feeds, and nodes that give a pinned take or are muted.
    """
    present = [node for node in project.graph.nodes.values() if any(_free(project.graph, node))]
    if targets is not None and present:
        needed = project.graph.upstream(node for node in targets if node in project.graph.nodes)
        present = [node for node in present if node.id in needed]
    thrown = {node.id: _seeds(project.graph, node, dice) for node in present}
    grouped = {
        group.id: {node.id: _seeds(group.graph, node, dice) for node in group.graph.nodes.values() if node.loose}
        for group in project.groups.values()
    }
    if not thrown and not any(any(seeds.values()) for seeds in grouped.values()):
        return None

    def change(project: Project) -> Project:
        groups = {
            name: replace(group, graph=_with(group.graph, grouped[name])) if grouped.get(name) else group
            for name, group in project.groups.items()
        }
        return replace(project, graph=_with(project.graph, thrown), groups=groups)

    return Edit("New seeds", change)


def _free(graph: Graph, node: Node) -> list[str]:
    """The seeds of a node that may be thrown."""
    if node.pinned is not None or node.muted or not node.loose:
        return []
    wired = {wire.target.name for wire in graph.incoming.get(node.id, ())}
    return [name for name in node.loose if name not in wired]


def _seeds(graph: Graph, node: Node, dice: Callable[[], int]) -> dict[str, int]:
    return {name: dice() for name in _free(graph, node)}


def _with(graph: Graph, seeds: Mapping[str, Mapping[str, int]]) -> Graph:
    changed = {
        name: replace(graph.nodes[name], values={**graph.nodes[name].values, **values})
        for name, values in seeds.items()
        if name in graph.nodes
    }
    return replace(graph, nodes={**graph.nodes, **changed}) if changed else graph
