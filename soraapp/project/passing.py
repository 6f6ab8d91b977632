"""What stands in for nodes that do nothing: a wire through a dot, a muted node or one that is taken out."""

from __future__ import annotations

from soraapp.nodekit import Input, NodeType


def passed(kind: NodeType, output: str) -> Input | None:
    """The input that an output of a node gives on when the node does nothing: its first of the same kind, or None."""
    given = kind.output(output)
    return next((port for port in kind.inputs if given is not None and port.kind == given.kind), None)
