"""A worker that hangs is told of, a slow one is left alone, and nothing is ended unless somebody says so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from soraapp.engine.events import Outcome, WorkerAnswers, WorkerLost, WorkerReady, WorkerSilent
from tests.engine.conftest import Bench, Draft

SILENCE = 1.5


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "cache", silence=SILENCE)
    made.engine.start()
    made.heard.wait(WorkerReady)
    yield made
    made.engine.close()


def test_a_node_that_hangs_is_told_of_and_may_come_back(bench: Bench) -> None:
    draft = Draft()("n", "plain.number", value=3.0)("stuck", "plain.holds", {"number": "n"}, seconds=3.0)
    run = bench.do(draft)
    (silent,) = bench.heard.of(WorkerSilent)
    assert (silent.run, silent.node) == (run, "stuck")
    assert SILENCE <= silent.seconds < 3
    assert bench.heard.of(WorkerAnswers) == [WorkerAnswers(run)]
    assert bench.outputs(run, "stuck") == {"number": 3.0}
    assert bench.heard.of(WorkerLost) == []


def test_a_node_that_is_slow_is_not_mistaken_for_one_that_hangs(bench: Bench) -> None:
    draft = Draft()("n", "plain.number", value=3.0)("slow", "plain.ponders", {"number": "n"}, seconds=3.0)
    bench.do(draft("sleeps", "plain.sleeps", {"number": "slow"}, seconds=2.0))
    assert bench.heard.of(WorkerSilent) == []
    time.sleep(2 * SILENCE)
    assert bench.heard.of(WorkerSilent) == [], "a worker without a run has nothing to say"


def test_a_restart_ends_what_hangs_and_a_step_that_always_hangs_fails_in_the_end(bench: Bench) -> None:
    draft = Draft()("n", "plain.number")("stuck", "plain.holds", {"number": "n"}, seconds=60)
    run = bench.begin(draft("other", "plain.number", value=2.0))
    for turn in range(3):
        bench.heard.wait(WorkerSilent, lambda event, turn=turn: len(bench.heard.of(WorkerSilent)) > turn)
        bench.engine.restart()
        bench.heard.wait(WorkerLost, lambda event, turn=turn: len(bench.heard.of(WorkerLost)) > turn)
    assert bench.end(run) is Outcome.FAILED
    assert bench.outputs(run, "other") == {"number": 2.0}
    assert {event.reason for event in bench.heard.of(WorkerLost)} == {"it was ended by hand"}


def test_what_hangs_can_be_cancelled(bench: Bench) -> None:
    run = bench.begin(Draft()("n", "plain.number")("stuck", "plain.holds", {"number": "n"}, seconds=60))
    assert bench.heard.wait(WorkerSilent).node == "stuck"
    began = time.monotonic()
    bench.engine.cancel(run)
    assert bench.end(run) is Outcome.CANCELLED
    assert time.monotonic() - began < 1.0
