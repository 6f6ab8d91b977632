"""Groups of two projects in one: what is the same is there once, and what is not keeps apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from soraapp.project.edits import new_id
from soraapp.project.groups import GROUP, Group
from soraapp.project.port_edits import with_id


def merged(groups: Mapping[str, Group], more: Mapping[str, Group]) -> tuple[Mapping[str, Group], dict[str, str]]:
    """Groups with more of them, and the kinds that instances of the latter are of now. One that is there already, but
    for its takes, is not added; one with the id of another gets a new id."""
    if not more:
        return groups, {}
    kinds: dict[str, str] = {}
    for group in more.values():
        there = groups.get(group.id)
        same = there is not None and _plain(there) == _plain(group)
        kinds[GROUP + group.id] = GROUP + (new_id() if there is not None and not same else group.id)
    _tell_apart(groups, more, kinds)
    found = dict(groups)
    for group in more.values():
        name = kinds[GROUP + group.id].removeprefix(GROUP)
        if name not in groups:
            found[name] = with_id(group, name, lambda kind: kinds.get(kind, kind))
    return found, kinds


def _tell_apart(groups: Mapping[str, Group], more: Mapping[str, Group], kinds: dict[str, str]) -> None:
    """Give a new id, too, to those that are there already but contain one that got a new id."""
    again = True
    while again:
        again = False
        for group in more.values():
            own = GROUP + group.id
            if group.id in groups and kinds[own] == own and _contains_renamed(group, kinds):
                kinds[own], again = GROUP + new_id(), True


def _contains_renamed(group: Group, kinds: Mapping[str, str]) -> bool:
    return any(kinds.get(node.kind, node.kind) != node.kind for node in group.graph.nodes.values())


def _plain(group: Group) -> Group:
    """A group without what it has made."""
    nodes = {node.id: replace(node, takes=()) if node.takes else node for node in group.graph.nodes.values()}
    return replace(group, graph=replace(group.graph, nodes=nodes))
