"""Which ports of nodes go together: the wires that a person would draw without thinking. Never a guess beyond that."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from soraapp.catalogue import Catalogue
from soraapp.nodekit import Input, NodeType
from soraapp.project.graph import Graph, Port, Wire
from ui.canvas.node_layout import NOT_WIREABLE

NEEDED, WELCOME, WRITTEN = 0, 1, 2
"""How much an input asks for a wire: nothing runs without it; it can do without; a person may set it instead."""
_SET_BY_HAND = NOT_WIREABLE | {"number", "flag"}


def appeal(kind: NodeType, port: Input) -> int | None:
    """How much an input asks for a wire, the least number the most; None for what a person sets by hand."""
    if port.control is None:
        return WELCOME if port.optional else NEEDED
    if port.kind in _SET_BY_HAND:
        return None
    first = next(other for other in kind.inputs if other.kind == port.kind)
    return WRITTEN if port is first else None


def open_inputs(graph: Graph, catalogue: Catalogue, node: str, *, filled: bool = False) -> list[Input]:
    """The inputs of a node that a wire may feed without taking anything away: neither wired nor set, unless they may be
    `filled` with a value, those that ask for it most first. Those that take several are never full."""
    value = graph.nodes[node]
    kind = catalogue.get(value.kind)
    if kind is None:
        return []
    wired = {wire.target.name for wire in graph.incoming.get(node, ())}
    ranked = [(rank, port) for port in kind.inputs if (rank := appeal(kind, port)) is not None]
    kept = set[str]() if filled else {name for name, written in value.values.items() if written}
    free = [(rank, port) for rank, port in ranked if port.many or port.name not in wired | kept]
    return [port for _, port in sorted(free, key=lambda item: item[0])]


def obvious_wires(
    graph: Graph,
    catalogue: Catalogue,
    sources: Iterable[str],
    target: str,
    *,
    shared: bool = False,
    filled: bool = False,
) -> list[Wire]:
    """At the most one wire from each of some nodes to another one: from outputs that feed nothing yet or, when they may
    be `shared`, from any; to inputs without a value or, when they may be `filled`, with one. No wire takes the place of
    another one or closes a circle."""
    feeding = graph.downstream([target]) if graph.incoming.get(target) or _feeds(graph, target) else {target}
    used = set[Port]() if shared else {wire.source for wire in graph.wires}
    rest = open_inputs(graph, catalogue, target, filled=filled)
    found: list[Wire] = []
    for source in sources:
        kind = catalogue.get(graph.nodes[source].kind)
        if kind is None or source in feeding:
            continue
        for output in kind.outputs:
            end = next((port for port in rest if port.kind == output.kind), None)
            wire = Wire(Port(source, output.name), Port(target, end.name)) if end else None
            if end is None or wire is None or wire.source in used or wire in graph.wires:
                continue
            found.append(wire)
            if not end.many:
                rest.remove(end)
            break
    return found


def _feeds(graph: Graph, node: str) -> bool:
    return any(wire.source.node == node for wire in graph.wires)


def through(graph: Graph, catalogue: Catalogue, node: str, wire: Wire) -> tuple[Port, Port] | None:
    """The input and the output of a node by which it can be put into a wire; None where it has no free pair of the
    wire's kind, or hangs together with the wire already."""
    found = through_kind(catalogue, graph, wire, graph.nodes[node].kind, open_inputs(graph, catalogue, node))
    if found is None or node in (wire.source.node, wire.target.node):
        return None
    entry, output = found
    if any(other.source == Port(node, output) for other in graph.wires):
        return None
    if node in graph.upstream([wire.source.node]) or node in graph.downstream([wire.target.node]):
        return None
    return Port(node, entry), Port(node, output)


def through_kind(
    catalogue: Catalogue, graph: Graph, wire: Wire, kind: str, inputs: Collection[Input] | None = None
) -> tuple[str, str] | None:
    """The names of the input and the output by which a node of a kind goes into a wire."""
    known, source = catalogue.get(kind), catalogue.get(graph.nodes[wire.source.node].kind)
    given = source.output(wire.source.name) if source else None
    if known is None or given is None:
        return None
    if inputs is None:
        ranked = [(rank, port) for port in known.inputs if (rank := appeal(known, port)) is not None]
        inputs = [port for _, port in sorted(ranked, key=lambda item: item[0])]
    entry = next((port for port in inputs if port.kind == given.kind), None)
    output = next((port for port in known.outputs if port.kind == given.kind), None)
    return (entry.name, output.name) if entry and output else None
