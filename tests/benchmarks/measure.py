"""What every measurement has: ours beside an alternative in the same run, medians, processor time beside wall time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Measure:
    """One line of the result. `other` is the alternative, measured in the same run, or None when there is none."""

    name: str
    ours: float
    other: float | None
    unit: str

    @property
    def ratio(self) -> float | None:
        return self.ours / self.other if self.other else None

    def record(self) -> dict[str, object]:
        return {"name": self.name, "ours": self.ours, "other": self.other, "unit": self.unit, "ratio": self.ratio}


@dataclass(frozen=True)
class Time:
    """Seconds on the wall, and of the processor in this process and its children."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Time:
    """How long `work` takes once."""
    before = _children()
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Time(wall, cpu + _children() - before)


def medians(times: list[Time]) -> Time:
    return Time(statistics.median(one.wall for one in times), statistics.median(one.cpu for one in times))


def load() -> Measure:
    """How busy the machine is, beside the number of its cores: above it, wall times mean little."""
    return Measure("load of the machine", psutil.getloadavg()[0], float(psutil.cpu_count() or 1), "processes")


def _children() -> float:
    """Seconds of processor time that the children of this process have taken so far."""
    return sum(_seconds(child) for child in psutil.Process().children(recursive=True))


def _seconds(process: psutil.Process) -> float:
    """A process counts in hundredths of a second only, but Linux tells nanoseconds of its threads."""
    total = 0.0
    try:
        for thread in process.threads():
            with open(f"/proc/{process.pid}/task/{thread.id}/schedstat", encoding="ascii") as file:  # noqa: PTH123
                total += int(file.read().split()[0]) / 1e9
    except FileNotFoundError:
        times = process.cpu_times()
        return times.user + times.system
    return total
