"""A graph as JSON values and back. A file is a stranger's data: every part is checked, and named by its place.

Nothing is lost on the way: a node kind, a value or an input that this program does not know is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from soraapp.project.graph import Frame, Graph, Node, Port, Wire
from soraapp.project.part import Part
from soraapp.project.take_encoding import read_digest, read_takes, write_take
from soraapp.project.value_encoding import read_value, write_value

_COLOR = re.compile(r"#[0-9a-f]{6}|[a-z]{1,20}")


def is_color(text: str) -> bool:
    """Whether a text names a colour: ``#rrggbb``, or a word for the theme."""
    return _COLOR.fullmatch(text) is not None


def write_graph(graph: Graph, base: Path | None) -> dict[str, list[object]]:
    """The graph as JSON values. Files inside the folder `base` are written relative to it."""
    return {
        "nodes": [_write_node(node, base) for node in graph.nodes.values()],
        "wires": [{"from": list(wire.source), "to": list(wire.target)} for wire in graph.wires],
        **({"frames": [_write_frame(frame) for frame in graph.frames.values()]} if graph.frames else {}),
    }


def read_graph(nodes: Part, wires: Part, frames: Part | None, base: Path | None) -> Graph:
    """The graph that `write_graph` wrote. Raises ProjectError that names the place of what cannot be understood."""
    found: dict[str, Node] = {}
    names: set[str] = set()
    for part in nodes.items():
        node = _read_node(part, base)
        if node.id in found or node.name in names:
            twice = "id" if node.id in found else "name"
            raise part.members()[twice].wrong("belongs to two nodes")
        found[node.id] = node
        names.add(node.name)
    read = [_read_wire(part, found) for part in wires.items()]
    if len(set(read)) < len(read):
        raise wires.wrong("holds a wire twice")
    return Graph(found, tuple(read), _read_frames(frames) if frames else {})


def _write_frame(frame: Frame) -> dict[str, object]:
    return {
        "id": frame.id,
        "title": frame.title,
        "rect": list(frame.rect),
        **({"text": frame.text} if frame.text else {}),
        **({"color": frame.color} if frame.color else {}),
    }


def _read_frames(part: Part) -> dict[str, Frame]:
    found: dict[str, Frame] = {}
    for item in part.items():
        members = item.members(("id", "title", "rect"), ("text", "color"))
        frame = Frame(
            id=read_id(members["id"]),
            title=members["title"].any_text(),
            rect=_read_rect(members["rect"]),
            text=members["text"].text() if "text" in members else "",
            color=read_color(members["color"]) if "color" in members else "",
        )
        if frame.id in found:
            raise members["id"].wrong("belongs to two frames")
        found[frame.id] = frame
    return found


def _read_rect(part: Part) -> tuple[float, float, float, float]:
    numbers = [item.number() for item in part.items()]
    if len(numbers) != 4 or min(numbers[2:]) <= 0:
        raise part.wrong("is not a left, a top, and a width and a height above 0")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def read_color(part: Part) -> str:
    """A colour. Raises ProjectError."""
    if not is_color(part.text()):
        raise part.wrong("is no colour, such as #ff8a3d")
    return part.text()


def read_id(part: Part) -> str:
    """An id. Raises ProjectError."""
    if "/" in part.text():  # Which joins ids to a path into groups.
        raise part.wrong("holds a slash")
    return part.text()


def _write_node(node: Node, base: Path | None) -> dict[str, object]:
    return {
        "id": node.id,
        "kind": node.kind,
        "version": node.version,
        "name": node.name,
        "position": list(node.position),
        "values": {name: write_value(value, base) for name, value in node.values.items()},
        **({"takes": [write_take(take, base) for take in node.takes]} if node.takes else {}),
        **({"pinned": node.pinned} if node.pinned else {}),
        **({"muted": True} if node.muted else {}),
        **({"collapsed": True} if node.collapsed else {}),
        **({"color": node.color} if node.color else {}),
        **({"loose": list(node.loose)} if node.loose else {}),
    }


_OPTIONAL = ("position", "values", "takes", "pinned", "muted", "collapsed", "color", "loose")


def _read_node(part: Part, base: Path | None) -> Node:
    members = part.members(("id", "kind", "version", "name"), _OPTIONAL)
    values = members["values"].members() if "values" in members else {}
    return Node(
        id=read_id(members["id"]),
        kind=members["kind"].text(),
        version=members["version"].whole(),
        name=members["name"].text(),
        values={name: read_value(value, base) for name, value in values.items()},
        position=_read_position(members["position"]) if "position" in members else (0.0, 0.0),
        takes=read_takes(members["takes"], base) if "takes" in members else (),
        pinned=read_digest(members["pinned"]) if "pinned" in members else None,
        muted=members["muted"].flag() if "muted" in members else False,
        collapsed=members["collapsed"].flag() if "collapsed" in members else False,
        color=read_color(members["color"]) if "color" in members else "",
        loose=tuple(part.text() for part in members["loose"].items()) if "loose" in members else (),
    )


def _read_position(part: Part) -> tuple[float, float]:
    items = part.items()
    if len(items) != 2:
        raise part.wrong("is not a pair of numbers")
    return items[0].number(), items[1].number()


def _read_wire(part: Part, nodes: Mapping[str, Node]) -> Wire:
    members = part.members(("from", "to"))
    return Wire(_read_port(members["from"], nodes), _read_port(members["to"], nodes))


def _read_port(part: Part, nodes: Mapping[str, Node]) -> Port:
    items = part.items()
    if len(items) != 2:
        raise part.wrong("is not a node and the name of its port")
    port = Port(items[0].text(), items[1].text())
    if port.node not in nodes:
        raise items[0].wrong("is no node of this project")
    return port
