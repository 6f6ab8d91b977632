"""The runs that were asked for, in the order in which the engine does them, and those that are over."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome
from ui.node_state import NodeState
from ui.runs.preparing import Prepared
from ui.runs.run import Run

REMEMBERED = 20


class RunQueue:
    """What waits in the engine, as a person sees it. A run that is still being planned comes last."""

    def __init__(self, engine: Engine, changed: Callable[[], None]) -> None:
        """`changed` is called when something waits in another order, is held back, or is forgotten."""
        self._engine, self._changed = engine, changed
        self.runs: list[Run] = []
        """Those that are not over, the one under way first."""
        self.past: deque[Run] = deque(maxlen=REMEMBERED)
        """Those that are over, the latest first."""
        self.held = False
        """Whether those that wait are held back."""

    @property
    def current(self) -> Run | None:
        """The run under way, or the one that is about to be."""
        first = self.runs[0] if self.runs else None
        return first if first and (first.begun or not self.held) else None

    @property
    def waiting(self) -> list[Run]:
        """The runs behind the one under way."""
        return self.runs[1:] if self.current else self.runs[:]

    def find(self, number: int | None) -> Run | None:
        return next((run for run in self.runs if run.number == number), None) if number is not None else None

    def states(self, node: str) -> Iterator[NodeState]:
        """What each run of the project that is open has to do with a node."""
        return (run.nodes[node] for run in self.runs if node in run.nodes and not run.away)

    # What becomes of them

    def add(self, run: Run) -> None:
        self.runs.append(run)

    def submit(self, run: Run, prepared: Prepared, known: Callable[[str], bool]) -> None:
        """Hand a run that is planned to the engine. Raises SoraError."""
        run.planned(prepared, self._engine.run(prepared.plan, prepared.delivery), known)

    def begin(self, run: Run) -> None:
        """The engine has begun a run, whatever was asked for meanwhile."""
        self.runs.remove(run)
        self.runs.insert(0, run)

    def remove(self, run: Run, outcome: Outcome, elapsed: float) -> None:
        """A run is over."""
        run.end(outcome, elapsed)
        self.runs.remove(run)
        self.past.appendleft(run)

    def order(self) -> None:
        """What waits in the engine is different now. It is asked: what it told may be older than a wish."""
        self.held = self._engine.held
        places = {number: place for place, number in enumerate(self._engine.waiting())}
        known = [run for run in self.runs if run.number in places]
        known.sort(key=lambda run: places[run.number or 0])
        following = iter(known)
        self.runs = [next(following) if run.number in places else run for run in self.runs]
        self._changed()

    # What a person asks

    def move(self, run: Run, place: int) -> None:
        """Put a waiting run to another place in `runs`. One under way, or not planned yet, stays where it is."""
        lined_up = [other for other in self.runs if self.movable(other)]
        if run not in lined_up:
            return
        first = self.runs.index(lined_up[0])
        position = min(max(place - first, 0), len(lined_up) - 1)
        lined_up.remove(run)
        lined_up.insert(position, run)
        following = iter(lined_up)
        self.runs = [next(following) if self.movable(other) else other for other in self.runs]
        self._engine.reorder(run.number or 0, position)
        self._changed()

    def movable(self, run: Run) -> bool:
        """Whether a run waits in the engine for its turn."""
        return run.number is not None and not run.begun and not run.cancelling and run.outcome is None

    def hold(self, *, held: bool) -> None:
        """Hold runs back, or let them go on. The one under way goes on to its end."""
        self.held = held
        self._engine.hold(held=held)
        self._changed()

    def forget(self, run: Run) -> None:
        """Forget a run that is over."""
        self.past.remove(run)
        self._changed()

    def clear_past(self) -> None:
        """Forget the runs that are over."""
        self.past.clear()
        self._changed()
