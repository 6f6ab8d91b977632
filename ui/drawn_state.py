"""How a node stands that is only drawn: a group is the sum of what is inside, a dot is what feeds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.project.flat import Flat
from soraapp.project.graph import Node
from soraapp.project.groups import GROUP
from ui.node_state import NodeState, Phase

_FIRST = (Phase.RUNNING, Phase.FAILED, Phase.QUEUED, Phase.BLOCKED, Phase.MISSING, Phase.STALE)
"""What of many nodes is told of all, the most urgent first."""


def drawn_state(node: Node, opened: Flat, catalogue: Catalogue, state_of: Callable[[str], NodeState]) -> NodeState:
    """`state_of` tells how a node stands that runs."""
    if node.muted:
        return NodeState()
    if node.kind.startswith(GROUP):
        kinds = {name: catalogue.get(opened.graph.nodes[name].kind) for name in opened.inside(node.id)}
        heavy = [state_of(name) for name, kind in kinds.items() if kind is None or kind.heavy]
        return summed([state_of(name) for name in kinds], heavy)
    real = next((real.node for port, real in opened.outputs.items() if port.node == node.id), None)
    return replace(state_of(real), error=None, pinned=False, text="") if real else NodeState()


def summed(states: Sequence[NodeState], heavy: Sequence[NodeState] = ()) -> NodeState:
    """One state for several nodes: of what runs the progress, of what failed the reason; what is not ready goes before
    what is stale. All is done when the heavy ones are, where there are any: light ones are only called again where
    somebody needs them."""
    error = next((state.error for state in states if state.error), None)
    for phase in _FIRST:
        found = next((state for state in states if state.phase is phase), None)
        if found is not None and not (phase is Phase.STALE and error):
            return replace(found, pinned=False, text="")
    telling = heavy or states
    if telling and all(state.phase is Phase.DONE for state in telling):
        return NodeState(Phase.DONE, cached=all(state.cached for state in telling))
    return NodeState(error=error)
