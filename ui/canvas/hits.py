"""What of the graph is under a point."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QPointF

from soraapp.project.graph import Port, Wire
from ui.canvas.frame_item import Edges
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import Side


class Part(Enum):
    """A part of something on the canvas."""

    NOTHING = "nothing"
    TITLE = "title"
    BODY = "body"
    TEXT = "text"
    """The box of a prompt that a person may write."""
    MORE = "more"
    PORT = "port"
    WIRE = "wire"
    FRAME = "frame"
    """The title or an edge of a frame."""


class Hit(NamedTuple):
    """What is under a point, and which."""

    part: Part
    node: str = ""
    port: Port | None = None
    side: Side | None = None
    wire: Wire | None = None
    frame: str = ""
    edges: Edges | None = None
    """Of the frame; None for its title."""


def part_of(item: NodeItem, point: QPointF) -> Part:
    """What of a node is at a point from its corner."""
    layout = item.layout
    if layout.more is not None and layout.more.contains(point):
        return Part.MORE
    if layout.title.contains(point):
        return Part.TITLE
    return Part.TEXT if item.writable and layout.text and layout.text.contains(point) else Part.BODY
