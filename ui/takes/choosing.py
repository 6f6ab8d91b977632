"""Which takes are compared when a person asks for it."""

from __future__ import annotations

from collections.abc import Collection

from soraapp.project.graph import Node
from soraapp.project.takes import Take

MOST = 9
"""So many takes are shown side by side: more would be too small to judge."""


def to_compare(node: Node, chosen: Collection[str]) -> tuple[Take, ...]:
    """The chosen takes, the oldest first. One alone, or none, is compared with the pinned one or else the latest other.

    Fewer than two mean that there is nothing to compare.
    """
    takes = [take for take in node.takes if take.key in chosen] or list(node.takes[-1:])
    if len(takes) == 1:
        others = [take for take in node.takes if take is not takes[0]]
        takes += [take for take in others if take.key == node.pinned] or others[-1:]
    return in_order(node, takes)


def in_order(node: Node, takes: Collection[Take]) -> tuple[Take, ...]:
    """The latest of the takes, at most MOST of them, the oldest first."""
    return tuple(take for take in node.takes if take in takes)[-MOST:]
