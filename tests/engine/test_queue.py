"""Runs that wait: seen, moved, held back and removed, from any thread."""

from __future__ import annotations

import threading
import time

from soraapp.engine.events import Outcome, QueueChanged, RunFinished, RunStarted, StepProgress
from soraapp.engine.plan import plan
from tests.engine.conftest import CATALOGUE, MODELS, Bench, Draft


def begin_several(bench: Bench, count: int = 3) -> tuple[int, list[int]]:
    """A run under way that ends by itself in a second or two, and some that wait."""
    slow = bench.begin(Draft()("clip", "making.clip", steps=100))
    bench.heard.wait(StepProgress)
    return slow, [bench.begin(Draft()("n", "plain.number", value=float(value))) for value in range(count)]


def started(bench: Bench) -> list[int]:
    return [event.run for event in bench.heard.of(RunStarted)]


def test_what_waits_is_told_and_moved(bench: Bench) -> None:
    slow, (one, two, three) = begin_several(bench)
    assert bench.engine.waiting() == (one, two, three)
    assert bench.engine.reorder(three, 0)
    assert bench.engine.reorder(one, 99)
    assert bench.engine.waiting() == (three, two, one)
    assert not bench.engine.reorder(slow, 0), "it is under way"
    bench.heard.wait(QueueChanged, lambda event: event.waiting == (three, two, one))
    bench.end(one)
    assert started(bench) == [slow, three, two, one]
    bench.heard.wait(QueueChanged, lambda event: event.waiting == () and bool(bench.heard.of(RunFinished, two)))


def test_runs_are_held_back_until_they_may_go_on(bench: Bench) -> None:
    slow, waiting = begin_several(bench)
    bench.engine.hold(held=True)
    assert bench.end(slow) is Outcome.DONE, "the run under way is not touched"
    bench.heard.wait(QueueChanged, lambda event: event.held)
    time.sleep(0.3)
    assert started(bench) == [slow]
    assert bench.engine.waiting() == tuple(waiting)
    bench.engine.hold(held=False)
    assert [bench.end(run) for run in waiting] == [Outcome.DONE] * 3


def test_a_small_run_goes_first_and_is_neither_held_back_nor_listed(bench: Bench) -> None:
    slow, (one, two) = begin_several(bench, 2)
    bench.engine.hold(held=True)
    small = bench.engine.run(plan(Draft()("n", "plain.number").project, CATALOGUE, MODELS), small=True)
    assert bench.engine.waiting() == (one, two)
    assert bench.end(small) is Outcome.DONE
    assert started(bench) == [slow, small]
    bench.engine.hold(held=False)
    assert bench.end(two) is Outcome.DONE


def test_a_run_that_waits_or_is_under_way_is_removed(bench: Bench) -> None:
    slow, (one, two, three) = begin_several(bench)
    bench.engine.remove(two)
    assert bench.end(two) is Outcome.CANCELLED
    assert bench.engine.waiting() == (one, three)
    bench.engine.remove(slow)
    assert bench.end(slow) is Outcome.CANCELLED
    assert bench.end(three) is Outcome.DONE


def test_many_threads_may_ask_at_once(bench: Bench) -> None:
    bench.engine.hold(held=True)
    made: list[int] = []

    def ask(value: int) -> None:
        for turn in range(10):
            run = bench.begin(Draft()("n", "plain.number", value=float(100 * value + turn)))
            made.append(run)
            bench.engine.reorder(run, turn)
            if turn % 5 == 0:
                bench.engine.remove(run)

    threads = [threading.Thread(target=ask, args=(value,)) for value in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bench.engine.hold(held=False)
    ends = [bench.end(run) for run in made]
    assert sorted(set(made)) == sorted(made)
    assert (ends.count(Outcome.DONE), ends.count(Outcome.CANCELLED)) == (64, 16)
