"""Which take of its node an item shows: what the node gives, or another one; and one more."""

from __future__ import annotations

from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.project.edits import Edit, set_value
from soraapp.project.graph import Graph, Node
from soraapp.project.levels import graph_at, inside, node_at, place_of
from soraapp.project.project import Project
from soraapp.project.take_edits import unpin
from soraapp.project.takes import Take
from soraapp.project.timeline.base import item_of, timeline_edit, timeline_of, unlocked, with_items
from soraapp.project.timeline.generate.reaching import path_of
from soraapp.project.timeline.timeline import Item, NodeSource, Source, Timeline


def takes_of(project: Project, catalogue: Catalogue, source: Source) -> tuple[Take, ...]:
    """The takes of the node that a source shows, the latest last; none for anything else, and where it is gone."""
    try:
        node = _node(project, catalogue, source)[1]
    except GraphError:
        return ()
    return node.takes


def show_take(timeline: str, item: str, take: str | None, catalogue: Catalogue) -> Edit:
    """Let an item show a take of its node, by its key, whatever the node gives; or, with None, what it gives. Raises
    GraphError when the node has no such take."""

    def change(project: Project) -> Project:
        found = item_of(timeline_of(project, timeline), item)
        _, node = _node(project, catalogue, found.source)
        if take is not None and all(one.key != take for one in node.takes):
            raise GraphError("{node} has no such take.", node=node.name)
        return _showing("Show take", timeline, found, take).change(project)

    return Edit("Show take", change)


def next_take(timeline: str, item: str, catalogue: Catalogue, steps: int = 1) -> Edit:
    """Let an item show the take that comes so many steps after the one that it shows, round and round. After the latest
    comes the earliest. Raises GraphError when there are fewer than two."""

    def change(project: Project) -> Project:
        found = item_of(timeline_of(project, timeline), item)
        _, node = _node(project, catalogue, found.source)
        if len(node.takes) < 2:
            raise GraphError("{node} has no other take.", remedy="Make a new take.", node=node.name)
        keys = [take.key for take in node.takes]
        shown = _shown(found.source, node)
        now = keys.index(shown) if shown in keys else len(keys) - 1
        return _showing("Next take", timeline, found, keys[(now + steps) % len(keys)]).change(project)

    return Edit("Next take", change)


def new_take(timeline: str, item: str, catalogue: Catalogue, *, seed: int) -> Edit:
    """Give the node that an item shows another seed, and let the item show what it gives then. Its takes stay.

    Raises GraphError when the node takes no seed, or takes it from a wire.
    """

    def change(project: Project) -> Project:
        found = item_of(timeline_of(project, timeline), item)
        path, node = _node(project, catalogue, found.source)
        kind = catalogue.get(node.kind)
        if kind is None or kind.input("seed") is None:
            raise GraphError(
                "{node} makes the same again.", remedy="Choose an item that a model makes.", node=node.name
            )
        if _seeded(graph_at(project, place_of(path)), path):
            raise GraphError("A wire gives {node} its seed.", remedy="Change the seed there.", node=node.name)
        place = place_of(path)
        changed = inside(project, place, set_value(path, "seed", seed).change)
        if node.pinned is not None:
            changed = inside(changed, place, unpin(path).change)
        return _showing("New take", timeline, found, None).change(changed)

    return Edit("New take", change)


def _node(project: Project, catalogue: Catalogue, source: Source) -> tuple[str, Node]:
    """The path of the node that a source shows, and the node. Raises GraphError."""
    if not isinstance(source, NodeSource):
        raise GraphError("Only what a node makes has takes.", remedy="Choose an item that shows a node.")
    path = path_of(project, catalogue, source)
    node = node_at(project, path)
    assert node is not None
    return path, node


def _shown(source: Source, node: Node) -> str | None:
    return source.take if isinstance(source, NodeSource) and source.take else node.pinned


def _seeded(graph: Graph, node: str) -> bool:
    return any(wire.target.name == "seed" for wire in graph.incoming.get(node, ()))


def _showing(label: str, timeline: str, item: Item, take: str | None) -> Edit:
    def change(before: Timeline) -> Timeline:
        unlocked(before.homes[item.id])
        assert isinstance(item.source, NodeSource)
        return with_items(before, {item.id: replace(item, source=replace(item.source, take=take))})

    return timeline_edit(label, timeline, change)
