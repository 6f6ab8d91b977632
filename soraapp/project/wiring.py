"""Which wires make sense."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.nodekit import Input, Output
from soraapp.project.graph import Graph, Port, Wire


def refusal(graph: Graph, catalogue: Catalogue, source: Port, target: Port) -> GraphError | None:
    """Why no wire can go from an output to an input, or None if one can."""
    ports = ends(graph, catalogue, source, target)
    if isinstance(ports, GraphError):
        return ports
    output, entry = ports
    if source.node == target.node:
        return GraphError("A node cannot feed itself.", remedy="Connect it to another node.")
    if output.kind != entry.kind:
        return kinds_differ(output, entry)
    if Wire(source, target) in graph.wires:
        return GraphError("These two are already connected.")
    import networkx as nx

    if nx.has_path(graph.links, target.node, source.node):
        return GraphError(
            "{target} already feeds {source}: they would feed each other in a circle.",
            remedy="Connect it to a node that {target} does not depend on.",
            source=graph.nodes[source.node].name,
            target=graph.nodes[target.node].name,
        )
    return None


def kinds_differ(output: Output, entry: Input) -> GraphError:
    return GraphError(
        "{input} takes the kind {wanted}, not {given}.",
        remedy="Connect it to an output of the kind {wanted}.",
        input=entry.title,
        wanted=entry.kind,
        given=output.kind,
    )


def ends(graph: Graph, catalogue: Catalogue, source: Port, target: Port) -> tuple[Output, Input] | GraphError:
    """The output and the input that a wire joins, or why one of them cannot be found."""
    found: list[Output | Input | None] = []
    for port, giving in ((source, True), (target, False)):
        node = graph.nodes.get(port.node)
        if node is None:
            return GraphError("There is no node with the id {id}.", id=port.node)
        kind = catalogue.get(node.kind)
        if kind is None:
            return unknown_kind(node.kind)
        found.append(kind.output(port.name) if giving else kind.input(port.name))
        if found[-1] is None:
            side = "output" if giving else "input"
            return GraphError(
                "{node} has no {side} called {port}.",
                remedy="Connect it anew, or remove the wire.",
                node=node.name,
                side=side,
                port=port.name,
            )
    return cast("tuple[Output, Input]", tuple(found))


def unknown_kind(kind: str) -> GraphError:
    return GraphError(
        "The kind of node {kind} is not known here.",
        remedy="Update Soraapp, add what provides it, or delete the node.",
        kind=kind,
    )


def joined(graph: Graph, catalogue: Catalogue, wire: Wire) -> Graph:
    """The graph with one more wire, which takes the place of the one at an input that takes one only."""
    kind = catalogue[graph.nodes[wire.target.node].kind]
    entry = kind.input(wire.target.name)
    many = entry is not None and entry.many
    kept = tuple(other for other in graph.wires if many or other.target != wire.target)
    return replace(graph, wires=(*kept, wire))
