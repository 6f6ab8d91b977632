"""Finds what a person named: a node, a kind of node, an input, with the nearest names for a slip of the pen."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from typing import TypeVar

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.nodekit import Input, NodeType
from soraapp.project.flat import BETWEEN
from soraapp.project.graph import Graph, Node
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import Timeline

_T = TypeVar("_T")
EXPORT, EXPORT_IMAGE, EXPORT_IMAGES = "output.export", "output.export_image", "output.export_images"
FILM = "Film"
"""The export node to take when there are several."""


def find_node(graph: Graph, name: str) -> Node:
    """The node of that name, whatever its case, and with or without spaces around the slashes of a path. Raises
    GraphError with the nearest names."""
    named = known_node(graph, name)
    if named is None:
        raise GraphError(
            "There is no node called {name}.",
            remedy="{advice}",
            name=name,
            advice=_advice(name, [node.name for node in graph.nodes.values()]),
        )
    return named


def known_node(graph: Graph, name: str) -> Node | None:
    """The node that `find_node` finds; None where there is none, or no telling which."""
    wanted = _plain(name)
    return graph.named(name) or _only(node for node in graph.nodes.values() if _plain(node.name) == wanted)


def find_film(graph: Graph, kinds: tuple[str, ...] = (EXPORT,)) -> Node:
    """The node that the film comes from when none is named: the only export node, or the one called Film. Of several
    kinds of export nodes, the first that there is counts.

    Raises GraphError when there is none, or no telling which.
    """
    found = ([node for node in graph.nodes.values() if node.kind == kind] for kind in kinds)
    exports = next(filter(None, found), [])
    if not exports:
        raise GraphError("This project has no Export node.", remedy="Name the node to render with --node.")
    film = (
        exports[0] if len(exports) == 1 else _only(node for node in exports if node.name.rpartition(BETWEEN)[2] == FILM)
    )
    if film is None:
        names = ", ".join(node.name for node in exports)
        raise GraphError(
            "This project has several Export nodes: {names}.", remedy="Name the one to render with --node.", names=names
        )
    return film


def find_timeline(project: Project, name: str | None = None) -> Timeline:
    """The timeline of that name, whatever its case, or else the film. Raises GraphError where there is none, or nothing
    is on it."""
    timelines = list(project.timelines.values())
    if not timelines:
        raise GraphError("This project has no timeline.", remedy="Name the node to render with --node.")
    found = project.film if name is None else _only(one for one in timelines if one.name == name)
    if found is None and name is not None:
        found = _only(one for one in timelines if _plain(one.name) == _plain(name))
    if found is None:
        raise GraphError(
            "There is no timeline called {name}.",
            remedy="{advice}",
            name=name,
            advice=_advice(name or "", [one.name for one in timelines]),
        )
    if not found.end:
        raise GraphError("The timeline {name} is empty.", remedy="Put something on it first.", name=found.name)
    return found


def find_kind(catalogue: Catalogue, node: Node) -> NodeType:
    """The type of a node. Raises GraphError when it is not known."""
    if node.kind not in catalogue:
        raise GraphError(
            "{node} is of the kind {kind}, which is not known here.",
            remedy="Update Soraapp, or add what provides it.",
            node=node.name,
            kind=node.kind,
        )
    return catalogue[node.kind]


def find_named_kind(catalogue: Catalogue, name: str) -> NodeType:
    """The type of node of that title or kind, whatever its case. Raises GraphError with the nearest names."""
    wanted = name.lower()
    found = next((kind for kind in catalogue.values() if wanted in (kind.title.lower(), kind.name.lower())), None)
    if found is None:
        near = nearest(name, [*(kind.title for kind in catalogue.values()), *catalogue])
        raise GraphError(
            "There is no kind of node called {name}.",
            remedy="{advice}",
            name=name,
            advice=f"Did you mean {near}?" if near else "python3 main.py nodes tells of all.",
        )
    return found


def find_input(kind: NodeType, node: Node, name: str) -> Input:
    """The input of a node that a person can set. Raises GraphError with the nearest names."""
    found = kind.input(name)
    if found is None or found.control is None:
        names = [port.name for port in kind.inputs if port.control is not None]
        raise GraphError(
            "{node} has no input called {name} that can be set.",
            remedy="{advice}",
            node=node.name,
            name=name,
            advice=_advice(name, names),
        )
    return found


def nearest(name: str, names: Collection[str]) -> str | None:
    """The name that was probably meant, for a slip of the pen."""
    near = difflib.get_close_matches(name.lower(), {known.lower() for known in names}, n=1, cutoff=0.6)
    return next((known for known in names if near and known.lower() == near[0]), None)


def _advice(name: str, names: list[str]) -> str:
    guess = nearest(name, names)
    if guess:
        return f"Did you mean {guess}?"
    return f"There are: {', '.join(names)}." if names else "There is none."


def _plain(name: str) -> str:
    """A name as names are compared."""
    return "/".join(part.strip() for part in name.lower().split("/"))


def _only(some: Iterable[_T]) -> _T | None:
    found = list(some)
    return found[0] if len(found) == 1 else None
