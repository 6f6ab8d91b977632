"""The run that a worker does now, as far as its events tell."""

from __future__ import annotations

import time
from collections.abc import Iterator

from soraapp.engine.events import (
    Delivered,
    DeliveryFailed,
    DeliveryProgress,
    Event,
    Outcome,
    RunFinished,
    StepBlocked,
    StepFailed,
    StepFinished,
    StepStarted,
)
from soraapp.engine.messages import Run
from soraapp.errors import EngineError
from soraapp.media.files import discard_part


class Current:
    """What is known of a run under way."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.deadline: float | None = None
        """When patience with a cancelled run ends, on the monotonic clock."""
        self._began = time.perf_counter()
        self._running: str | None = None
        self._over: set[str] = set()
        self._delivering = False

    def follow(self, event: Event) -> None:
        """Note where the run is."""
        match event:
            case StepStarted():
                self._running = event.node
            case StepFinished() | StepFailed() | StepBlocked():
                self._running = None
                self._over.add(event.node)
            case DeliveryProgress():
                self._delivering = True
            case Delivered() | DeliveryFailed():
                self._delivering = False
            case _:
                pass

    def finished(self, outcome: Outcome) -> RunFinished:
        return RunFinished(self.run.run, outcome, time.perf_counter() - self._began)

    def failure(self, reason: str) -> Iterator[Event]:
        """The last events of a run whose worker died, or never came up."""
        number = self.run.run
        if self._delivering:
            yield DeliveryFailed(number, _error("the film", reason))
        else:
            left = [step for step in self.run.plan.steps if step.node not in self._over]
            for step in [step for step in left if step.node == self._running] or left[:1]:
                yield StepFailed(number, step.node, _error(step.name, reason))
        yield self.finished(Outcome.FAILED)

    def remove_part(self) -> None:
        """Remove the half written film of a worker that ended by force."""
        if self.run.delivery is not None:
            discard_part(self.run.delivery.path)


def _error(what: str, reason: str) -> EngineError:
    return EngineError(
        "The process that computes ended at {node}: {reason}.",
        remedy="Run again; what is done already is not done twice. If it happens again, choose a smaller size.",
        node=what,
        reason=reason,
    )
