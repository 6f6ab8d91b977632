"""The engine's own cost: chains of cheap nodes, beside a loop that calls the same functions.

A run is measured from the project to its last event: planning, the way to the worker and back, and the calls.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from soraapp.engine.events import StepFinished
from soraapp.engine.plan import plan
from soraapp.project.project import Project
from tests.benchmarks.measure import Measure, Time, medians, timed
from tests.engine.conftest import CATALOGUE, MODELS, Bench, Draft

LENGTHS = (10, 100, 400)
TIMES = 9


def measure() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.do(Draft()("n", "plain.number"))
        try:
            for length in LENGTHS:
                yield from _chain(bench, length)
        finally:
            bench.engine.close()


def _chain(bench: Bench, length: int) -> Iterator[Measure]:
    first: list[Time] = []
    unchanged: list[Time] = []
    last: list[Time] = []
    planning: list[Time] = []
    loop: list[Time] = []
    for turn in range(TIMES):
        project = _project(length, start=float(length * 1000 + turn))
        first.append(_run(bench, project, length))
        unchanged.append(_run(bench, _again(project), 0))
        last.append(_run(bench, _again(project, amount=2.0 + turn), 1))
        planning.append(_planning(_again(project)))
        loop.append(timed(lambda: _loop(length)))
    other = medians(loop)
    for name, times in (
        ("first run", first),
        ("unchanged", unchanged),
        ("last changed", last),
        ("of it planning", planning),
    ):
        ours = medians(times)
        yield Measure(f"{length} nodes, {name}", ours.wall * 1000, other.wall * 1000, "ms")
        yield Measure(f"{length} nodes, {name}, processor", ours.cpu * 1000, other.cpu * 1000, "ms")
        yield Measure(f"{length} nodes, {name}, a node", ours.wall * 1000 / length, other.wall * 1000 / length, "ms")


def _project(length: int, start: float) -> Project:
    draft = Draft()("n0", "plain.number", value=start)
    for index in range(1, length):
        draft(f"n{index}", "plain.add", {"number": f"n{index - 1}"}, amount=1.0)
    return draft.project


def _again(project: Project, amount: float = 1.0) -> Project:
    """The same project, as a new object that remembers nothing, with another amount in its last node."""
    nodes = dict(project.graph.nodes)
    name = list(nodes)[-1]
    nodes[name] = replace(nodes[name], values={"amount": amount})
    return Project(replace(project.graph, nodes=nodes))


def _run(bench: Bench, project: Project, computed: int) -> Time:
    """The time of a run that must compute so many nodes."""
    bench.heard.events.clear()
    taken = timed(lambda: bench.end(bench.engine.run(plan(project, CATALOGUE, MODELS))))
    finished = [event for event in bench.heard.events if isinstance(event, StepFinished)]
    assert sum(not event.cached for event in finished) == computed
    return taken


def _planning(project: Project) -> Time:
    return timed(lambda: plan(project, CATALOGUE, MODELS))


def _loop(length: int) -> None:
    number, add = CATALOGUE["plain.number"].function, CATALOGUE["plain.add"].function
    value = number(value=1.0)
    for _ in range(1, length):
        value = add(number=value, amount=1.0)
