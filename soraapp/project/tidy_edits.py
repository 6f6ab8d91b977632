"""What tidies a graph up: dots on wires, taking nodes out of a chain, muting, collapsing and colours."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.nodekit import DOT_INPUT, DOT_OUTPUT, DOTS
from soraapp.project.edits import Edit, graph_edit, names_of, node_of, placed
from soraapp.project.frame_edits import checked_color
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.groups import is_boundary
from soraapp.project.naming import free_name
from soraapp.project.passing import passed
from soraapp.project.wiring import ends


def insert_dot(
    wire: Wire,
    position: tuple[float, float],
    catalogue: Catalogue,
    *,
    id: str,  # noqa: A002
) -> Edit:
    """Lead a wire through a new dot, whose top left corner is at a position. Raises GraphError when it is gone."""

    def change(graph: Graph) -> Graph:
        if wire not in graph.wires:
            raise GraphError("This wire is no longer there.", remedy="Choose another one.")
        if id in graph.nodes:
            raise GraphError("There is already a node with the id {id}.", id=id)
        ports = ends(graph, catalogue, wire.source, wire.target)
        if isinstance(ports, GraphError):
            raise ports
        kind = DOTS[f"dot.{ports[0].kind}"]
        name = free_name(kind.title, names_of(graph.nodes.values()))
        dot = Node(id, kind.name, kind.version, name, position=placed(position))
        into, out = Wire(wire.source, Port(id, DOT_INPUT)), Wire(Port(id, DOT_OUTPUT), wire.target)
        wires = (part for other in graph.wires for part in ((into, out) if other == wire else (other,)))
        return replace(graph, nodes={**graph.nodes, id: dot}, wires=tuple(wires))

    return graph_edit("Add dot", change)


def extract(ids: Collection[str], catalogue: Catalogue) -> Edit:
    """Remove nodes, and join what fed them to what they fed, where the kinds match."""

    def change(graph: Graph) -> Graph:
        gone = frozenset(node for node in ids if node in graph.nodes and not is_boundary(graph.nodes[node]))
        wires: dict[Wire, None] = {}
        for wire in graph.wires:
            if wire.target.node in gone:
                continue
            for source in _before(graph, catalogue, wire.source, gone):
                wires[Wire(source, wire.target)] = None
        nodes = {node.id: node for node in graph.nodes.values() if node.id not in gone}
        return replace(graph, nodes=nodes, wires=tuple(wires))

    return graph_edit("Take out", change)


def _before(
    graph: Graph, catalogue: Catalogue, source: Port, gone: frozenset[str], seen: tuple[str, ...] = ()
) -> Iterator[Port]:
    """The output that comes first before nodes that go away, or nothing."""
    if source.node not in gone:
        yield source
        return
    kind = catalogue.get(graph.nodes[source.node].kind)
    entry = passed(kind, source.name) if kind else None
    if entry is None or source.node in seen:
        return
    into = next((wire for wire in graph.incoming.get(source.node, ()) if wire.target.name == entry.name), None)
    if into is not None:
        yield from _before(graph, catalogue, into.source, gone, (*seen, source.node))


def mute(ids: Collection[str]) -> Edit:
    """Mute nodes, so that they are passed through; where all of them are, unmute them."""

    def change(graph: Graph) -> Graph:
        nodes = [node for node in (node_of(graph, name) for name in ids) if not is_boundary(node)]
        muted = not all(node.muted for node in nodes)
        return _with(graph, [replace(node, muted=muted) for node in nodes])

    return graph_edit("Mute", change)


def collapse(ids: Collection[str]) -> Edit:
    """Draw nodes as their titles alone; where all of them are, open them again."""

    def change(graph: Graph) -> Graph:
        nodes = [node_of(graph, node) for node in ids]
        collapsed = not all(node.collapsed for node in nodes)
        return _with(graph, [replace(node, collapsed=collapsed) for node in nodes])

    return graph_edit("Collapse", change)


def paint(ids: Collection[str], color: str) -> Edit:
    """Give nodes a colour, ``#rrggbb`` or a word for the theme; an empty one takes it away. Raises GraphError."""

    def change(graph: Graph) -> Graph:
        checked_color(color)
        return _with(graph, [replace(node_of(graph, node), color=color) for node in ids])

    return graph_edit("Colour", change)


def _with(graph: Graph, nodes: Collection[Node]) -> Graph:
    return replace(graph, nodes={**graph.nodes, **{node.id: node for node in nodes}})
