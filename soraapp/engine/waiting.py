"""The runs that wait for their turn. Any thread may look and reorder; the engine's own takes the next one."""

from __future__ import annotations

from threading import Lock

from soraapp.engine.messages import Run

State = tuple[tuple[int, ...], bool]


class Waiting:
    """Runs in the order in which they will be done. Small ones that nobody waits for, as a fetch of stored results,
    go before them all, and are neither held back nor listed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._small: list[Run] = []
        self._runs: list[Run] = []
        self._held = False
        self._told: State = ((), False)

    def add(self, run: Run, *, small: bool = False) -> None:
        """Put a run behind the others of its sort."""
        with self._lock:
            (self._small if small else self._runs).append(run)

    def next(self) -> Run | None:
        """Take the run whose turn it is: none while they are held back."""
        with self._lock:
            if self._small:
                return self._small.pop(0)
            return self._runs.pop(0) if self._runs and not self._held else None

    def wanted(self) -> bool:
        """Whether there is a run to take."""
        with self._lock:
            return bool(self._small) or (bool(self._runs) and not self._held)

    def remove(self, number: int | None) -> list[Run]:
        """Take out the run of that number, or all."""
        with self._lock:
            found = [run for run in (*self._small, *self._runs) if number in (None, run.run)]
            self._small = [run for run in self._small if run not in found]
            self._runs = [run for run in self._runs if run not in found]
            return found

    def reorder(self, number: int, position: int) -> bool:
        """Move a run to a place, 0 for the next one. False when it does not wait any more."""
        with self._lock:
            run = next((run for run in self._runs if run.run == number), None)
            if run is None:
                return False
            self._runs.remove(run)
            self._runs.insert(max(position, 0), run)
            return True

    def hold(self, held: bool) -> None:
        """Hold runs back, or let them go on."""
        with self._lock:
            self._held = held

    def state(self) -> State:
        """The numbers of the runs in order, and whether they are held back."""
        with self._lock:
            return tuple(run.run for run in self._runs), self._held

    def news(self) -> State | None:
        """The state, where it is not what was told the last time."""
        before, self._told = self._told, self.state()
        return self._told if self._told != before else None
