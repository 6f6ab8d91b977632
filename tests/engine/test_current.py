"""What is known of a run through the deaths of its workers, death by death."""

from __future__ import annotations

from soraapp.engine.current import Current
from soraapp.engine.events import RunFinished, StepFailed, StepFinished
from soraapp.engine.messages import Run
from soraapp.engine.plan import Plan, plan
from tests.engine.conftest import CATALOGUE, MODELS, Draft


class Worker:
    """Stands where it is told."""

    def __init__(self, index: int) -> None:
        self.index = index

    def place(self, run: int) -> int:
        return self.index

    def send(self, command: object) -> None:
        """It does nothing."""


def steps() -> Plan:
    draft = Draft()("a", "making.clip", seed=1)("b", "making.clip", seed=2)("c", "making.clip", seed=3)
    return plan(draft.project, CATALOGUE, MODELS)


def die(current: Current, *indices: int) -> list[bool]:
    found: list[bool] = []
    for index in indices:
        current.send_to(Worker(index))  # pyright: ignore[reportArgumentType]
        found.append(current.goes_on("by chance"))
    return found


def failing(current: Current) -> list[str]:
    return [step.node for step in current.run.plan.steps if step.error is not None]


def test_three_deaths_at_one_place_cost_that_step() -> None:
    current = Current(Run(1, steps(), None, previews=False))
    assert die(current, 1, 1, 1) == [True, True, True]
    assert failing(current) == ["b"]
    assert die(current, 2, 2) == [True, True]
    assert failing(current) == ["b"]


def test_a_step_that_is_over_is_never_blamed() -> None:
    current = Current(Run(1, steps(), None, previews=False))
    for node in "ab":
        current.news(StepFinished(1, node, {}, cached=False, elapsed=1.0))
    assert die(current, 2, 0, 1) == [True, True, True]
    assert failing(current) == ["c"]


def test_deaths_before_the_first_step_fail_the_run_and_so_do_those_while_the_film_is_written() -> None:
    current = Current(Run(1, steps(), None, previews=False))
    assert die(current, -1, -1, -1) == [True, True, False]
    assert [type(event) for event in current.failure("by chance")] == [StepFailed, RunFinished]
    current = Current(Run(1, steps(), None, previews=False))
    assert die(current, 3, 3, 3) == [True, True, False]


def test_the_second_death_at_one_place_brings_an_economy() -> None:
    current = Current(Run(1, steps(), None, previews=False))
    die(current, 1)
    assert current.run.economies == {}
    die(current, 1)
    assert current.run.economies == {"b": 1}
