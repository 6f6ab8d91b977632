"""How long a cancelled run takes to be over, by what it does at that moment, and how soon work goes on after a death.

Beside each stands what waiting for a new process takes, even without a model in it.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from soraapp.engine.events import DeliveryProgress, StepProgress, StepStarted, WorkerLost, WorkerReady
from soraapp.engine.plan import Delivery
from tests.benchmarks.measure import Measure
from tests.engine.conftest import Bench, Draft

TIMES = 7


def measure() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        anew = statistics.median(_start(folder / f"start{turn}") for turn in range(3))
        bench = Bench(folder / "cache", silence=60)
        try:
            bench.do(Draft()("clip", "making.clip"))
            for phase, cancel in _phases(bench, folder).items():
                yield Measure(f"cancel while {phase}", _median(cancel), anew * 1000, "ms")
            for after, measured in (("a cancel that ended the worker", _again), ("the worker's death", _death)):
                for spare in (True, False):
                    taken = measured(bench, spare=spare)
                    yield Measure(f"work after {after}, {'' if spare else 'no '}spare", taken, anew * 1000, "ms")
        finally:
            bench.engine.close()


def _phases(bench: Bench, folder: Path) -> dict[str, Callable[[int], float]]:
    def sampling(turn: int) -> float:
        run = bench.begin(Draft()("clip", "making.clip", steps=1000, seed=turn))
        bench.heard.wait(StepProgress, lambda event: event.run == run and event.done > 3)
        return _cancel(bench, run)

    def decoding(turn: int) -> float:
        run = bench.begin(Draft()("clip", "making.clip", model="decoding", count=81, steps=1, seed=turn))
        bench.heard.wait(StepProgress, lambda event: event.run == run)
        time.sleep(0.1)
        return _cancel(bench, run)

    def exporting(turn: int) -> float:
        run = bench.begin(
            Draft()("ramp", "plain.ramp", count=5000 + turn, pause=0.005), deliver=Delivery("ramp", folder / "film.mp4")
        )
        bench.heard.wait(DeliveryProgress, lambda event: event.run == run)
        return _cancel(bench, run)

    def loading(turn: int) -> float:
        run = bench.begin(Draft()("clip", "making.clip", model="slow to load", seed=turn))
        bench.heard.wait(StepStarted, lambda event: event.run == run)
        time.sleep(0.1)
        return _cancel(bench, run)

    def hanging(turn: int) -> float:
        run = bench.begin(Draft()("n", "plain.number", value=float(turn))("stuck", "plain.holds", {"number": "n"}))
        time.sleep(0.3)
        return _cancel(bench, run)

    return {
        "sampling": sampling,
        "decoding": decoding,
        "light nodes make frames for an export": exporting,
        "a model is loaded": loading,
        "code outside Python holds everything": hanging,
    }


def _median(cancel: Callable[[int], float]) -> float:
    return statistics.median(cancel(turn) for turn in range(TIMES)) * 1000


def _cancel(bench: Bench, run: int) -> float:
    """Seconds from the wish to the last event of the run; the next one starts in a worker that is ready."""
    began = time.perf_counter()
    bench.engine.cancel(run)
    bench.end(run)
    taken = time.perf_counter() - began
    bench.do(Draft()("n", "plain.number"))
    return taken


def _again(bench: Bench, *, spare: bool) -> float:
    """Milliseconds from a cancel that ends the worker to the end of a small run after it."""
    taken: list[float] = []
    for turn in range(3):
        if spare:
            bench.spare()
        run = bench.begin(Draft()("n", "plain.number", value=float(turn))("deaf", "plain.sleeps", {"number": "n"}))
        time.sleep(0.5)
        began = time.perf_counter()
        bench.engine.cancel(run)
        bench.do(Draft()("n", "plain.number", value=100.0 + turn))
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def _death(bench: Bench, *, spare: bool) -> float:
    """Milliseconds from the death of the worker in a run to the next sign that the same run gets on."""
    taken: list[float] = []
    for turn in range(3):
        if spare:
            bench.spare()
        run = bench.begin(Draft()("clip", "making.clip", steps=1000, seed=1000 + turn))
        bench.heard.wait(StepProgress, lambda event, run=run: event.run == run and event.done > 3)
        lost = len(bench.heard.of(WorkerLost))
        began = time.perf_counter()
        bench.kill()
        bench.heard.wait(WorkerLost, lambda event, lost=lost: len(bench.heard.of(WorkerLost)) > lost)
        bench.wait_for_work(run, "clip", lost + 1)
        taken.append(time.perf_counter() - began)
        bench.engine.cancel(run)
        bench.end(run)
    return statistics.median(taken) * 1000


def _start(folder: Path) -> float:
    """Seconds that a worker takes from its start until it takes runs."""
    bench = Bench(folder)
    began = time.perf_counter()
    bench.engine.start()
    bench.heard.wait(WorkerReady)
    taken = time.perf_counter() - began
    bench.engine.close()
    return taken
