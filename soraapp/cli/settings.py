"""``--set NODE.INPUT=VALUE``: values given on the command line, checked like those set in the window."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from soraapp.catalogue import Catalogue
from soraapp.cli.lookup import find_input, find_kind, find_node, known_node
from soraapp.errors import GraphError, InputError
from soraapp.project import edits
from soraapp.project.flat import flat
from soraapp.project.graph import Graph, Node
from soraapp.project.group_types import with_groups
from soraapp.project.groups import is_boundary
from soraapp.project.levels import at, place_of
from soraapp.project.project import Project


def with_settings(project: Project, catalogue: Catalogue, settings: Iterable[str]) -> Project:
    """The project with values set. Raises GraphError for unknown names, and InputError for values that do not fit."""
    for setting in settings:
        graph = flat(project, catalogue).own
        node, name, text = _parts(graph, setting)
        entry = find_input(find_kind(with_groups(catalogue, project), node), node, name)
        feeding = next((wire for wire in graph.incoming.get(node.id, ()) if wire.target.name == name), None)
        if feeding:
            source = graph.nodes[feeding.source.node]
            source = graph.nodes["/".join(place_of(source.id))] if is_boundary(source) else source
            raise GraphError(
                "{setting} has no effect: a wire feeds this input.",
                remedy="Set an input of {source}, which feeds it.",
                setting=setting,
                source=source.name,
            )
        try:
            value = entry.parse(text)
            entry.read(value)
        except InputError as error:
            message = f"{{node}}.{{input}}: {error.message}"
            raise InputError(message, remedy=error.remedy, **error.facts, node=node.name, input=name) from None
        project = at(edits.set_value(node.id, name, value), place_of(node.id)).change(project)
    return project


def idle_settings(
    project: Project, catalogue: Catalogue, settings: Iterable[str], running: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The node and the input of each setting that makes no difference, by name: its node, or what is inside of it, is
    none of those that run."""
    opened = flat(project, catalogue)
    for setting in settings:
        node, name, _ = _parts(opened.own, setting)
        if not {node.id, *opened.inside(node.id)} & set(running):
            yield node.name, name


def _parts(graph: Graph, setting: str) -> tuple[Node, str, str]:
    """The node, the name of the input, and the text of the value. Names may hold dots and equals signs themselves."""
    ends = [place for place, sign in enumerate(setting) if sign == "="]
    splits = [(*setting[:end].rpartition(".")[::2], setting[end + 1 :]) for end in ends]
    for node, name, text in splits:
        known = known_node(graph, node)
        if known:
            return known, name, text
    if not splits or not splits[0][0]:
        raise GraphError(
            "--set {setting} cannot be read.",
            remedy='Write --set NODE.INPUT=VALUE, such as --set "Text to video.seed=7".',
            setting=setting,
        )
    node, name, text = splits[0]
    return find_node(graph, node), name, text
