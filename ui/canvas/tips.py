"""What is told of the thing under the resting pointer."""

from __future__ import annotations

from soraapp.project.graph import Port
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import Side
from ui.canvas.scene import GraphScene, Hit, Part
from ui.canvas.words import saying, spoken
from ui.texts import control_help, error_message, error_remedy, input_title, kind_text, node_help, node_name


def tip(scene: GraphScene, hit: Hit) -> str:
    """The text for a tool tip; empty where there is nothing to tell."""
    item = scene.nodes.get(hit.node)
    if item is None:
        return ""
    if hit.part is Part.PORT and hit.port and hit.side:
        return _port(item, hit.port, hit.side)
    error = item.state.error
    if error:
        return "\n".join(part for part in (error_message(error), error_remedy(error)) if part)
    if hit.part is not Part.TITLE:
        return ""
    lines = [spoken(item.node, item.state) if saying(item.state).text else node_name(item.node.name)]
    if item.kind and (told := node_help(item.kind)):
        lines.append(told)
    return "\n".join(lines)


def _port(item: NodeItem, port: Port, side: Side) -> str:
    if item.kind is None:
        return port.name
    if side is Side.OUT:
        output = item.kind.output(port.name)
        return f"{input_title(output)} \u00b7 {kind_text(output.kind)}" if output else port.name
    entry = item.kind.input(port.name)
    if entry is None:
        return port.name
    told = control_help(entry)
    return "\n".join(part for part in (f"{input_title(entry)} \u00b7 {kind_text(entry.kind)}", told) if part)
