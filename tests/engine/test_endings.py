"""Cancelling, dying and closing: whatever ends, the rest stays usable and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from soraapp.engine.client import Engine
from soraapp.engine.events import (
    DeliveryProgress,
    Outcome,
    RunFinished,
    StepFailed,
    StepProgress,
    StepStarted,
    WorkerLost,
    WorkerReady,
)
from soraapp.engine.plan import Delivery
from soraapp.media.clip import Clip
from tests.engine.conftest import CATALOGUE, Bench, Draft, Listener

ROOM = 1.0
"""Seconds in which a cancelled run must be over on a machine that others use too; the aim is 0.2."""


def frames_of(bench: Bench, run: int) -> np.ndarray:
    clip = bench.outputs(run, "clip")["clip"]
    assert isinstance(clip, Clip)
    return clip.frames(0, clip.count)


def process_of(bench: Bench) -> float:
    """The id of the worker."""
    value = len(bench.heard.events)
    draft = Draft()("id", "plain.process")("n", "plain.number", value=float(value))
    found = bench.outputs(bench.do(draft), "id")["number"]
    assert isinstance(found, float)
    return found


def cancelled_within(bench: Bench, run: int) -> float:
    began = time.monotonic()
    bench.engine.cancel(run)
    assert bench.end(run) is Outcome.CANCELLED
    return time.monotonic() - began


def test_sampling_stops_at_once_in_the_same_worker_and_makes_the_same_bits_later(bench: Bench, tmp_path: Path) -> None:
    draft = Draft()("clip", "making.clip", steps=30, seed=5)
    whole = bench.do(draft)
    expected = frames_of(bench, whole)
    worker = process_of(bench)
    fresh = Bench(tmp_path / "other")
    fresh.engine.start()
    run = fresh.begin(draft)
    fresh.heard.wait(StepProgress, lambda event: event.done == 3)
    before = process_of(bench)
    assert cancelled_within(fresh, run) < ROOM
    assert list((tmp_path / "other").glob("*/*")) == []
    assert fresh.heard.of(WorkerReady) == [WorkerReady()]
    assert np.array_equal(frames_of(fresh, fresh.do(draft)), expected)
    fresh.engine.close()
    assert before == worker


@pytest.mark.parametrize(
    "draft",
    [
        Draft()("clip", "making.clip", steps=2000, model="deaf"),
        Draft()("n", "plain.number")("slow", "plain.sleeps", {"number": "n"}),
    ],
    ids=["a model that does not look", "a node that sleeps"],
)
def test_who_does_not_listen_is_ended(bench: Bench, draft: Draft) -> None:
    run = bench.begin(draft)
    last = list(draft.nodes)[-1]
    bench.heard.wait(StepStarted, lambda event: event.node == last)
    time.sleep(0.3)  # The step has begun; give it time to be where it does not listen.
    assert cancelled_within(bench, run) < ROOM
    assert bench.outputs(bench.do(Draft()("n", "plain.number", value=3.0)), "n") == {"number": 3.0}
    assert len(bench.heard.of(WorkerReady)) == 2
    assert bench.heard.of(WorkerLost) == []
    assert [event.outcome for event in bench.heard.of(RunFinished, run)] == [Outcome.CANCELLED]


def test_a_waiting_run_can_be_cancelled_alone_and_all_together(bench: Bench) -> None:
    slow = bench.begin(Draft()("clip", "making.clip", steps=500))
    waiting = [bench.begin(Draft()("n", "plain.number", value=float(value))) for value in range(3)]
    bench.heard.wait(StepProgress)
    assert cancelled_within(bench, waiting[1]) < ROOM
    assert bench.heard.of(RunFinished, slow) == []
    bench.engine.cancel()
    assert {bench.end(run) for run in (slow, *waiting)} == {Outcome.CANCELLED}
    bench.engine.cancel(slow)
    bench.do(Draft()("n", "plain.number", value=7.0))


@pytest.mark.parametrize("pause", [0.02, 5.0], ids=["between frames", "inside a frame"])
def test_cancelling_a_film_leaves_no_part_of_it(bench: Bench, tmp_path: Path, pause: float) -> None:
    film = tmp_path / "film.mp4"
    film.write_text("what stood here")
    run = bench.begin(Draft()("ramp", "plain.ramp", count=2000, pause=pause), deliver=Delivery("ramp", film))
    if pause < 1:
        bench.heard.wait(DeliveryProgress)
    else:
        deadline = time.monotonic() + 20
        while not film.with_name("film.mp4.part").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert cancelled_within(bench, run) < ROOM
    bench.do(Draft()("n", "plain.number"))
    assert [file.name for file in tmp_path.glob("film*")] == ["film.mp4"]
    assert film.read_text() == "what stood here"


def test_a_worker_that_cannot_start_fails_the_runs_and_says_why(tmp_path: Path) -> None:
    heard = Listener()
    engine = Engine(CATALOGUE, heard, cache_folder=tmp_path, models="tests.engine.nothing_here:provide")
    from soraapp.engine.plan import plan
    from tests.engine.conftest import MODELS

    steps = plan(Draft()("n", "plain.number").project, CATALOGUE, MODELS)
    for _ in range(2):
        run = engine.run(steps)
        assert heard.wait(RunFinished, lambda event, run=run: event.run == run).outcome is Outcome.FAILED
        assert "nothing_here" in str(heard.of(StepFailed, run)[0].error)
    engine.close()


def test_closing_ends_the_process_and_cancels_what_runs(bench: Bench) -> None:
    worker = psutil.Process(int(process_of(bench)))
    run = bench.begin(Draft()("n", "plain.number")("slow", "plain.sleeps", {"number": "n"}))
    bench.heard.wait(StepStarted, lambda event: event.node == "slow")
    began = time.monotonic()
    bench.engine.close()
    assert time.monotonic() - began < 2
    assert not worker.is_running()
    assert bench.heard.of(RunFinished, run)[0].outcome is Outcome.CANCELLED
    bench.engine.close()


PROGRAM = """
    import sys, time
    from pathlib import Path
    from tests.engine.conftest import *
    from soraapp.engine.events import StepPreview
    if __name__ == "__main__":
        bench = Bench(Path(sys.argv[1]))
        bench.engine.start()
        print(int(bench.outputs(bench.do(Draft()("id", "plain.process")), "id")["number"]), flush=True)
        if sys.argv[2] != "idle":
            bench.begin(Draft()("clip", "making.clip", steps=10000))
            bench.heard.wait(StepPreview)
        print("under way", flush=True)
        if sys.argv[2] != "forgets":
            time.sleep(60)
