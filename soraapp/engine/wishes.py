"""What other threads wish from the engine's own thread, and the bell that wakes it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from multiprocessing import Pipe


@dataclass(frozen=True)
class Stop:
    """Cancel a run, or the current and all waiting ones."""

    run: int | None


@dataclass(frozen=True)
class Restart:
    """End the worker and go on in another."""


@dataclass(frozen=True)
class WarmUp:
    """Load a model while there is nothing to do."""

    model: str


@dataclass(frozen=True)
class Look:
    """What waits is not what it was."""


@dataclass(frozen=True)
class End:
    """Close the engine."""


Wish = Stop | Restart | WarmUp | Look | End


class Wishes:
    """Wishes in order. `bell` becomes ready, as a connection does, when there is one."""

    def __init__(self) -> None:
        self._wishes: deque[Wish] = deque()
        self.bell, self._rope = Pipe(duplex=False)

    def add(self, wish: Wish) -> None:
        """Have something seen to, soon. For every thread."""
        self._wishes.append(wish)
        self._rope.send_bytes(b".")

    def take(self) -> Wish:
        """The oldest wish; waits for one."""
        self.bell.recv_bytes()
        return self._wishes.popleft()
