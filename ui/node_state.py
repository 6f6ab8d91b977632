"""What a person is told of a node: idle, stale, queued, running, done, failed, blocked or missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from soraapp.errors import SoraError


class Phase(Enum):
    """Where a node stands."""

    IDLE = "idle"
    """Never run."""
    STALE = "stale"
    """Has a result that was made for other values than it has now."""
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    """Has the result of the values that it has now."""
    FAILED = "failed"
    BLOCKED = "blocked"
    """Not run because a node that feeds it failed."""
    MISSING = "missing"
    """Of a kind that this program does not know."""


@dataclass(frozen=True)
class NodeState:
    """A node's phase, and what goes with it."""

    phase: Phase = Phase.IDLE
    done: int = 0
    """Units of work done, of `total`, while RUNNING; 0 of 0 when nothing is told yet."""
    total: int = 0
    seconds_left: float | None = None
    error: SoraError | None = None
    """Why it FAILED. For other phases: why it would fail if it were run, when that is known already."""
    cached: bool = False
    """DONE without computing anything."""


@dataclass(frozen=True)
class Made:
    """What the engine gave for one content key."""

    outputs: Mapping[str, object]
    cached: bool
    elapsed: float
    """Seconds."""


class Memory:
    """What has become of nodes so far: results by content key, so that undo brings a result back."""

    def __init__(self) -> None:
        self._made: dict[str, Made] = {}
        self._latest: dict[str, str] = {}
        self._failed: dict[str, tuple[str | None, SoraError]] = {}
        self._blocked: dict[str, str | None] = {}

    def clear(self) -> None:
        for part in (self._made, self._latest, self._failed, self._blocked):
            part.clear()

    def made(self, node: str, key: str, made: Made) -> None:
        self._made[key] = made
        self._latest[node] = key
        self._failed.pop(node, None)
        self._blocked.pop(node, None)

    def failed(self, node: str, key: str | None, error: SoraError) -> None:
        """`key` is None for a node whose values are so wrong that it has no key."""
        self._failed[node] = (key, error)

    def blocked(self, node: str, key: str | None) -> None:
        self._blocked[node] = key

    def forget_refusals(self) -> None:
        """Forget what failed without running: after a change, only the next run can tell."""
        self._failed = {node: found for node, found in self._failed.items() if found[0] is not None}
        self._blocked.clear()

    def result(self, node: str, key: str | None) -> Made | None:
        """What was made for the key, or else the latest that was made for the node."""
        found = self._made.get(key) if key else None
        return found or self._made.get(self._latest.get(node, ""))

    def state(self, node: str, key: str | None, problem: SoraError | None) -> NodeState:
        """How a node stands that no run is busy with."""
        made = self._made.get(key) if key else None
        if made:
            return NodeState(Phase.DONE, cached=made.cached)
        failed_key, error = self._failed.get(node, ("", None))
        if error is not None and failed_key == key:
            return NodeState(Phase.FAILED, error=error)
        if node in self._blocked and self._blocked[node] == key:
            return NodeState(Phase.BLOCKED)
        return NodeState(Phase.STALE if node in self._latest else Phase.IDLE, error=problem)
