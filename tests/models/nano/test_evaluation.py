"""The evaluation: what real renders score, and that what is wrong scores low where it should."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from soraapp.errors import InputError, ModelError
from soraapp.media.clip import Frames, Size
from soraapp.models.base import Capabilities, Watch
from soraapp.models.carded import FAMILIES, Family
from soraapp.models.nano.evaluation import learning, sheets, speed
from soraapp.models.nano.evaluation.camera import told_camera
from soraapp.models.nano.evaluation.lasting import straightest
from soraapp.models.nano.evaluation.oracle import FEATURES, LENGTH, Eye, Oracle, features
from soraapp.models.nano.evaluation.running import ROWS, chosen_rows, evaluate, family_model
from soraapp.models.nano.evaluation.scores import Kind, Measure, Score, summary, wilson
from soraapp.models.nano.evaluation.trial import SIZE, Row, Studio, indices_of
from soraapp.models.nano.world.palette import RGB, Indices
from soraapp.models.nano.world.scene import Actor, Scene
from soraapp.models.nano.world.stage import render
from soraapp.models.registry import Registry
from soraapp.models.request import Request
from tests.models.requests import TINY

ABLE = replace(
    TINY,
    native_size=Size(768, 432),
    smallest=Size(8, 8),
    largest=Size(2048, 2048),
    largest_count=481,
    sources=True,
    masks=True,
    steers=True,
    finest=8,
)
STILL = Scene("grassland", "day", "clear", "pixel", "static", 1.0, (Actor("cat", "blue", "stay", 0, 0),), "none", (), 3)
FEW = 2


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    torch.set_num_threads(1)
    return Oracle.load()


class Renderer:
    """A model that knows the scenes of some rows, and renders them; `wrong` is what it does wrong."""

    capabilities: Capabilities = ABLE

    def __init__(self, rows: tuple[Row, ...], oracle: Oracle, wrong: Callable[[Indices], Indices] = lambda clip: clip):
        studio = Studio(ABLE, oracle, quick=True)
        trials = [trial for row in rows for trial in row.trials(studio, FEW)]
        self.answers = {
            request.digest: wrong(clip)
            for trial in trials
            for request, clip in zip(trial.requests, trial.truth(), strict=True)
        }

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        frames = RGB[self.answers[request.digest]]
        yield frames[:5]
        if len(frames) > 5:
            yield frames[5:]


def scored(
    names: tuple[str, ...], oracle: Oracle, wrong: Callable[[Indices], Indices] | None = None
) -> dict[str, Score]:
    rows = chosen_rows(names)
    model = Renderer(rows, oracle, wrong) if wrong else Renderer(rows, oracle)
    done = evaluate(ABLE, rows, model=model, oracle=oracle, quick=True, samples=FEW)
    return {f"{score.row} {score.measure.name}": score for one in done for score in one.scores}


def test_intervals_are_those_of_the_book() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 5)[0] == 0.0
    assert wilson(5, 5) == (pytest.approx(0.5655, abs=1e-4), 1.0)
    assert summary(Kind.MEAN, [1.0, 3.0]) == (2.0, pytest.approx(0.04), pytest.approx(3.96))
    assert summary(Kind.MEAN, [1.0]) == (1.0, 1.0, 1.0)
    assert summary(Kind.MEDIAN, [5.0, 1.0, 3.0]) == (3.0, 1.0, 5.0)
    with pytest.raises(ValueError, match="no samples"):
        summary(Kind.SHARE, [])


def test_an_aim_is_a_share_of_the_ceiling_or_a_value() -> None:
    share = Score("r", "R", Measure("m", aim=0.9), 10, 0.85, 0.5, 1.0, ceiling=0.9)
    assert share.share == pytest.approx(0.944, abs=1e-3)
    assert share.reached is True
    assert replace(share, measure=Measure("m", aim=0.9, of_ceiling=False)).reached is False
    seam = Measure("m", Kind.MEDIAN, aim=1.3, of_ceiling=False, at_most=True)
    assert replace(share, measure=seam, value=1.2).reached is True
    assert replace(share, measure=seam, value=1.4).reached is False
    assert replace(share, measure=Measure("m")).reached is None


@pytest.mark.parametrize(("width", "height"), [SIZE, (56, 96), (72, 72)])
def test_the_networks_give_what_they_say(width: int, height: int) -> None:
    seen = Eye(8)(torch.zeros(2, height, width, dtype=torch.uint8))
    assert seen.subject.shape == (2, 13, height // 2, width // 2)
    assert seen.colour.shape == (2, 10, height // 2, width // 2)
    assert seen.place.shape == (2, 8)


def test_the_oracle_comes_back_from_its_file(tmp_path: Path, oracle: Oracle) -> None:
    oracle.save(tmp_path / "oracle.safetensors")
    clip = render(STILL, *SIZE, 3).indices
    again = Oracle.load(tmp_path / "oracle.safetensors").read(clip)
    assert (again.subject, again.colour, again.place) == ("cat", "blue", "grassland")


def test_learning_is_the_same_every_time() -> None:
    first, second = (learning.learn_to_see(1, seed=4).state_dict() for _ in range(2))
    assert all(torch.equal(first[name], second[name]) for name in first)
    reader = learning.learn_motions(64, epochs=1)
    assert reader(torch.zeros(1, FEATURES, LENGTH)).shape == (1, 8)


def test_a_track_of_nothing_has_finite_features(oracle: Oracle) -> None:
    nobody = replace(STILL, actors=(replace(STILL.actors[0], start=50.0),))
    seen = oracle.read(render(nobody, *SIZE, LENGTH).indices)
    assert seen.subject == seen.colour == seen.motion == ""
    assert np.isfinite(features(seen.track, 0, SIZE)).all()


def test_every_row_scores_renders_through_the_model_protocol(oracle: Oracle) -> None:
    names = tuple(row.name for row in ROWS if row.name != "minute")
    found = scored(names, oracle)
    assert {score.row for score in found.values()} == set(names)
    for score in found.values():
        if score.measure.aim is not None:
            assert score.reached, score
        assert score.value == score.ceiling


def test_frozen_clips_score_low(oracle: Oracle) -> None:
    names = ("forward", "connect", "occluded", "return", "paint", "cut", "camera", "player")
    found = scored(names, oracle, lambda clip: np.repeat(clip[:1], len(clip), axis=0))
    for score in ("forward goes on", "connect goes on", "occluded hidden", "return went out", "paint stays"):
        assert found[score].value == 0, score
    assert found["cut is cut"].value == 0
    assert found["camera as told"].value == 0
    assert found["player as told"].value == 0


def test_a_camera_that_goes_the_other_way_is_not_as_told(oracle: Oracle) -> None:
    found = scored(("camera", "player", "return"), oracle, lambda clip: clip[::-1])
    assert found["camera as told"].value == 0
    assert found["player as told"].value == 0
    assert found["return return"].share == pytest.approx(1)


def test_another_place_is_not_the_place_that_was_told(oracle: Oracle) -> None:
    def elsewhere(clip: Indices) -> Indices:
        moved = np.roll(np.arange(30, 64), 11)
        return np.where(clip < 30, clip, moved[np.maximum(clip, 30) - 30]).astype(np.uint8)

    found = scored(("text-en", "text-zh", "edit"), oracle, elsewhere)
    assert found["text-en place"].value <= 0.5
    assert found["text-zh all"].value < 0.5
    assert found["edit place"].value < 0.5


def test_seams_and_torn_loops_are_seen(oracle: Oracle) -> None:
    def jumping(clip: Indices) -> Indices:
        return np.concatenate([clip[:9], np.roll(clip[9:], 20, 2)])

    found = scored(("forward", "image"), oracle, jumping)
    assert found["forward seam"].reached is False
    assert found["image less than alone"].value == 0


@pytest.mark.parametrize("way", ["pan left", "tilt up", "dolly in", "orbit right", "static"])
def test_the_camera_is_measured(way: str, oracle: Oracle) -> None:
    clip = render(replace(STILL, camera=way), *SIZE, LENGTH).indices
    seen = oracle.read(clip)
    assert told_camera(clip, seen.masks, seen.track) == (way, 0.0 if way == "static" else 1.0)


def test_the_seam_of_a_tile_is_a_straight_line() -> None:
    picture = np.kron(render(STILL, 256, 256, 1).indices[0], np.ones((2, 2), np.uint8))
    torn = picture.copy()
    torn[:, 200:] = (torn[:, 200:] + 1) % 64
    assert straightest(torn) > 0.9 > 2 * straightest(picture)


def test_frames_come_back_as_the_indices_they_show() -> None:
    clip = render(STILL, *SIZE, 3).indices
    assert np.array_equal(indices_of([RGB[clip[:1]], RGB[clip[1:]]]), clip)


def test_what_a_model_does_not_offer_is_not_scored(oracle: Oracle) -> None:
    rows = chosen_rows(("camera", "edit"))
    plain = replace(ABLE, steers=False, sources=False)
    done = list(evaluate(plain, rows, model=Renderer((), oracle), oracle=oracle))
    assert [one.scores for one in done] == [(), ()]


def test_sheets_show_samples(tmp_path: Path, oracle: Oracle) -> None:
    collected = sheets.Sheets(tmp_path / "sheets")
    list(evaluate(ABLE, chosen_rows(["text-zh"]), oracle=oracle, samples=2, onlooker=collected.add))
    collected.write()
    assert [path.name for path in (tmp_path / "sheets").iterdir()] == ["text-zh.png"]


def test_speed_is_measured(oracle: Oracle) -> None:
    class Still:
        capabilities = ABLE

        def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
            yield np.zeros((request.count, request.size.height, request.size.width, 3), np.uint8)

    found = {figure.name: figure for figure in speed.figures(Still())}
    assert found["frames a second"].value > 0
    assert "share of the matrix rate" not in found


def test_unknown_rows_and_other_families_are_refused(monkeypatch: pytest.MonkeyPatch, tiny_folder: Path) -> None:
    with pytest.raises(InputError, match="There is no row named dance"):
        chosen_rows(["dance"])
    with pytest.raises(ModelError, match="There is no model named mega"):
        family_model(Registry((tiny_folder,)), "mega")

    class Other:
        capabilities = ABLE

    monkeypatch.setitem(FAMILIES, "nano", Family(1, lambda folder, capabilities: Other()))  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="is of another family"):
        family_model(Registry((tiny_folder,)), "tiny")


def test_the_same_trials_come_every_time(oracle: Oracle) -> None:
    def asked() -> list[str]:
        studio = Studio(ABLE, oracle)
        return [request.digest for row in ROWS for trial in row.trials(studio, 2) for request in trial.requests]

    assert asked() == asked()
    assert len(set(asked())) == len(asked())
