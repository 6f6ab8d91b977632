"""A worker that dies takes nothing with it: the run goes on in another, and those who listen hear one story."""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.events import (
    Delivered,
    DeliveryProgress,
    Outcome,
    RunFinished,
    RunStarted,
    StepBlocked,
    StepFailed,
    StepFinished,
    StepProgress,
    StepStarted,
    WorkerLost,
)
from soraapp.engine.plan import Delivery
from soraapp.errors import EngineError
from soraapp.media.clip import Clip
from tests.engine.conftest import Bench, Draft


def worker_of(bench: Bench) -> int:
    draft = Draft()("id", "plain.process")
    return int(str(bench.outputs(bench.do(draft), "id")["number"]).partition(".")[0])


def frames_of(bench: Bench, run: int, node: str) -> np.ndarray:
    clip = bench.outputs(run, node)["clip"]
    assert isinstance(clip, Clip)
    return clip.frames(0, clip.count)


def test_a_run_goes_on_with_what_is_done_and_tells_one_story(bench: Bench, tmp_path: Path) -> None:
    worker = worker_of(bench)
    draft = Draft()("first", "making.clip", seed=1, trace=str(tmp_path / "trace"))
    draft("light", "plain.cut", {"clip": "first"}, end=4)("second", "making.clip", seed=2, steps=100)
    draft("last", "plain.number", value=5.0)
    run = bench.begin(draft)
    waiting = bench.begin(Draft()("n", "plain.number", value=8.0))
    bench.heard.wait(StepProgress, lambda event: event.node == "second" and event.done > 10)
    os.kill(worker, signal.SIGKILL)
    assert bench.end(run) is Outcome.DONE
    (lost,) = bench.heard.of(WorkerLost)
    assert (lost.run, lost.node) == (run, "second")
    assert "SIGKILL" in lost.reason
    assert len(bench.heard.of(RunStarted, run)) == len(bench.heard.of(RunFinished, run)) == 1
    finished = Counter(event.node for event in bench.heard.of(StepFinished, run))
    assert finished == {"first": 1, "light": 1, "second": 1, "last": 1}
    assert Counter(event.node for event in bench.heard.of(StepStarted, run))["light"] == 1
    assert (tmp_path / "trace").read_text() == "clip\n"
    assert bench.end(waiting) is Outcome.DONE
    assert not list((tmp_path / "cache").glob("**/tmp-*"))


def test_the_frames_are_those_of_an_undisturbed_run(bench: Bench, tmp_path: Path) -> None:
    draft = Draft()("clip", "making.clip", model="windowed", count=49, steps=6, seed=3)
    quiet = Bench(tmp_path / "quiet")
    expected = frames_of(quiet, quiet.do(draft), "clip")
    quiet.engine.close()
    worker = worker_of(bench)
    run = bench.begin(draft)
    bench.heard.wait(StepProgress, lambda event: event.done >= 20)
    os.kill(worker, signal.SIGKILL)
    bench.heard.wait(WorkerLost)
    again = len(bench.heard.of(StepProgress))
    assert bench.end(run) is Outcome.DONE
    assert np.array_equal(frames_of(bench, run, "clip"), expected)
    assert bench.heard.of(StepProgress)[again].done > 6, "what was finished of the clip is not made again"


def test_a_film_is_written_all_the_same(bench: Bench, tmp_path: Path) -> None:
    worker = worker_of(bench)
    film = tmp_path / "film.mp4"
    run = bench.begin(Draft()("ramp", "plain.ramp", count=100, pause=0.01), deliver=Delivery("ramp", film))
    bench.heard.wait(DeliveryProgress, lambda event: event.done > 20)
    os.kill(worker, signal.SIGKILL)
    assert bench.end(run) is Outcome.DONE
    assert bench.heard.of(Delivered, run) == [Delivered(run, film)]
    assert [file.name for file in tmp_path.glob("film*")] == ["film.mp4"]


