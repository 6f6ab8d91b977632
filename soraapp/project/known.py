"""What a wire brings that is known before anything runs: the name of a model, made of values alone.

So a model with LoRAs, which nodes put together, is checked, planned and told like one that is chosen in a list.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import cast

from soraapp.catalogue import Catalogue
from soraapp.errors import SoraError
from soraapp.nodekit import ModelChoice, NodeType
from soraapp.project.graph import Graph, Node, Port

KindOf = Callable[[Node], NodeType | None]
"""What kind of node one is; None where that is not known."""
_PLAIN = (str, int, float, bool)


def kinds_in(catalogue: Catalogue) -> KindOf:
    """Those of a catalogue."""
    return lambda node: catalogue.get(node.kind)


def known_model(graph: Graph, node: Node, kind_of: KindOf) -> str | None:
    """The model of a node, chosen on it or brought by a wire; None where it has none, or only the run will tell."""
    kind = kind_of(node)
    port = next((port for port in kind.inputs if isinstance(port.control, ModelChoice)), None) if kind else None
    if port is None:
        return None
    source = _feeding(graph, Port(node.id, port.name))
    found = node.values.get(port.name, port.default) if source is None else wired_text(graph, source, kind_of)
    return found if isinstance(found, str) else None


def wired_text(graph: Graph, source: Port, kind_of: KindOf) -> str | None:
    """The text that an output gives, where values alone decide it."""
    found = _given(graph, source, kind_of, frozenset())
    return found if isinstance(found, str) else None


def _given(graph: Graph, source: Port, kind_of: KindOf, seen: frozenset[str]) -> object:
    node = graph.nodes.get(source.node)
    kind = kind_of(node) if node is not None and node.id not in seen and not node.muted else None
    if node is None or kind is None or not _is_simple(kind, source.name):
        return None
    values: dict[str, object] = {}
    for port in kind.inputs:
        fed = _feeding(graph, Port(node.id, port.name))
        if fed is None:
            try:
                values[port.name] = port.read(node.values.get(port.name, port.default))
            except SoraError:
                return None
            continue
        values[port.name] = _given(graph, fed, kind_of, seen | {node.id})
        if not isinstance(values[port.name], port.type):
            return None
    try:
        found = cast("object", kind.function(**values))
    except SoraError:
        return None
    return cast("object", getattr(found, source.name)) if isinstance(found, tuple) else found


def _is_simple(kind: NodeType, output: str) -> bool:
    """Whether a kind of node gives one thing, and makes it of texts, numbers and choices that can be set on it."""
    if kind.heavy or kind.asks or len(kind.outputs) != 1 or kind.outputs[0].name != output:
        return False
    return all(port.control is not None and issubclass(port.type, (*_PLAIN, Enum)) for port in kind.inputs)


def _feeding(graph: Graph, target: Port) -> Port | None:
    """The output that is wired into an input, the last where there are several."""
    wires = [wire.source for wire in graph.incoming.get(target.node, ()) if wire.target.name == target.name]
    return wires[-1] if wires else None
