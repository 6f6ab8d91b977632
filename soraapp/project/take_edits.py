"""What is done to the takes of nodes: results are added outside of the undo history, all else are edits."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.project.edits import Edit, disconnect, node_of
from soraapp.project.graph import Graph, Node
from soraapp.project.levels import definition_at, existing, place_of
from soraapp.project.present import fed_value
from soraapp.project.project import Project
from soraapp.project.takes import STARS, Take, with_take


def added_take(node: str, take: Take) -> Callable[[Project], Project]:
    """A change that gives a node one more take, for `History.amend`: projects without that node stay as they are.

    `node` is the path of a node that has run. Where it was put into a group since, or out of one, it is found by its
    own id.
    """
    own = node.rpartition("/")[2]

    def given(graph: Graph) -> Graph:
        found = graph.nodes.get(own)
        takes = with_take(found.takes, take, found.pinned) if found else ()
        if found is None or takes is found.takes:
            return graph
        return replace(graph, nodes={**graph.nodes, own: replace(found, takes=takes)})

    def change(project: Project) -> Project:
        place = existing(project, place_of(node))
        group = definition_at(project, place) if place == place_of(node) else None
        if group is None or own not in group.graph.nodes:
            holders = [other for other in project.groups.values() if own in other.graph.nodes]
            group = holders[0] if own not in project.graph.nodes and len(holders) == 1 else None
        if group is None:
            graph = given(project.graph)
            return project if graph is project.graph else replace(project, graph=graph)
        graph = given(group.graph)
        if graph is group.graph:
            return project
        return replace(project, groups={**project.groups, group.id: replace(group, graph=graph)})

    return change


def without_takes(project: Project) -> Project:
    """The project as it is given away: no node has takes but a pinned one."""
    groups = {group.id: replace(group, graph=_without_takes(group.graph)) for group in project.groups.values()}
    return replace(project, graph=_without_takes(project.graph), groups=groups)


def _without_takes(graph: Graph) -> Graph:
    nodes = {
        node.id: replace(node, takes=tuple(take for take in node.takes if take.key == node.pinned))
        if node.takes
        else node
        for node in graph.nodes.values()
    }
    return replace(graph, nodes=nodes)


def pin(node: str, key: str) -> Edit:
    """Use a take whatever the node's inputs say. Raises GraphError when the node has no such take."""
    return Edit("Pin take", lambda project: _changed(project, node, key, lambda found, _: replace(found, pinned=key)))


def unpin(node: str) -> Edit:
    """Make the node compute from its inputs again."""
    return Edit("Unpin take", lambda project: _with_node(project, replace(node_of(project.graph, node), pinned=None)))


def delete_takes(node: str, keys: Collection[str]) -> Edit:
    """Forget takes; the frames stay in the cache as long as there is room. A pinned one is unpinned."""

    def change(project: Project) -> Project:
        found = node_of(project.graph, node)
        for key in keys:
            _take(found, key)
        takes = tuple(take for take in found.takes if take.key not in keys)
        return _with_node(project, replace(found, takes=takes, pinned=None if found.pinned in keys else found.pinned))

    return Edit("Delete take" if len(keys) == 1 else "Delete takes", change)


def use_values(node: str, key: str, catalogue: Catalogue) -> Edit:
    """Set a node as it was when it made a take, so that it gives that take again.

    What other nodes feed stays wired, unless the take had another value there: that one takes the place of the wire.
    Another take that is pinned is unpinned.
    """

    def change(project: Project) -> Project:
        graph = project.graph
        found = node_of(graph, node)
        take = _take(found, key)
        wires = {wire.target.name: wire for wire in graph.incoming.get(node, ())}
        kept = {
            name: wire
            for name, wire in wires.items()
            if name not in take.values or fed_value(graph, catalogue, wire) == take.values[name]
        }
        under = {name: value for name, value in found.values.items() if name in kept}
        values = {name: value for name, value in take.values.items() if name not in kept}
        gone = [wire for name, wire in wires.items() if name not in kept]
        pinned = found.pinned if found.pinned == key else None
        changed = _with_node(project, replace(found, values={**under, **values}, pinned=pinned))
        return disconnect(gone).change(changed) if gone else changed

    return Edit("Use the values of a take", change)


def name_take(node: str, key: str, name: str) -> Edit:
    """Call a take something; an empty name takes the name away."""
    tidy = " ".join(name.split())
    return Edit("Name take", lambda project: _marked(project, node, key, lambda take: replace(take, name=tidy)))


def rate_take(node: str, key: str, stars: int) -> Edit:
    """Say how good a take is: 1 to 5, or 0 for no opinion. Raises GraphError for anything else."""
    if not 0 <= stars <= STARS:
        raise GraphError("A take has from 0 to 5 stars, not {stars}.", stars=stars)
    return Edit("Rate take", lambda project: _marked(project, node, key, lambda take: replace(take, stars=stars)))


def _marked(project: Project, node: str, key: str, mark: Callable[[Take], Take]) -> Project:
    def change(found: Node, take: Take) -> Node:
        return replace(found, takes=tuple(mark(other) if other is take else other for other in found.takes))

    return _changed(project, node, key, change)


def _changed(project: Project, node: str, key: str, change: Callable[[Node, Take], Node]) -> Project:
    found = node_of(project.graph, node)
    return _with_node(project, change(found, _take(found, key)))


def _take(node: Node, key: str) -> Take:
    take = next((take for take in node.takes if take.key == key), None)
    if take is None:
        raise GraphError("{node} has no such take.", node=node.name)
    return take


def _with_node(project: Project, node: Node) -> Project:
    graph = project.graph
    return replace(project, graph=replace(graph, nodes={**graph.nodes, node.id: node}))