"""


def started(tmp_path: Path, manner: str) -> tuple[subprocess.Popen[str], psutil.Process]:
    """A program with an engine, in a process group of its own, and its worker."""
    script = tmp_path / "program.py"
    script.write_text(textwrap.dedent(PROGRAM))
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONWARNINGS": "error"}
    program = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "cache"), manner],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert program.stdout is not None
    worker = psutil.Process(int(program.stdout.readline()))
    assert program.stdout.readline() == "under way\n"
    assert sys.platform != "linux" or len(blocks(program)) == 4
    return program, worker


def blocks(program: subprocess.Popen[str]) -> list[str]:
    """The shared memory of a program, where the system shows it."""
    return [path.name for path in Path("/dev/shm").glob(f"sora{program.pid}-*")]


@pytest.mark.parametrize("manner", ["idle", "busy"])
def test_the_worker_ends_with_a_program_that_is_killed(tmp_path: Path, manner: str) -> None:
    program, worker = started(tmp_path, manner)
    program.kill()
    _, errors = program.communicate(timeout=20)
    psutil.wait_procs([worker], timeout=10)
    assert not worker.is_running()
    assert blocks(program) == []
    assert errors == ""
    assert list((tmp_path / "cache").glob("*/*")) == []


def test_a_program_that_forgets_to_close_leaves_nothing(tmp_path: Path) -> None:
    program, worker = started(tmp_path, "forgets")
    _, errors = program.communicate(timeout=20)
    assert not worker.is_running()
    assert blocks(program) == []
    assert errors == ""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_ctrl_c_in_the_terminal_reaches_the_program_alone(tmp_path: Path) -> None:
    program, worker = started(tmp_path, "busy")
    os.killpg(program.pid, signal.SIGINT)
    _, errors = program.communicate(timeout=20)
    assert not worker.is_running()
    assert errors.count("Traceback") == 1
    assert "KeyboardInterrupt" in errors
    assert "worker" not in errors
