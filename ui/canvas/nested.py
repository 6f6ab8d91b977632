"""Lays out boxes that stand in frames: what is in a frame stays together, and the frame is drawn closely around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ui.canvas.layered import Box, Link, layered

TOP = ""
"""What is in no frame."""


@dataclass(frozen=True)
class Nest:
    """Boxes, frames among them, by name."""

    boxes: Mapping[str, Box]
    links: Sequence[Link]
    hosts: Mapping[str, str] = field(default_factory=dict[str, str])
    """The frame that something stands in directly; what is in none is absent."""
    around: float = 0.0
    """Between a frame and what is in it."""
    title: float = 0.0
    """How much more room there is at the top of a frame."""


def nested(nest: Nest) -> dict[str, Box]:
    """The boxes in their new places, the outermost where they are now. Frames with something in them get a new size."""
    inside: dict[str, list[str]] = {}
    for name in nest.boxes:
        inside.setdefault(nest.hosts.get(name, TOP), []).append(name)
    return _solved(nest, inside, TOP)


def _solved(nest: Nest, inside: Mapping[str, list[str]], host: str) -> dict[str, Box]:
    """Everything in a frame, at any depth, laid out as `layered` does it with what is in it directly."""
    own = {name: nest.boxes[name] for name in inside.get(host, ())}
    deep: dict[str, dict[str, Box]] = {}
    for name in own.keys() & inside.keys():
        deep[name] = _framed(nest, _solved(nest, inside, name))
        right = max(box.x + box.width for box in deep[name].values())
        low = max(box.y + box.height for box in deep[name].values())
        own[name] = own[name]._replace(width=right + nest.around, height=low + nest.around)
    places = layered(own, _links(nest, own, deep, host))
    found: dict[str, Box] = {}
    for name, (x, y) in places.items():
        found[name] = own[name]._replace(x=x, y=y)
        for inner, box in deep.get(name, {}).items():
            found[inner] = box._replace(x=box.x + x, y=box.y + y)
    return found


def _framed(nest: Nest, boxes: Mapping[str, Box]) -> dict[str, Box]:
    """The same boxes seen from the corner of the frame around them."""
    left, top = min(box.x for box in boxes.values()), min(box.y for box in boxes.values())
    right, down = nest.around - left, nest.around + nest.title - top
    return {name: box._replace(x=box.x + right, y=box.y + down) for name, box in boxes.items()}


def _links(nest: Nest, own: Mapping[str, Box], deep: Mapping[str, Mapping[str, Box]], host: str) -> list[Link]:
    """The links among what is in a frame directly; one that begins or ends deeper does so at the frame there."""
    found: list[Link] = []
    for link in nest.links:
        source, target = _lifted(nest, link.source, host), _lifted(nest, link.target, host)
        if source in own and target in own and source != target:
            leaves = link.leaves + (deep[source][link.source].y if source != link.source else 0.0)
            enters = link.enters + (deep[target][link.target].y if target != link.target else 0.0)
            found.append(Link(source, target, leaves, enters))
    return found


def _lifted(nest: Nest, name: str, host: str) -> str:
    """What a box is, or is in, that is in a frame directly; empty where it is elsewhere."""
    while name and nest.hosts.get(name, TOP) != host:
        name = nest.hosts.get(name, "")
    return name
