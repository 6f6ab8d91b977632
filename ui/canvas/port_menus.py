"""The ports of a node inside of a group as menus: all of them can be promoted, also without a mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from soraapp.nodekit import NodeType
from soraapp.project.graph import Node, Port
from soraapp.project.groups import is_boundary
from ui.canvas.node_layout import Side
from ui.canvas.words import tr
from ui.texts import input_title

if TYPE_CHECKING:
    from ui.canvas.grouping import Grouping
    from ui.canvas.view import Canvas


class PortMenu(NamedTuple):
    """A menu inside of the menu of a node."""

    title: str
    entries: tuple[tuple[str, Callable[[], object]], ...]


def port_menus(canvas: Canvas, chosen: Sequence[str]) -> Iterator[PortMenu]:
    """What can be done with the ports of the only chosen node, where a group is shown from within: one menu with all
    that it could promote; or one for each port of the group, at what stands for these."""
    document = canvas.document
    node = document.graph.nodes[chosen[0]] if len(chosen) == 1 and document.place else None
    kind = document.catalogue.get(node.kind) if node else None
    if node is None or kind is None:
        return
    if is_boundary(node):
        for port in (*kind.inputs, *kind.outputs):
            yield PortMenu(input_title(port), own_port(canvas.grouping, Port(node.id, port.name)))
        return
    entries = tuple(_promoting(canvas, node, kind))
    if entries:
        yield PortMenu(tr("Promote to the group"), entries)


def own_port(grouping: Grouping, port: Port) -> tuple[tuple[str, Callable[[], object]], ...]:
    """What can be done with a port of the group."""
    return (
        (tr("Rename the port\u2026"), lambda: grouping.rename_port(port)),
        (tr("Move the port up"), lambda: grouping.move_port(port, -1)),
        (tr("Move the port down"), lambda: grouping.move_port(port, 1)),
        (tr("Take away from the group"), lambda: grouping.unpromote(port)),
    )


def _promoting(canvas: Canvas, node: Node, kind: NodeType) -> Iterator[tuple[str, Callable[[], object]]]:
    """The inputs that nothing feeds, and all outputs."""
    wired = {wire.target.name for wire in canvas.document.graph.incoming.get(node.id, ())}
    for entry in kind.inputs:
        if entry.many or entry.name not in wired:
            port = Port(node.id, entry.name)
            yield input_title(entry), lambda port=port: canvas.grouping.promote(port, Side.IN)
    for output in kind.outputs:
        port = Port(node.id, output.name)
        text = tr("{port} (output)").format(port=input_title(output))
        yield text, lambda port=port: canvas.grouping.promote(port, Side.OUT)
