"""The run under way, as far as events tell: where it is, what of it is over, and how it goes on when a worker dies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from soraapp.engine.events import (
    DeliveryFailed,
    DeliveryProgress,
    Event,
    Outcome,
    RunFinished,
    RunStarted,
    StepBlocked,
    StepFailed,
    StepFinished,
    StepProgress,
    StepStarted,
)
from soraapp.engine.messages import Run
from soraapp.engine.plan import Plan, Step
from soraapp.engine.process import WorkerProcess
from soraapp.errors import EngineError
from soraapp.media.files import discard_part

_PATIENCE = 3
"""Workers that one place may take with it in a row, without getting on in between, until it is given up."""


class Current:
    """What is known of a run under way, through all the workers that it may take."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.worker: WorkerProcess | None = None
        """Who does it; None while it waits for the next worker."""
        self.deadline: float | None = None
        """When patience with a cancelled run ends, on the monotonic clock."""
        self.heard = self.sent = time.monotonic()
        """When the worker last gave a sign of life, and when it got the run."""
        self.silent = False
        """That it gives none has been told."""
        self._began = time.perf_counter()
        self._light = {step.node for step in run.plan.steps if not step.heavy}
        self._started = False
        self._over: set[str] = set()
        self._gone = -1
        """The place that took the last worker, and how far it had got."""
        self._gone_at = 0
        self._furthest = 0
        """How far the step under way has ever got."""
        self._losses = 0

    @property
    def index(self) -> int:
        """The index of the step under way, their number while the film is written, and -1 while it is not known."""
        return self.worker.place(self.run.run) if self.worker else -1

    @property
    def node(self) -> str | None:
        """The node of the step under way."""
        step = self._step(self.index)
        return step.node if step else None

    def send_to(self, worker: WorkerProcess) -> None:
        """Have this worker do the run."""
        self.worker = worker
        self.heard = self.sent = time.monotonic()
        worker.send(self.run)

    def due(self, silence: float) -> float | None:
        """When patience with the worker ends, on the monotonic clock: with its cancelling, or with its silence."""
        if self.worker is None:
            return None
        if self.silent or self.deadline is not None:
            return self.deadline
        return self.heard + silence

    def lives(self) -> bool:
        """The worker gives a sign of life: whether it had been silent."""
        self.heard = time.monotonic()
        was_silent, self.silent = self.silent, False
        return was_silent

    def news(self, event: Event) -> Event | None:
        """What listeners are told of an event; None for what they know from an earlier worker."""
        match event:
            case RunStarted():
                known, self._started = self._started, True
                return None if known else event
            case StepStarted():
                return self._begins(event)
            case StepProgress() | DeliveryProgress():
                self._furthest = max(self._furthest, event.done)
            case StepFinished() | StepFailed() | StepBlocked():
                if event.node in self._over:
                    return None
                self._over.add(event.node)
                self._furthest = 0
            case RunFinished():
                return self.finished(event.outcome)
            case _:
                pass
        return event

    def _begins(self, event: StepStarted) -> Event | None:
        """A light node whose result went with its worker is called anew, and nobody needs to know."""
        if event.node in self._over and event.node in self._light:
            return None
        self._over.discard(event.node)
        return event

    def goes_on(self, reason: str) -> bool:
        """The worker is gone: whether the run goes on, with a step less if that has taken too many workers."""
        index = self.index
        step = self._step(index)
        self.worker, self.silent = None, False
        got_on = index > self._gone or (index == self._gone and self._furthest > self._gone_at)
        self._losses = 1 if got_on else self._losses + 1
        self._gone, self._gone_at = max(index, self._gone), self._furthest
        if self._losses >= _PATIENCE:
            # Perhaps it died while it fetched what is over: what is told to fail is where the run does not get on.
            stuck = next((one for one in self.run.plan.steps[max(index, 0) :] if one.node not in self._over), None)
            if step is None or stuck is None:
                return False
            self.run = replace(self.run, plan=_without(self.run.plan, stuck, reason))
        elif step is not None and step.heavy and self._losses > 1:
            # The second time at one place: perhaps the system ended the process because memory ran out.
            begin_with = self.run.economies.get(step.node, 0) + 1
            self.run = replace(self.run, economies={**self.run.economies, step.node: begin_with})
        return True

    def _step(self, index: int) -> Step | None:
        steps = self.run.plan.steps
        return steps[index] if 0 <= index < len(steps) else None

    def finished(self, outcome: Outcome) -> RunFinished:
        return RunFinished(self.run.run, outcome, time.perf_counter() - self._began)

    def failure(self, reason: str) -> Iterator[Event]:
        """The last events of a run that no worker can do."""
        number = self.run.run
        left = [step for step in self.run.plan.steps if step.node not in self._over]
        if left:
            yield StepFailed(number, left[0].node, _error(left[0].name, reason))
        else:
            yield DeliveryFailed(number, _error("the film", reason))
        yield self.finished(Outcome.FAILED)

    def remove_part(self) -> None:
        """Remove the half written film of a worker that ended by force."""
        if self.run.delivery is not None:
            discard_part(self.run.delivery.path)


def _without(plan: Plan, lost: Step, reason: str) -> Plan:
    """The same plan, in which one step fails at once."""
    error = _error(lost.name, reason)
    return Plan(tuple(replace(step, error=error) if step.node == lost.node else step for step in plan.steps))


def _error(what: str, reason: str) -> EngineError:
    return EngineError(
        "The process that computes ended at {node}: {reason}.",
        remedy="Run again; what is done already is not done twice. If it happens again, choose a smaller size.",
        node=what,
        reason=reason,
    )
