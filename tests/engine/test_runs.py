"""Runs in a real worker: what is computed and what is at hand, how failures spread, and what is delivered."""

from __future__ import annotations

import os
import shutil
import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.events import (
    Delivered,
    DeliveryFailed,
    DeliveryProgress,
    Outcome,
    QueueChanged,
    RunFinished,
    RunStarted,
    StepBlocked,
    StepFailed,
    StepFinished,
    StepPreview,
    StepProgress,
    StepStarted,
    WorkerReady,
)
from soraapp.engine.plan import Delivery, keys
from soraapp.errors import EngineError, GraphError, InputError, MediaError, ModelError, OutOfMemory, SoraError
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.decode import open_clip
from soraapp.media.image import write_image
from tests.engine.conftest import CATALOGUE, MODELS, Bench, Draft


def sums(trace: Path, last: float = 3.0) -> Draft:
    draft = Draft()("a", "plain.number", value=1.0)("b", "plain.add", {"number": "a"}, amount=2.0, trace=str(trace))
    return draft("c", "plain.add", {"number": "b"}, amount=last, trace=str(trace))


def clip_of(bench: Bench, run: int, node: str) -> Clip:
    clip = bench.outputs(run, node)["clip"]
    assert isinstance(clip, Clip)
    return clip


def test_a_run_tells_its_story_in_order(bench: Bench, tmp_path: Path) -> None:
    run = bench.do(sums(tmp_path / "trace"))
    told = [event for event in bench.heard.events if not isinstance(event, WorkerReady | QueueChanged)]
    kinds = [type(event) for event in told]
    assert kinds == [RunStarted, *[StepStarted, StepFinished] * 3, RunFinished]
    assert told[0] == RunStarted(run, ("a", "b", "c"))
    assert bench.outputs(run, "c") == {"number": 6.0}


