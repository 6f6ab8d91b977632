"""Menus of ports inside of a group: of the one under the pointer, and of all that a node has, also without a mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from soraapp.nodekit import NodeType
from soraapp.project.graph import Node, Port
from soraapp.project.groups import is_boundary
from ui.canvas.node_layout import ROW, Side
from ui.canvas.words import tr
from ui.texts import input_title

if TYPE_CHECKING:
    from ui.canvas.grouping import Grouping
    from ui.canvas.scene import GraphScene, Hit
    from ui.canvas.view import Canvas


Entry = tuple[str, Callable[[], object]]
"""A text of a menu, and what it does."""


class PortMenu(NamedTuple):
    """A menu inside of the menu of a node."""

    title: str
    entries: tuple[Entry, ...]


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


def port_at(scene: GraphScene, hit: Hit, point: QPointF) -> tuple[Port | None, Side | None]:
    """The port, or the row of one, at a scene point."""
    item = scene.nodes.get(hit.node)
    if hit.port or item is None:
        return hit.port, hit.side
    down = point.y() - item.y()
    row = next((row for row in item.layout.rows if row.top <= down < row.top + ROW), None)
    return (Port(hit.node, row.name), row.side) if row else (None, None)


def port_entries(canvas: Canvas, hit: Hit, point: QPointF) -> tuple[Entry, ...]:
    """What can be done with the port at a scene point, where a group is shown from within."""
    port, side = port_at(canvas.graph_scene, hit, point)
    if port is None or side is None or not canvas.document.place:
        return ()
    if is_boundary(canvas.document.graph.nodes[port.node]):
        return own_port(canvas.grouping, port)
    kind = canvas.graph_scene.nodes[port.node].kind
    found = (kind.output if side is Side.OUT else kind.input)(port.name) if kind else None
    text = tr("Promote {port}").format(port=input_title(found) if found else port.name)
    return ((text, lambda: canvas.grouping.promote(port, side)),)


def own_port(grouping: Grouping, port: Port) -> tuple[Entry, ...]:
    """What can be done with a port of the group."""
    return (
        (tr("Rename the port\u2026"), lambda: grouping.rename_port(port)),
        (tr("Move the port up"), lambda: grouping.move_port(port, -1)),
        (tr("Move the port down"), lambda: grouping.move_port(port, 1)),
        (tr("Take away from the group"), lambda: grouping.unpromote(port)),
    )


def _promoting(canvas: Canvas, node: Node, kind: NodeType) -> Iterator[Entry]:
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
