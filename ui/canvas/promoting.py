"""A wire that is dropped on what stands for a group's inputs or outputs makes its port one of the group."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from soraapp.project.edits import disconnect, together
from soraapp.project.graph import Node, Port, Wire
from soraapp.project.groups import INPUTS, OUTPUTS, is_boundary
from soraapp.project.port_edits import promote_input, promote_output
from ui.canvas.node_layout import NOT_WIREABLE, Side
from ui.canvas.words import tr

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

ENDS = {Side.IN: INPUTS, Side.OUT: OUTPUTS}
"""Where a wire from an input, and one from an output, can be dropped."""


def promotes(node: Node, side: Side, kind: str) -> bool:
    """Whether a node takes a wire from a port of such a side and kind as one more port of the group."""
    return node.kind.startswith(ENDS[side]) and kind not in (*NOT_WIREABLE, "")


def promote(canvas: Canvas, port: Port, side: Side, taken: Collection[Wire] = ()) -> None:
    """Make the port of a node one of the group that is shown, in place of the wires that were picked up."""
    document, group = canvas.document, canvas.document.group
    if group is None:
        return
    make = promote_output if side is Side.OUT else promote_input
    step = make(group.id, port, document.catalogue)
    canvas.commands.apply(together(step.label, [disconnect(taken), step]) if taken else step)


def end_hint(node: Node, ports: Collection[object]) -> str:
    """What is written on an end of a group that has no ports yet; empty for any other node."""
    if ports or not is_boundary(node):
        return ""
    inputs = node.kind.startswith(INPUTS)
    return tr("Drag a wire here to promote an input") if inputs else tr("Drag a wire here to promote an output")
