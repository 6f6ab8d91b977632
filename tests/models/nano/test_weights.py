"""The weights that come with the program draw what the model card says they draw."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from soraapp.media.clip import FrameImage, Frames, Size
from soraapp.models.base import Model
from soraapp.models.nano.evaluation.rate import matrix_share
from soraapp.models.nano.world.palette import NAMES, RGB
from soraapp.models.nano.world.scene import sample
from soraapp.models.nano.world.stage import render
from soraapp.models.registry import Registry
from soraapp.models.request import Keep, Source
from tests.models.requests import Onlooker, ask, joined


@pytest.fixture(scope="module")
def model() -> Model:
    return Registry.standard().load("nano")


def make(model: Model, prompt: str, **changes: object) -> Frames:
    plain: dict[str, object] = {"size": Size(96, 56), "count": 17, "steps": 8, "seed": 1}
    return joined(model.generate(ask(prompt, **(plain | changes)), Onlooker()))


def share(frames: Frames, *names: str) -> float:
    """How much of the pixels has a colour of the palette whose name begins with one of `names`."""
    wanted = RGB[[index for index, name in enumerate(NAMES) if name.startswith(names)]]
    return float((frames[..., None, :] == wanted).all(-1).any(-1).mean())


def test_the_prompt_decides_the_scene_in_both_languages(model: Model) -> None:
    for underwater, desert in (
        ("a red ball bounces underwater", "a red ball bounces in the desert"),
        ("红色的球在海底弹跳", "红色的球在沙漠里弹跳"),
    ):
        below, above = make(model, underwater), make(model, desert)
        assert share(below, "sea") > 0.3
        assert share(above, "sea") < 0.05
        assert share(above, "sky") > 0.2
        assert share(below, "sky") < 0.05


def test_clips_move(model: Model) -> None:
    clip = make(model, "a red ball bounces in the desert").astype(int)
    changes = [np.abs(clip[index + 1] - clip[index]).max() for index in range(16)]
    assert np.median(changes) > 20
    assert clip.std() > 10


def test_pictures_are_of_the_palette_and_of_whole_squares(model: Model) -> None:
    clip = make(model, "a red ball bounces in the desert", size=Size(768, 432), count=1)
    assert share(clip, "") == 1
    squares = clip.reshape(54, 8, 96, 8, 3)
    assert (squares == squares[:, :1, :, :1]).all()


def test_a_kept_picture_is_seen_and_goes_on(model: Model) -> None:
    scene = sample(random.Random(3), event="none")
    start = RGB[render(scene, 96, 56, 1).indices]
    kept = Keep(FrameImage(Shown(start), 0))
    clip = make(model, "", keeps=(kept,)).astype(int)
    assert (clip[0] == start[0]).all(-1).mean() > 0.93
    assert (clip[-1] == start[0]).all(-1).mean() > 0.5


def test_a_source_changes_little_or_much(model: Model) -> None:
    scene = sample(random.Random(3), event="none")
    clip = RGB[render(scene, 96, 56, 17).indices]
    same = [(make(model, "", source=Source(Shown(clip), change)) == clip).all(-1).mean() for change in (0.1, 0.95)]
    assert same[0] > 0.9
    assert same[1] < same[0] - 0.1


class Shown:
    """Frames as a clip."""

    rate = Fraction(8)

    def __init__(self, pixels: Frames) -> None:
        self.pixels = pixels
        self.size = Size(pixels.shape[2], pixels.shape[1])
        self.count = len(pixels)

    def frames(self, start: int, stop: int) -> Frames:
        return self.pixels[start:stop]


def test_the_share_of_the_matrix_rate_is_measured_of_weights_in_half_precision(model: Model) -> None:
    found = matrix_share(model, ask("a red ball", size=Size(96, 56), count=5, steps=2))
    assert found is not None
    assert found > 0
