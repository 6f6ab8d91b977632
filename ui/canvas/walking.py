"""Where an arrow key leads from a node: along its wires, or else to the nearest node in that direction."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from soraapp.project.graph import Graph


class Direction(Enum):
    """The unit vector of an arrow key; y grows downwards."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


def neighbour(graph: Graph, centers: Mapping[str, tuple[float, float]], node: str, direction: Direction) -> str | None:
    """The node that an arrow key leads to; None where there is none."""
    if direction is Direction.LEFT:
        along = [wire.source.node for wire in graph.incoming.get(node, ())]
    elif direction is Direction.RIGHT:
        along = [wire.target.node for wire in graph.wires if wire.source.node == node]
    else:
        along = []
    return along[0] if along else nearest(centers, node, direction)


def nearest(centers: Mapping[str, tuple[float, float]], node: str, direction: Direction) -> str | None:
    """The nearest node within 60 degrees of a direction; what is aside counts twice as far."""
    x, y = centers[node]
    ahead_x, ahead_y = direction.value
    found: list[tuple[float, str]] = []
    for other, (other_x, other_y) in centers.items():
        ahead = (other_x - x) * ahead_x + (other_y - y) * ahead_y
        aside = abs((other_x - x) * ahead_y + (other_y - y) * ahead_x)
        if other != node and ahead > 0 and aside <= ahead * 1.75:
            found.append((ahead + 2 * aside, other))
    return min(found)[1] if found else None
