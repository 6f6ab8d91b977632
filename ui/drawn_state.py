"""How a node stands that is only drawn: a group is the sum of what is inside, a dot is what feeds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from soraapp.project.flat import Flat
from soraapp.project.graph import Node
from soraapp.project.groups import GROUP
from ui.node_state import NodeState, Phase

_FIRST = (Phase.RUNNING, Phase.FAILED, Phase.QUEUED, Phase.BLOCKED, Phase.MISSING, Phase.STALE)
"""What of many nodes is told of all, the most urgent first."""


def drawn_state(node: Node, opened: Flat, state_of: Callable[[str], NodeState]) -> NodeState:
    """`state_of` tells how a node stands that runs."""
    if node.muted:
        return NodeState()
    if node.kind.startswith(GROUP):
        return summed([state_of(name) for name in opened.inside(node.id)])
    real = next((real.node for port, real in opened.outputs.items() if port.node == node.id), None)
    return replace(state_of(real), error=None, pinned=False, text="") if real else NodeState()


def summed(states: Sequence[NodeState]) -> NodeState:
    """One state for several nodes: of what runs the progress, of what failed the reason."""
    for phase in _FIRST:
        found = next((state for state in states if state.phase is phase), None)
        if found is not None:
            return replace(found, pinned=False, text="")
    if states and all(state.phase is Phase.DONE for state in states):
        return NodeState(Phase.DONE, cached=all(state.cached for state in states))
    return NodeState(error=next((state.error for state in states if state.error), None))