@pytest.mark.parametrize("times", [1, 2])
def test_a_step_may_take_two_workers_with_it(bench: Bench, tmp_path: Path, times: int) -> None:
    draft = Draft()("n", "plain.number", value=4.0)
    draft("bad", "plain.mortal", {"number": "n"}, times=times, trace=str(tmp_path / "trace"))
    run = bench.do(draft)
    assert bench.outputs(run, "bad") == {"number": 4.0}
    assert len(bench.heard.of(WorkerLost)) == times


@pytest.mark.parametrize("by", ["exit", "signal"])
def test_a_step_that_takes_three_workers_fails_alone(bench: Bench, by: str) -> None:
    draft = Draft()("n", "plain.number", value=1.0)("fine", "plain.add", {"number": "n"})
    draft("bad", "plain.dies", {"number": "fine"}, by=by)("next", "plain.add", {"number": "bad"})
    draft("other", "making.clip")
    run = bench.begin(draft)
    assert bench.end(run) is Outcome.FAILED
    (failed,) = bench.heard.of(StepFailed, run)
    assert failed.node == "bad"
    assert isinstance(failed.error, EngineError)
    assert "Bad" in str(failed.error)
    assert bench.heard.of(StepBlocked, run) == [StepBlocked(run, "next", "bad")]
    assert {event.node for event in bench.heard.of(StepFinished, run)} == {"n", "fine", "other"}
    assert [event.node for event in bench.heard.of(WorkerLost)] == ["bad"] * 3
    bench.do(Draft()("n", "plain.number"))


def test_a_step_that_gets_on_between_deaths_is_not_given_up(bench: Bench) -> None:
    run = bench.begin(Draft()("clip", "making.clip", model="windowed", count=49, steps=10))
    for losses in range(4):
        bench.heard.wait(StepProgress, lambda event, aim=12 * (losses + 1): event.done >= aim)
        bench.kill()
        bench.heard.wait(WorkerLost, lambda event, count=losses: len(bench.heard.of(WorkerLost)) > count)
    assert bench.end(run) is Outcome.DONE
    assert len(bench.heard.of(WorkerLost)) == 4


def test_cancelling_while_no_worker_is_there_ends_the_run(bench: Bench) -> None:
    worker = worker_of(bench)
    run = bench.begin(Draft()("clip", "making.clip", steps=3000))
    bench.heard.wait(StepProgress)
    os.kill(worker, signal.SIGKILL)
    bench.heard.wait(WorkerLost)
    bench.engine.cancel(run)
    assert bench.end(run) is Outcome.CANCELLED
    bench.do(Draft()("n", "plain.number"))


def test_a_restart_goes_on_with_the_run(bench: Bench) -> None:
    worker = worker_of(bench)
    run = bench.begin(Draft()("clip", "making.clip", steps=100))
    bench.heard.wait(StepProgress, lambda event: event.done > 10)
    bench.engine.restart()
    assert bench.end(run) is Outcome.DONE
    assert bench.heard.of(WorkerLost)[0].run == run
    assert worker_of(bench) != worker


def test_an_idle_worker_that_dies_is_replaced_and_a_restart_then_is_no_news(bench: Bench) -> None:
    os.kill(worker_of(bench), signal.SIGKILL)
    assert bench.heard.wait(WorkerLost).run is None
    bench.engine.restart()
    bench.do(Draft()("n", "plain.number", value=2.0))
    assert len(bench.heard.of(WorkerLost)) == 1


def test_a_spare_takes_over_at_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "cache")
    bench.do(Draft()("clip", "making.clip"))
    spare = bench.spare()
    run = bench.begin(Draft()("clip", "making.clip", seed=4, steps=100))
    bench.heard.wait(StepProgress, lambda event: event.run == run and event.done > 10)
    bench.kill()
    assert bench.end(run) is Outcome.DONE
    assert worker_of(bench) == spare
    bench.engine.close()
