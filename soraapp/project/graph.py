"""Nodes and the wires between them: data only, frozen. Nothing here knows what a kind of node does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from soraapp.errors import GraphError
from soraapp.nodekit import Value
from soraapp.project.takes import Take

if TYPE_CHECKING:
    import networkx as nx  # Imported where it is used: it takes longer to import than the window takes to open.


class Port(NamedTuple):
    """An input or an output of a node."""

    node: str
    name: str


@dataclass(frozen=True)
class Wire:
    """From an output of one node to an input of another."""

    source: Port
    target: Port


@dataclass(frozen=True)
class Node:
    """One node of a graph. What it can do is told by its NodeType, found by `kind` in a catalogue."""

    id: str
    """Unique in the graph and never changed; wires refer to it."""
    kind: str
    """The name of its NodeType, such as ``generate.text_to_video``."""
    version: int
    """The version of the NodeType that its values were made for."""
    name: str
    """What people call it: unique in the graph, used on the command line."""
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    """What a person has set; inputs left at their default are absent."""
    position: tuple[float, float] = (0.0, 0.0)
    """The top left corner on the canvas, in canvas units."""
    takes: tuple[Take, ...] = ()
    """Every result that the node has made, the latest last, as long as they are kept."""
    pinned: str | None = None
    """The key of the take that is used whatever the inputs say."""
    muted: bool = False
    """Passed through: each output gives what the first input of the same kind is given, and nothing runs."""
    collapsed: bool = False
    """Drawn as its title alone."""
    color: str = ""
    """``#rrggbb``, or the name of a colour that the theme knows; empty for none of its own."""
    loose: tuple[str, ...] = ()
    """The names of the seeds that are thrown anew before every run that a person starts."""


@dataclass(frozen=True)
class Frame:
    """A rectangle behind nodes, with a title and a note. What lies inside is not said here: it is seen."""

    id: str
    title: str
    rect: tuple[float, float, float, float]
    """Left, top, width and height in canvas units."""
    text: str = ""
    color: str = ""
    """As that of a node."""


@dataclass(frozen=True)
class Graph:
    """Nodes by id, and wires. Wires into an input that takes several are in the order in which they were made."""

    nodes: Mapping[str, Node] = field(default_factory=dict[str, Node])
    wires: tuple[Wire, ...] = ()
    frames: Mapping[str, Frame] = field(default_factory=dict[str, Frame])
    """What is drawn behind the nodes, by id, the lowest first."""

    @cached_property
    def links(self) -> nx.DiGraph[str]:
        """The graph of node ids."""
        import networkx as nx

        links: nx.DiGraph[str] = nx.DiGraph()
        links.add_nodes_from(self.nodes)
        links.add_edges_from((wire.source.node, wire.target.node) for wire in self.wires)
        return links

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Wire, ...]]:
        """The wires into each node, in order; nodes without any are absent."""
        found: dict[str, list[Wire]] = {}
        for wire in self.wires:
            found.setdefault(wire.target.node, []).append(wire)
        return {node: tuple(wires) for node, wires in found.items()}

    def order(self) -> list[str]:
        """The node ids so that each comes after those that feed it. Raises GraphError when there is a cycle."""
        import networkx as nx

        try:
            return list(nx.topological_sort(self.links))
        except nx.NetworkXUnfeasible:
            ring = " > ".join(self.nodes[source].name for source, _ in nx.find_cycle(self.links))
            raise GraphError(
                "The nodes {ring} feed each other in a circle.",
                remedy="Remove one of the wires between them.",
                ring=ring,
            ) from None

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Wire, ...]]:
        """The wires from each node, in order; nodes without any are absent."""
        found: dict[str, list[Wire]] = {}
        for wire in self.wires:
            found.setdefault(wire.source.node, []).append(wire)
        return {node: tuple(wires) for node, wires in found.items()}

    def upstream(self, ids: Iterable[str]) -> set[str]:
        """The given nodes and all that feed them, directly or not."""
        return _reached(ids, lambda node: (wire.source.node for wire in self.incoming.get(node, ())))

    def downstream(self, ids: Iterable[str]) -> set[str]:
        """The given nodes and all that they feed, directly or not."""
        return _reached(ids, lambda node: (wire.target.node for wire in self.outgoing.get(node, ())))

    def named(self, name: str) -> Node | None:
        """The node of that name, or else None."""
        return next((node for node in self.nodes.values() if node.name == name), None)


def _reached(ids: Iterable[str], following: Callable[[str], Iterable[str]]) -> set[str]:
    """The given nodes and all that are reached from them."""
    found = set(ids)
    rest = list(found)
    while rest:
        new = set(following(rest.pop())) - found
        found |= new
        rest += new
    return found