def test_only_what_changed_is_computed(bench: Bench, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    bench.do(sums(trace))
    assert bench.computed(bench.do(sums(trace))) == []
    changed = bench.do(sums(trace, last=4.0))
    assert bench.computed(changed) == ["c"]
    assert bench.outputs(changed, "c") == {"number": 7.0}
    assert trace.read_text() == "1+2\n3+3\n3+4\n"


def test_inputs_arrive_as_the_function_takes_them(bench: Bench, tmp_path: Path) -> None:
    write_image(tmp_path / "red.png", np.full((4, 6, 3), (255, 0, 0), np.uint8))
    draft = Draft()("n", "plain.number", value=2.5)("halves", "plain.split", {"number": "n"})
    draft("sum", "plain.sum", {"numbers": ("halves.rest", "n", "halves.whole")})
    draft("words", "plain.words", text="Été", case="upper")("red", "plain.picture", file=tmp_path / "red.png")
    run = bench.do(draft)
    assert bench.outputs(run, "halves") == {"whole": 2.0, "rest": 0.5}
    assert bench.outputs(run, "sum") == {"number": 5.0}
    assert bench.outputs(run, "words") == {"text": "ÉTÉ"}
    red = bench.outputs(run, "red")["image"]
    assert isinstance(red, Image)
    assert red.pixels()[0, 0].tolist() == [255, 0, 0]


def test_a_model_tells_steps_and_moving_previews(bench: Bench) -> None:
    run = bench.do(Draft()("clip", "making.clip", steps=12))
    progress = bench.heard.of(StepProgress, run)
    assert [(event.done, event.total) for event in progress] == [(done, 12) for done in range(1, 13)]
    assert progress[-1].seconds_left == 0
    assert all(event.seconds_left and 0 < event.seconds_left < 5 for event in progress[:-1])
    previews = bench.heard.of(StepPreview, run)
    assert len(previews) >= 3
    assert all(event.frames.shape == (9, 32, 32, 3) and event.rate == 12 for event in previews)
    assert all((one.frames != two.frames).any() for one, two in pairwise(previews))
    assert all((event.frames[0] != event.frames[1]).any() for event in previews)
    assert np.array_equal(previews[-1].frames[:8], clip_of(bench, run, "clip").frames(0, 8))


def test_previews_that_outgrow_their_memory_are_thinned_and_then_whole(bench: Bench) -> None:
    run = bench.do(Draft()("clip", "making.clip", steps=150, side=288))
    shapes = {event.frames.shape for event in bench.heard.of(StepPreview, run)}
    assert shapes == {(9, 144, 144, 3), (9, 288, 288, 3)}


def test_nobody_looking_costs_no_preview(bench: Bench) -> None:
    from soraapp.engine.plan import plan

    run = bench.engine.run(plan(Draft()("clip", "making.clip").project, CATALOGUE, MODELS), previews=False)
    assert bench.end(run) is Outcome.DONE
    assert bench.heard.of(StepPreview) == []
    assert len(bench.heard.of(StepProgress)) == 4


def test_the_cache_outlives_the_process(bench: Bench, tmp_path: Path) -> None:
    draft = Draft()("clip", "making.clip", trace=str(tmp_path / "trace"))("cut", "plain.cut", {"clip": "clip"}, end=3)
    first = bench.do(draft)
    frames = clip_of(bench, first, "cut").frames(0, 3)
    bench.engine.close()
    other = Bench(tmp_path / "cache")
    again = other.do(draft)
    assert other.computed(again) == ["cut"]
    assert np.array_equal(clip_of(other, again, "cut").frames(0, 3), frames)
    assert (tmp_path / "trace").read_text() == "clip\n"
    assert other.engine.cached(keys(draft.project, CATALOGUE, MODELS)["clip"])
    other.engine.close()


def test_two_nodes_that_ask_for_one_thing_make_it_once(bench: Bench) -> None:
    run = bench.do(Draft()("one", "making.clip", trace="")("two", "making.clip", trace=os.devnull))
    assert {event.node for event in bench.heard.of(StepProgress, run)} == {"one"}
    assert clip_of(bench, run, "one") == clip_of(bench, run, "two")


def test_a_damaged_result_is_made_again(bench: Bench, tmp_path: Path) -> None:
    draft = Draft()("clip", "making.clip")("cut", "plain.cut", {"clip": "clip"})
    frames = clip_of(bench, bench.do(draft), "cut").frames(0, 8)
    for video in (tmp_path / "cache/clips").glob("*.avi"):
        video.write_bytes(video.read_bytes()[:-50])
    run = bench.do(draft)
    assert "clip" in bench.computed(run)
    assert np.array_equal(clip_of(bench, run, "cut").frames(0, 8), frames)
    shutil.rmtree(tmp_path / "cache")
    assert "clip" in bench.computed(bench.do(draft))


def test_a_failure_blocks_what_needs_it_and_nothing_else(bench: Bench) -> None:
    draft = Draft()("n", "plain.number", value=1.0)("bad", "plain.refuses", {"number": "n"})
    draft("next", "plain.add", {"number": "bad"})("last", "plain.sum", {"numbers": ("n", "next")})
    draft("fine", "plain.add", {"number": "n"})
    run = bench.begin(draft)
    assert bench.end(run) is Outcome.FAILED
    (failed,) = bench.heard.of(StepFailed, run)
    assert (failed.node, str(failed.error), type(failed.error)) == ("bad", "The number 1.0 cannot be used.", MediaError)
    assert bench.heard.of(StepBlocked, run) == [StepBlocked(run, "next", "bad"), StepBlocked(run, "last", "bad")]
    assert bench.outputs(run, "fine") == {"number": 2.0}


def test_problems_known_beforehand_fail_their_nodes_at_once(bench: Bench) -> None:
    draft = Draft()("strange", "plain.unheard_of")("fed", "plain.add", {"number": "strange"})
    draft("alone", "plain.add")("gone", "plain.picture", file=Path("/nowhere/found.png"))
    draft("long", "making.clip", count=99)("fine", "plain.number", value=4.0)
    run = bench.begin(draft)
    assert bench.end(run) is Outcome.FAILED
    errors = {event.node: event.error for event in bench.heard.of(StepFailed, run)}
    kinds = {node: type(error) for node, error in errors.items()}
    assert kinds == {"strange": GraphError, "alone": InputError, "gone": InputError, "long": InputError}
    assert [event.node for event in bench.heard.of(StepBlocked, run)] == ["fed"]
    assert bench.outputs(run, "fine") == {"number": 4.0}


@pytest.mark.parametrize(
    ("kind", "error", "text"),
    [
        ("plain.raises", EngineError, "Bad failed: ZeroDivisionError"),
        ("plain.starves", OutOfMemory, "Bad ran out of memory"),
        ("plain.fills", MediaError, "The disk is full"),
        ("plain.locked", EngineError, "cannot be shown"),
    ],
)
def test_what_goes_wrong_inside_a_node_is_named(bench: Bench, kind: str, error: type[SoraError], text: str) -> None:
    run = bench.begin(Draft()("n", "plain.number")("bad", kind, {"number": "n"}))
    bench.end(run)
    (failed,) = bench.heard.of(StepFailed, run)
    assert (failed.node, type(failed.error)) == ("bad", error)
    assert text in str(failed.error)
    assert bench.outputs(bench.do(Draft()("n", "plain.number", value=2.0)), "n") == {"number": 2.0}


def test_a_mistake_in_a_node_is_logged_with_its_place(bench: Bench) -> None:
    run = bench.begin(Draft()("n", "plain.number")("bad", "plain.raises", {"number": "n"}))
    bench.end(run)
    log = Path(os.environ["SORAAPP_HOME"]) / "log" / "worker.log"
    assert "return number / 0" in log.read_text()


def test_a_model_that_makes_too_few_frames_is_found_out(bench: Bench, tmp_path: Path) -> None:
    run = bench.begin(Draft()("clip", "making.clip", model="short"))
    assert bench.end(run) is Outcome.FAILED
    (failed,) = bench.heard.of(StepFailed, run)
    assert isinstance(failed.error, ModelError)
    assert list((tmp_path / "cache/clips").iterdir()) == []


def test_a_film_is_delivered_with_its_metadata(bench: Bench, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    draft = Draft()("ramp", "plain.ramp", count=30)("cut", "plain.cut", {"clip": "ramp"}, end=24)
    run = bench.do(draft, deliver=Delivery("cut", film, {"soraapp": "{}"}))
    assert bench.heard.of(Delivered, run) == [Delivered(run, film)]
    progress = bench.heard.of(DeliveryProgress, run)
    assert (progress[0].done, progress[-1].done, progress[-1].total) == (1, 24, 24)
    written = open_clip(film)
    assert (written.size, written.rate, written.count) == (Size(32, 32), Fraction(12), 24)
    assert [file.name for file in tmp_path.glob("film*")] == ["film.mp4"]


def test_a_film_that_cannot_be_written_fails_by_itself(bench: Bench, tmp_path: Path) -> None:
    draft = Draft()("ramp", "plain.ramp")("n", "plain.number")
    for node, path in (("ramp", tmp_path / "nowhere" / "film.mp4"), ("n", tmp_path / "film.mp4")):
        run = bench.begin(draft, deliver=Delivery(node, path))
        assert bench.end(run) is Outcome.FAILED
        assert bench.heard.of(DeliveryFailed, run)
        assert bench.heard.of(StepFailed, run) == []


def test_a_long_chain_of_clips_is_no_burden(bench: Bench) -> None:
    draft = Draft()("c0", "plain.ramp", count=1000)
    for index in range(1, 600):
        draft(f"c{index}", "plain.cut", {"clip": f"c{index - 1}"}, end=1000 - index)
    assert clip_of(bench, bench.do(draft), "c599").count == 401


def test_runs_are_done_one_after_the_other(bench: Bench) -> None:
    runs = [bench.begin(Draft()("n", "plain.number", value=float(value))) for value in range(5)]
    assert runs == sorted(set(runs))
    for value, run in enumerate(runs):
        assert bench.end(run) is Outcome.DONE
        assert bench.outputs(run, "n") == {"number": float(value)}
    order = [event.run for event in bench.heard.events if isinstance(event, RunStarted | RunFinished)]
    assert order == [run for run in runs for _ in range(2)]


def test_no_model_is_loaded_before_one_is_needed(bench: Bench) -> None:
    run = bench.do(Draft()("process", "making.process"))
    assert bench.outputs(run, "process") == {"torch": False, "models": ""}
    bench.do(Draft()("clip", "making.clip"))
    again = bench.do(Draft()("process", "making.process", turn=1))
    assert bench.outputs(again, "process") == {"torch": False, "models": "sample"}


def test_an_idle_worker_loads_the_model_that_will_be_wanted(tmp_path: Path) -> None:
    bench = Bench(tmp_path, warm="sample")
    loaded, turn = "", 0
    deadline = time.monotonic() + 60
    while not loaded and time.monotonic() < deadline:
        time.sleep(1.2)
        turn += 1
        loaded = str(bench.outputs(bench.do(Draft()("process", "making.process", turn=turn)), "process")["models"])
    bench.engine.close()
    assert loaded == "sample"
