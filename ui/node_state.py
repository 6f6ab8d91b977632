"""What a person is told of a node: idle, stale, queued, running, done, failed, blocked or missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from soraapp.errors import SoraError


class Phase(Enum):
    """Where a node stands."""

    IDLE = "idle"
    """Never run, or not ready to run again: `error` says why."""
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
    pinned: bool = False
    """Gives a take whatever its inputs say."""
    text: str = ""
    """DONE: what it gave, where that is a text."""
    part: int = 1
    """Which of several clips it makes, while RUNNING."""


@dataclass(frozen=True)
class Made:
    """What the engine gave for one content key."""

    outputs: Mapping[str, object]
    cached: bool
    elapsed: float
    """Seconds."""


class Known(Protocol):
    """What is known of the project as it is."""

    @property
    def keys(self) -> Mapping[str, str]: ...

    def problem(self, node: str) -> SoraError | None: ...


class Memory:
    """What has become of nodes so far: results by content key, so that undo brings a result back."""

    def __init__(self) -> None:
        self._made: dict[str, Made] = {}
        self._latest: dict[str, str] = {}
        self._failed: dict[str, tuple[str | None, SoraError]] = {}
        self._blocked: dict[str, tuple[str | None, str]] = {}

    def clear(self) -> None:
        for part in (self._made, self._latest, self._failed, self._blocked):
            part.clear()

    def made(self, node: str, key: str, made: Made) -> None:
        self._made[key] = made
        self._latest[node] = key
        self.retry(node)

    def knows(self, key: str) -> bool:
        """Whether there is a result for that content key."""
        return key in self._made

    def failed(self, node: str, key: str | None, error: SoraError) -> None:
        """`key` is None for a node that cannot run as it is set."""
        self._failed[node] = (key, error)

    def blocked(self, node: str, key: str | None, cause: str) -> None:
        self._blocked[node] = (key, cause)

    def retry(self, node: str) -> None:
        """Forget that the node failed: it is run again."""
        self._failed.pop(node, None)
        self._blocked.pop(node, None)

    def result(self, node: str, known: Known) -> Made | None:
        """What was made for the node as it is, or else the latest that was made for it."""
        found = self._made.get(known.keys.get(node, ""))
        return found or self._made.get(self._latest.get(node, ""))

    def state(self, node: str, known: Known) -> NodeState:
        """How a node stands that no run is busy with."""
        key = known.keys.get(node)
        made = self._made.get(key) if key else None
        if made:
            text = next((value for value in made.outputs.values() if isinstance(value, str)), "")
            return NodeState(Phase.DONE, cached=made.cached, text=text)
        error = self._failure(node, known)
        if error:
            return NodeState(Phase.FAILED, error=error)
        blocked_key, cause = self._blocked.get(node, (None, ""))
        if cause and blocked_key == key and self._failure(cause, known):
            return NodeState(Phase.BLOCKED)
        problem = known.problem(node)
        stale = node in self._latest and problem is None
        return NodeState(Phase.STALE if stale else Phase.IDLE, error=problem)

    def _failure(self, node: str, known: Known) -> SoraError | None:
        """Why the node failed, as long as it would fail again for the same reason."""
        if node not in self._failed:
            return None
        key, error = self._failed[node]
        now = known.keys.get(node)
        same = key == now if key else now is None and str(known.problem(node) or error) == str(error)
        return error if same else None
