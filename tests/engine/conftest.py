"""An engine over the sample nodes that keeps its events, and graphs in a line each."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.events import Event, Outcome, RunFinished, StepFinished, StepProgress, WorkerLost
from soraapp.engine.plan import Delivery, plan
from soraapp.nodekit import Value
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.engine.sample_models import SampleModels

E = TypeVar("E")

CATALOGUE = Catalogue.of("tests.engine.sample_nodes", "nodes.film")
MODELS = SampleModels()
PROVIDER = "tests.engine.sample_models:provide"


class Draft:
    """A project under construction: `draft("add", "plain.add", {"number": "one"}, amount=2)`."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.wires: list[Wire] = []

    def __call__(
        self, node: str, kind: str, wires: dict[str, str | tuple[str, ...]] | None = None, /, **values: Value
    ) -> Draft:
        version = CATALOGUE[kind].version if kind in CATALOGUE else 1
        self.nodes[node] = Node(node, kind, version, node.capitalize(), values)
        for name, sources in (wires or {}).items():
            for source in (sources,) if isinstance(sources, str) else sources:
                feeding, _, output = source.partition(".")
                found = CATALOGUE.get(self.nodes[feeding].kind)
                port = Port(feeding, output or (found.outputs[0].name if found else "any"))
                self.wires.append(Wire(port, Port(node, name)))
        return self

    @property
    def project(self) -> Project:
        return Project(Graph(self.nodes, tuple(self.wires)))


class Listener:
    """Keeps events, and waits for them."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._changed = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def wait(self, kind: type[E], accept: Callable[[E], bool] = lambda event: True, seconds: float = 30.0) -> E:
        """The first event of a kind that is accepted, once it has come."""

        def found() -> E | None:
            return next((event for event in self.events if isinstance(event, kind) and accept(event)), None)

        with self._changed:
            event = self._changed.wait_for(found, seconds)
        assert event is not None, f"no {kind.__name__} within {seconds} s, only {self.events}"
        return event

    def of(self, kind: type[E], run: int | None = None) -> list[E]:
        """All events of a kind, or those of a run."""
        return [
            event for event in self.events if isinstance(event, kind) and run in (None, getattr(event, "run", None))
        ]


def workers() -> Iterator[int]:
    """The child processes that run a worker, and not the keeper of shared memory."""
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.Error):
            if child.status() != psutil.STATUS_ZOMBIE and "spawn_main" in " ".join(child.cmdline()):
                yield child.pid


class Bench:
    """An engine and what it told."""

    def __init__(self, cache_folder: Path, warm: str | None = None, *, silence: float = 30.0) -> None:
        self.heard = Listener()
        self._others = set(workers())
        self.engine = Engine(CATALOGUE, self.heard, cache_folder=cache_folder, models=PROVIDER, silence=silence)
        if warm:
            self.engine.warm_up(warm)

    def begin(self, draft: Draft, targets: list[str] | None = None, deliver: Delivery | None = None) -> int:
        return self.engine.run(plan(draft.project, CATALOGUE, MODELS, targets), deliver)

    def end(self, run: int) -> Outcome:
        return self.heard.wait(RunFinished, lambda event: event.run == run).outcome

    def do(self, draft: Draft, targets: list[str] | None = None, deliver: Delivery | None = None) -> int:
        """Run to the end; gives the number of the run, which was successful."""
        run = self.begin(draft, targets, deliver)
        outcome = self.end(run)
        assert outcome is Outcome.DONE, self.heard.events
        return run

    def processes(self) -> list[int]:
        """The ids of the worker and, behind it, the spare."""
        return sorted(process for process in workers() if process not in self._others)

    def kill(self) -> None:
        """End the worker as the system does when memory runs out."""
        os.kill(self.processes()[0], signal.SIGKILL)

    def wait_for_work(self, run: int, node: str, losses: int, done: int = 1) -> None:
        """Wait until a node has got so far after so many workers were lost."""

        def at_work(event: StepProgress) -> bool:
            lost = [index for index, other in enumerate(self.heard.events) if isinstance(other, WorkerLost)]
            after = self.heard.events[lost[-1] :] if lost else self.heard.events
            there = (event.run, event.node) == (run, node) and event.done >= done
            return there and len(lost) == losses and any(event is one for one in after)

        self.heard.wait(StepProgress, at_work)

    def spare(self, seconds: float = 30.0) -> int:
        """The id of the spare, once there is one."""
        end = time.monotonic() + seconds
        while len(found := self.processes()) < 2:
            assert time.monotonic() < end, "no spare"
            time.sleep(0.1)
        time.sleep(1.0)  # It takes a while until it can be used.
        return found[1]

    def outputs(self, run: int, node: str) -> dict[str, object]:
        found = next(event for event in self.heard.of(StepFinished, run) if event.node == node)
        return dict(found.outputs)

    def computed(self, run: int) -> list[str]:
        """The nodes that were not at hand."""
        return [event.node for event in self.heard.of(StepFinished, run) if not event.cached]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "cache")
    made.engine.start()
    yield made
    made.engine.close()
