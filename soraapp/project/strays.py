"""Sweeps up after changes of groups: definitions that nothing uses, and wires and values at ports that are gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from soraapp.project.graph import Graph, Node, Wire
from soraapp.project.groups import ENTRY, EXIT, Group, group_of
from soraapp.project.project import Project


def without_strays(project: Project) -> Project:
    """The project with what is used of its groups; the same object where there is nothing to sweep up."""
    groups = used(project.graph, project.groups)
    graph = _swept(project.graph, groups, None)
    swept = {group.id: _swept_group(group, groups) for group in groups.values()}
    if all(swept[name] is group for name, group in groups.items()):
        swept = project.groups if len(groups) == len(project.groups) else groups
    if graph is project.graph and swept is project.groups:
        return project
    return replace(project, graph=graph, groups=swept)


def used(graph: Graph, groups: Mapping[str, Group]) -> dict[str, Group]:
    """The groups of which there are instances in a graph, or in a group that is used, in their order."""
    found: set[str] = set()
    waiting = [graph]
    while waiting:
        for node in waiting.pop().nodes.values():
            group = group_of(node, groups)
            if group is not None and group.id not in found:
                found.add(group.id)
                waiting.append(group.graph)
    return {name: group for name, group in groups.items() if name in found}


def _swept_group(group: Group, groups: Mapping[str, Group]) -> Group:
    graph = _swept(group.graph, groups, group)
    return group if graph is group.graph else replace(group, graph=graph)


def _swept(graph: Graph, groups: Mapping[str, Group], owner: Group | None) -> Graph:
    """A graph without wires and values at ports of groups that are not there, among them those of its owner's ends."""
    takes = {name: {port.name for port in group.inputs} for name, group in groups.items()}
    gives = {name: {port.name for port in group.outputs} for name, group in groups.items()}
    instances = {node.id: group.id for node in graph.nodes.values() if (group := group_of(node, groups))}

    def fits(wire: Wire) -> bool:
        source, target = instances.get(wire.source.node), instances.get(wire.target.node)
        if owner and wire.source.node == ENTRY and wire.source.name not in takes[owner.id]:
            return False
        if owner and wire.target.node == EXIT and wire.target.name not in gives[owner.id]:
            return False
        return (source is None or wire.source.name in gives[source]) and (
            target is None or wire.target.name in takes[target]
        )

    def swept(node: Node) -> Node:
        known = takes[instances[node.id]] if node.id in instances else None
        if known is None or known >= node.values.keys():
            return node
        return replace(node, values={name: value for name, value in node.values.items() if name in known})

    if not instances and owner is None:
        return graph
    wires = tuple(wire for wire in graph.wires if fits(wire))
    nodes = {node.id: swept(node) for node in graph.nodes.values()}
    same = len(wires) == len(graph.wires) and all(nodes[name] is node for name, node in graph.nodes.items())
    return graph if same else replace(graph, nodes=nodes, wires=wires)
