"""What the node that made a clip was told, its prompt and its model: what goes on with the clip is told the same."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from soraapp.media.time import exact
from soraapp.nodekit import Value
from soraapp.project.graph import Node, Port
from soraapp.project.timeline.generate.drawing import PICTURES, Drawing


def maker(drawing: Drawing, port: Port) -> Node | None:
    """The node of the top level that made what an output gives: the first one upstream that runs a model."""
    return next((node for node in _chain(drawing, port) if drawing.kinds[node.kind].heavy), None)


def model(drawing: Drawing, port: Port) -> dict[str, Value]:
    """The model that made what an output gives, as a value of a node; nothing for the usual one."""
    made = maker(drawing, port)
    return {"model": made.values["model"]} if made and "model" in made.values else {}


def prompt(drawing: Drawing, port: Port) -> tuple[dict[str, Value], dict[str, Port]]:
    """The prompt from which something was made, as a value of a node or as a wire into it; nothing without one."""
    made = maker(drawing, port)
    if made is None or drawing.kinds[made.kind].input("prompt") is None:
        return {}, {}
    wires = [wire for wire in drawing.graph.incoming.get(made.id, ()) if wire.target.name == "prompt"]
    if wires:
        return {}, {"prompt": wires[0].source}
    return ({"prompt": made.values["prompt"]} if "prompt" in made.values else {}), {}


def lasting(drawing: Drawing, port: Port) -> Fraction | None:
    """How many seconds what a node is to make will last, as it is set now; None where that is not set on it."""
    node = drawing.graph.nodes[port.node]
    kind = drawing.kinds.get(node.kind)
    entry = kind.input("seconds") if kind and node.kind.startswith("generate.") else None
    wired = any(wire.target.name == "seconds" for wire in drawing.graph.incoming.get(node.id, ()))
    value = node.values.get("seconds", entry.default) if entry and not wired else None
    return exact(value) if isinstance(value, int | float) else None


def _chain(drawing: Drawing, port: Port) -> Iterator[Node]:
    """The node of an output, and what feeds its first input for pictures, and so on upstream."""
    seen: set[str] = set()
    name: str | None = port.node
    while name is not None and name not in seen:
        seen.add(name)
        node = drawing.graph.nodes[name]
        if node.kind not in drawing.kinds:
            return
        yield node
        kinds = {entry.name: entry.kind for entry in drawing.kinds[node.kind].inputs}
        feeding = (wire for wire in drawing.graph.incoming.get(name, ()) if kinds.get(wire.target.name) in PICTURES)
        name = next((wire.source.node for wire in feeding), None)
