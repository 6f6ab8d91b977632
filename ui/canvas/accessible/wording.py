"""What a node, a port and a wire are called for those who hear the canvas."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from soraapp.nodekit import Input, Output
from soraapp.project.graph import Port
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import NOT_WIREABLE, Side
from ui.canvas.words import value_text
from ui.texts import error_text, input_title, kind_text, node_name, node_title

LONGEST = 200
"""Characters of a value: a prompt is read in full where it is written."""


def tr(text: str) -> str:
    return QCoreApplication.translate("accessible", text)


def ports_of(item: NodeItem) -> list[tuple[Side, str]]:
    """What wires can go to, those whose rows are folded away among them."""
    if item.kind is None:
        return list(item.layout.spots)
    inputs = [(Side.IN, port.name) for port in item.kind.inputs if port.kind not in NOT_WIREABLE]
    return inputs + [(Side.OUT, port.name) for port in item.kind.outputs]


def port_of(item: NodeItem, side: Side, name: str) -> Input | Output | None:
    """None for a port that the kind of node does not have, or whose kind is not known."""
    if item.kind is None:
        return None
    return item.kind.input(name) if side is Side.IN else item.kind.output(name)


def port_title(item: NodeItem, side: Side, name: str) -> str:
    port = port_of(item, side, name)
    return input_title(port) if port else name


def port_words(item: NodeItem, side: Side, name: str) -> str:
    """Such as ``Prompt, input, text``."""
    port = port_of(item, side, name)
    way = tr("input") if side is Side.IN else tr("output")
    kind = kind_text(port.kind) if port else ""
    return ", ".join(part for part in (port_title(item, side, name), way, kind) if part)


def port_value(item: NodeItem, side: Side, name: str) -> str:
    """What is set there; empty for an output, and where a wire feeds it."""
    port = port_of(item, side, name)
    if not isinstance(port, Input) or name in item.wired.inputs:
        return ""
    return value_text(port, item.node.values.get(name, port.default))[:LONGEST]


def end_words(item: NodeItem | None, side: Side, port: Port) -> str:
    """The far end of a wire, such as ``Prompt, text``."""
    if item is None:
        return port.node
    return f"{node_name(item.node.name)}, {port_title(item, side, port.name)}"


def node_words(item: NodeItem, takes: list[str], feeds: list[str]) -> str:
    """Its kind, what is wrong with it, what a person has set, and what it is wired to."""
    told = [tr("of the kind {kind}").format(kind=node_title(item.kind) if item.kind else item.node.kind)]
    if item.state.error is not None:
        told.append(error_text(item.state.error))
    if item.kind is not None:
        for port in item.kind.inputs:
            if port.name in item.node.values and port.name not in item.wired.inputs:
                value = value_text(port, item.node.values[port.name])[:LONGEST]
                told.append(f"{input_title(port)}: {value or tr('empty')}")
    told += takes + feeds
    if not takes and not feeds:
        told.append(tr("not connected"))
    return ". ".join(text.rstrip(".\u3002") for text in told)
