"""A run that a person asked for, from then to its end: what it is busy with, how far it is, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from soraapp.engine import events
from soraapp.engine.events import Event, Outcome
from soraapp.engine.plan import Step
from soraapp.errors import SoraError
from soraapp.project.flat import flat
from soraapp.project.graph import Graph
from soraapp.project.project import Project
from soraapp.project.rescue import Waiting
from ui.document import Document
from ui.node_state import NodeState, Phase
from ui.runs.preparing import Prepared

_QUEUED = NodeState(Phase.QUEUED)


class TimeLeft(NamedTuple):
    """Seconds until a run is over, as far as they are known."""

    seconds: float
    at_least: bool
    """There is more to do, and nobody knows how long it takes."""


class Run:
    """One run in the queue. It is planned in the background, waits in the engine, begins, and is over."""

    def __init__(self, asked: Waiting) -> None:
        self.asked = asked
        self.asked_at = datetime.now().astimezone()
        """When it was asked for, in local time; after a restart, when it was taken up again."""
        self.number: int | None = None
        """What the engine calls it; None until it is planned."""
        self.begun = self.cancelling = False
        self.outcome: Outcome | None = None
        """How it ended; None until then."""
        self.error: SoraError | None = None
        """What went wrong first."""
        self.elapsed = 0.0
        """Seconds that it took, once it is over."""
        self.made_away: list[Callable[[Project], Project]] = []
        """What it has made for its project while that was not open."""
        self.steps: Mapping[str, Step] = {}
        self.nodes: dict[str, NodeState] = {}
        """The nodes that it has still to see to, or is busy with."""
        self.node: str | None = None
        """The node that computes now."""
        self.delivery: tuple[int, int, float | None] | None = None
        """While a film is written: frames done, of how many, and the seconds left."""
        self._missing: dict[str, set[str]] = {}
        self._expected: dict[str, float | None] = {}
        self._over: set[str] = set()
        self._step = ""

    # Its course

    def planned(self, prepared: Prepared, number: int, known: Callable[[str], bool]) -> None:
        """The engine has taken it. `known` tells the keys whose results are here already."""
        self.number = number
        self.steps = {step.node: step for step in prepared.plan.steps}
        self._expected = dict(prepared.expected)
        for step in prepared.plan.steps:
            if not known(step.key):
                self._missing.setdefault(step.owner, set()).add(step.key)
        self.nodes = dict.fromkeys(self._missing, _QUEUED)

    def end(self, outcome: Outcome, elapsed: float) -> None:
        self.outcome, self.elapsed = outcome, elapsed
        self.begun = self.cancelling = False
        self.node = self.delivery = None
        self.nodes.clear()

    def found(self, key: str, node: str) -> None:
        """The result with a key is here: where the run needs nothing else of the node, that does not wait for it."""
        missing = self._missing.get(node)
        if missing is not None:
            missing.discard(key)
            if not missing:
                self.nodes.pop(node, None)

    def take(self, event: Event) -> None:
        """Note what the engine tells of it."""
        match event:
            case events.RunStarted():
                self.begun = True
            case events.StepStarted():
                self._over.discard(event.node)  # A worker that died may have taken its result with it.
                self._work_at(event.node, NodeState(Phase.RUNNING))
            case events.StepProgress():
                self._work_at(event.node, _at_work(event))
            case events.StepFinished() | events.StepBlocked():
                self._settle(event.node)
            case events.StepFailed():
                self.error = self.error or event.error
                self._settle(event.node)
            case events.DeliveryProgress():
                self.delivery = (event.done, event.total, event.seconds_left)
            case events.DeliveryFailed():
                self.error = self.error or event.error
            case _:
                pass

    def _work_at(self, step: str, state: NodeState) -> None:
        self._step, self.node = step, self.owner(step)
        self.nodes[self.node] = state

    def _settle(self, step: str) -> None:
        """The run is through with a step: its node waits for the next of its steps, or for none."""
        node = self.owner(step)
        self._over.add(step)
        if self.node == node:
            self._step, self.node = "", None
        self.nodes[node] = _QUEUED
        self.found(self.key(step) or "", node)
        if not self._missing.get(node):
            self.nodes.pop(node, None)

    # What is known of it

    @property
    def away(self) -> bool:
        """Whether its project is not the one that is open."""
        return self.asked.home is not None

    def graph(self, document: Document) -> Graph:
        """Where the names of its nodes are: what runs of the document, or else of the project that it is of. A node
        that was muted meanwhile does not run any more, and is still drawn."""
        if self.away:
            return flat(self.asked.project, document.catalogue).graph
        opened = document.flat
        return opened.graph if self.node is None or self.node in opened.graph.nodes else opened.drawn

    def owner(self, step: str) -> str:
        """The node that a step belongs to."""
        found = self.steps.get(step)
        return found.owner if found else step

    def key(self, step: str) -> str | None:
        """The content key for which a step is run; one with a problem has none."""
        found = self.steps.get(step)
        return found.key or None if found else None

    @property
    def count(self) -> int:
        """How many parts there are to do: heavy steps that are not stored, and the film."""
        return len(self._expected) + (self.asked.film is not None)

    @property
    def done(self) -> int:
        """How many of the parts are done."""
        if self.outcome is Outcome.DONE:
            return self.count
        return sum(step in self._over for step in self._expected)

    @property
    def share(self) -> float | None:
        """How much of the run is done, from 0 to 1; None where that is not known."""
        if not self.count:
            return None
        part = 0.0
        if self.delivery:
            part = self.delivery[0] / max(self.delivery[1], 1)
        elif self._step in self._expected and self.node:
            state = self.nodes[self.node]
            part = state.done / state.total if state.total else 0.0
        return (self.done + part) / self.count

    @property
    def time_left(self) -> TimeLeft | None:
        """How long it takes until it is over, begun or not; None where nothing of that is known."""
        times = [self._left_of(step) for step in self._expected if step not in self._over]
        if self.asked.film is not None:
            times.append(self.delivery[2] if self.delivery else None)
        known = [time for time in times if time is not None]
        return TimeLeft(sum(known), len(known) < len(times)) if known else None

    def _left_of(self, step: str) -> float | None:
        if step == self._step and self.node and (told := self.nodes[self.node].seconds_left) is not None:
            return told
        return self._expected[step]


def _at_work(event: events.StepProgress) -> NodeState:
    return NodeState(Phase.RUNNING, event.done, event.total, event.seconds_left, part=event.part)
