"""One state for what is inside of a group: the most urgent of them, with its progress or reason."""

from __future__ import annotations

from soraapp.errors import GraphError
from ui.drawn_state import summed
from ui.node_state import NodeState, Phase

DONE, CACHED, IDLE = NodeState(Phase.DONE), NodeState(Phase.DONE, cached=True, text="words"), NodeState()


def test_what_runs_goes_first_with_its_progress() -> None:
    running = NodeState(Phase.RUNNING, 3, 8, 1.5)
    failed = NodeState(Phase.FAILED, error=GraphError("No."))
    assert summed([DONE, failed, running]) == running
    assert summed([DONE, NodeState(Phase.QUEUED), failed]) == failed
    assert summed([DONE, NodeState(Phase.STALE), IDLE]).phase is Phase.STALE


def test_all_is_done_when_the_heavy_ones_are() -> None:
    assert summed([DONE, CACHED]) == DONE
    assert summed([CACHED, CACHED]) == NodeState(Phase.DONE, cached=True)
    assert summed([IDLE, CACHED], [CACHED]) == NodeState(Phase.DONE, cached=True)
    assert summed([IDLE, CACHED]) == IDLE
    assert summed([DONE, IDLE], [IDLE]) == IDLE
    assert summed([]) == IDLE


def test_a_problem_is_told_before_anything_runs() -> None:
    problem = NodeState(error=GraphError("Nothing is connected."))
    assert summed([IDLE, problem]) == problem
    assert summed([NodeState(Phase.STALE), problem]) == problem


def test_a_take_that_is_pinned_inside_does_not_pin_the_group() -> None:
    assert not summed([NodeState(Phase.DONE, pinned=True)]).pinned
