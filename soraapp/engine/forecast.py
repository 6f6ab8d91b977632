"""What a plan would do, told before it runs: what is computed, what is at hand, what cannot run, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from soraapp.engine.plan import Plan, Step, sources_of


@dataclass(frozen=True)
class Forecast:
    """The steps of a plan by what will become of them, each in the order of the plan. Light steps take no time."""

    compute: tuple[Step, ...] = ()
    """Heavy steps whose result is not at hand."""
    cached: tuple[Step, ...] = ()
    """Heavy steps whose result is at hand."""
    blocked: tuple[Step, ...] = ()
    """Steps with an error, and those that need one."""
    seconds: float | None = None
    """How long it takes, as far as that is known; None when it is not known of any step."""
    unknown: int = 0
    """Of how many steps that are computed it is not known how long they take."""


def preview_of(
    plan: Plan, cached: Callable[[str], bool], lasted: Callable[[Step], float | None] = lambda _: None
) -> Forecast:
    """What would become of a plan now. `cached` tells whether the results of the heavy step with a key are at hand,
    `lasted` how many seconds a step has taken lately."""
    blocked: dict[str, Step] = {}
    compute: list[Step] = []
    found: list[Step] = []
    for step in plan.steps:
        if step.error is not None or any(node in blocked for node in sources_of(step)):
            blocked[step.node] = step
        elif step.heavy:
            (found if cached(step.key) else compute).append(step)
    times = [time for time in map(lasted, compute) if time is not None]
    known = sum(times) if times or not compute else None
    return Forecast(tuple(compute), tuple(found), tuple(blocked.values()), known, len(compute) - len(times))
