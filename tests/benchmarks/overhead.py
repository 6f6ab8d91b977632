"""The cost of the engine itself by the number of nodes, in a chain and a wide graph, beside a loop of the same calls.

A run is measured from the project to its last event: planning, the way to the worker and back, and the calls.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from soraapp.engine.events import StepFinished
from soraapp.engine.plan import plan
from soraapp.nodekit import Value
from soraapp.project.project import Project
from tests.benchmarks.measure import Measure, Time, medians, timed
from tests.engine.conftest import CATALOGUE, MODELS, Bench, Draft
from ui.survey import survey

COUNTS = (10, 100, 400, 2000)
TIMES = 5


@dataclass(frozen=True)
class Shape:
    """A graph of so many cheap nodes, and the loop that does the same."""

    name: str
    make: Callable[[int, float], Project]
    """From the number of nodes and the value of the first."""
    loop: Callable[[int], None]
    last: Callable[[int], str]
    """The last of the nodes that are like the others."""
    after_last: int
    """How many nodes are computed when that one has changed."""
    offset: float
    """Keeps its numbers apart from those of the other shape, whose results would be at hand."""


def measure() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.do(Draft()("n", "plain.number"))
        try:
            for shape in SHAPES:
                each: dict[int, dict[str, float]] = {}
                for count in COUNTS:
                    times, loop = _times(bench, shape, count)
                    each[count] = {name: taken.cpu * 1000 / count for name, taken in times.items()}
                    yield from _told(f"{shape.name}, {count} nodes", count, times, loop)
                for name in each[COUNTS[-1]]:
                    few, many = each[COUNTS[-2]][name], each[COUNTS[-1]][name]
                    compared = f"{shape.name}, {name}, processor a node, {COUNTS[-1]}:{COUNTS[-2]}"
                    yield Measure(compared, many, few, "ms")
        finally:
            bench.engine.close()


def _told(which: str, count: int, times: dict[str, Time], loop: Time) -> Iterator[Measure]:
    for name, ours in times.items():
        yield Measure(f"{which}, {name}", ours.wall * 1000, loop.wall * 1000, "ms")
        yield Measure(f"{which}, {name}, processor", ours.cpu * 1000, loop.cpu * 1000, "ms")
        yield Measure(f"{which}, {name}, processor a node", ours.cpu * 1000 / count, loop.cpu * 1000 / count, "ms")


def _times(bench: Bench, shape: Shape, count: int) -> tuple[dict[str, Time], Time]:
    """The medians by the name of what was done, and of the loop."""
    taken: dict[str, list[Time]] = {}
    loop: list[Time] = []

    def note(name: str, time: Time) -> None:
        taken.setdefault(name, []).append(time)

    for turn in range(TIMES):
        start = count * 1000 + turn + shape.offset
        project = shape.make(count, start)
        note("first run", _run(bench, project, count))
        note("unchanged", _run(bench, _again(project), 0))
        changed = _again(project, shape.last(count), {"amount": -1.0 - turn})
        note("last changed", _run(bench, changed, shape.after_last))
        other = _again(project, "n0", {"value": -start})
        note("first changed", _run(bench, other, count))
        note("planning alone", timed(partial(plan, _again(project), CATALOGUE, MODELS)))
        note("survey alone", timed(partial(survey, _again(project), CATALOGUE, MODELS, bench.engine.cached)))
        loop.append(timed(lambda: shape.loop(count)))
    return {name: medians(times) for name, times in taken.items()}, medians(loop)


def _run(bench: Bench, project: Project, computed: int) -> Time:
    """The time of a run that must compute so many nodes."""
    bench.heard.events.clear()
    taken = timed(lambda: bench.end(bench.engine.run(plan(project, CATALOGUE, MODELS))))
    finished = [event for event in bench.heard.events if isinstance(event, StepFinished)]
    assert sum(not event.cached for event in finished) == computed
    return taken


def _again(project: Project, node: str = "n0", values: dict[str, Value] | None = None) -> Project:
    """The same project, as a new object that remembers nothing, with other values in a node."""
    nodes = dict(project.graph.nodes)
    nodes[node] = replace(nodes[node], values=nodes[node].values if values is None else values)
    return Project(replace(project.graph, nodes=nodes))


def _chain(count: int, start: float) -> Project:
    draft = Draft()("n0", "plain.number", value=start)
    for index in range(1, count):
        draft(f"n{index}", "plain.add", {"number": f"n{index - 1}"}, amount=1.0)
    return draft.project


def _loop_of_chain(count: int) -> None:
    number, add = CATALOGUE["plain.number"].function, CATALOGUE["plain.add"].function
    value = number(value=1.0)
    for _ in range(1, count):
        value = add(number=value, amount=1.0)


def _wide(count: int, start: float) -> Project:
    """One node feeds all others, and these feed the last."""
    draft = Draft()("n0", "plain.number", value=start)
    middle = tuple(f"n{index}" for index in range(1, count - 1))
    for name in middle:
        draft(name, "plain.add", {"number": "n0"}, amount=float(name[1:]))
    return draft("all", "plain.sum", {"numbers": middle}).project


def _loop_of_wide(count: int) -> None:
    number, add, total = (CATALOGUE[f"plain.{name}"].function for name in ("number", "add", "sum"))
    value = number(value=1.0)
    total(numbers=tuple(add(number=value, amount=float(index)) for index in range(1, count - 1)))


SHAPES = (
    Shape("chain", _chain, _loop_of_chain, lambda count: f"n{count - 1}", 1, 0.0),
    Shape("wide", _wide, _loop_of_wide, lambda count: f"n{count - 2}", 2, 0.5),
)
