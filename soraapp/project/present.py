"""What the inputs of a node have now: what is set, and what a node of a single value, such as a prompt, feeds them."""

from __future__ import annotations

from soraapp.catalogue import Catalogue
from soraapp.nodekit import Value
from soraapp.project.graph import Graph, Node, Wire


def values_now(graph: Graph, catalogue: Catalogue, node: Node) -> dict[str, Value]:
    """The value of every input that a person can set, defaults included, but not what other nodes only make later."""
    kind = catalogue.get(node.kind)
    found = (
        {port.name: node.values.get(port.name, port.default) for port in kind.inputs if port.control} if kind else {}
    )
    for wire in graph.incoming.get(node.id, ()):
        fed = fed_value(graph, catalogue, wire)
        if fed is not None:
            found[wire.target.name] = fed
        else:
            found.pop(wire.target.name, None)
    return found


def fed_value(graph: Graph, catalogue: Catalogue, wire: Wire) -> Value:
    """What a wire brings when it comes from a light node of a single value; None for everything else."""
    node = graph.nodes.get(wire.source.node)
    kind = catalogue.get(node.kind) if node else None
    if node is None or kind is None or kind.heavy or graph.incoming.get(node.id):
        return None
    if len(kind.inputs) != 1:
        return None
    return node.values.get(kind.inputs[0].name, kind.inputs[0].default)
