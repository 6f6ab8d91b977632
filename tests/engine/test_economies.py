"""Memory that runs out in a model: cheaper ways are tried in order, told and recorded, and what would fit is named."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.events import Outcome, StepEconomy, StepFailed, StepFinished
from soraapp.errors import OutOfMemory
from soraapp.media.clip import Clip
from tests.engine.conftest import Bench, Draft


def frames_of(bench: Bench, run: int) -> np.ndarray:
    clip = bench.outputs(run, "clip")["clip"]
    assert isinstance(clip, Clip)
    return clip.frames(0, clip.count)


def records(folder: Path) -> list[list[str]]:
    """The economies with which the clips in a cache were made."""
    return [json.loads(path.read_text())["made_by"]["economies"] for path in (folder / "cache/clips").glob("*.json")]


def test_cheaper_ways_are_tried_until_one_is_enough(bench: Bench, tmp_path: Path) -> None:
    expected = frames_of(bench, bench.do(Draft()("clip", "making.clip", seed=9)))
    run = bench.do(Draft()("clip", "making.clip", seed=9, model="hungry"))
    names = [event.economy for event in bench.heard.of(StepEconomy, run)]
    assert names == ["decode by frames", "shorter parts"]
    assert np.array_equal(frames_of(bench, run), expected)
    assert sorted(records(tmp_path)) == [[], names]
    again = bench.do(Draft()("clip", "making.clip", seed=9, model="hungry"))
    assert bench.heard.of(StepFinished, again)[0].cached


@pytest.mark.parametrize(
    ("values", "advice"),
    [
        ({"count": 41, "side": 64}, "Choose 48x48 or 1.8 s"),
        ({"count": 41, "side": 16}, "Choose 1.8 s"),
        ({"count": 1, "side": 64}, "Choose 48x48, or close"),
        ({"count": 1, "side": 16}, "Choose a smaller size or fewer seconds"),
    ],
)
def test_what_would_fit_is_named_when_nothing_is_enough(bench: Bench, values: dict[str, int], advice: str) -> None:
    run = bench.begin(Draft()("clip", "making.clip", model="starving", **values)("n", "plain.number"))
    assert bench.end(run) is Outcome.FAILED
    (failed,) = bench.heard.of(StepFailed, run)
    assert isinstance(failed.error, OutOfMemory)
    assert str(failed.error).startswith("Clip ran out of memory")
    assert advice in str(failed.error)
    assert len(bench.heard.of(StepEconomy, run)) == 1
    assert len(bench.heard.of(StepFinished, run)) == 1


def test_frames_that_are_not_the_same_are_kept_apart(bench: Bench, tmp_path: Path) -> None:
    run = bench.do(Draft()("clip", "making.clip", model="blurring"))
    clips = list((tmp_path / "cache/clips").glob("*.avi"))
    assert [path.stem.partition("-")[2] for path in clips] == ["1"]
    plain = frames_of(bench, bench.do(Draft()("clip", "making.clip")))
    assert np.array_equal(frames_of(bench, run)[:5], plain[:5] // 2)
    assert ["half the sharpness"] in records(tmp_path)


def test_a_step_that_keeps_taking_its_worker_begins_with_an_economy(bench: Bench) -> None:
    draft = Draft()("clip", "making.clip", model="hungry", steps=60)
    run = bench.begin(draft)
    for losses, done in enumerate((40, 1)):  # It does not get on in between.
        bench.wait_for_work(run, "clip", losses, done)
        bench.kill()
    assert bench.end(run) is Outcome.DONE
    assert [event.economy for event in bench.heard.of(StepEconomy, run)] == ["shorter parts"]
