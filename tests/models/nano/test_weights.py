"""The weights that come with the program draw what the model card says they draw."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from soraapp.media.clip import FrameImage, Frames, Size
from soraapp.models.base import Model
from soraapp.models.registry import Registry
from soraapp.models.request import Keep
from tests.models.requests import Onlooker, ask, joined


@pytest.fixture(scope="module")
def model() -> Model:
    return Registry.standard().load("nano")


def make(model: Model, prompt: str, **changes: object) -> Frames:
    plain: dict[str, object] = {"size": Size(96, 96), "count": 17, "steps": 6, "seed": 1}
    return joined(model.generate(ask(prompt, **(plain | changes)), Onlooker()))


def test_the_prompt_decides_the_scene_in_both_languages(model: Model) -> None:
    for sea, desert in (
        ("a red ball bounces under the sea with light rays", "a red ball bounces in the desert"),
        ("在蓝色的海洋里红色的球弹跳", "在沙漠里红色的球弹跳"),
    ):
        (red, _, blue), (sand_red, _, sand_blue) = (make(model, prompt).mean((0, 1, 2)) for prompt in (sea, desert))
        assert blue - red > 50
        assert sand_red - sand_blue > 50


def test_clips_move(model: Model) -> None:
    clip = make(model, "a red ball bounces in the desert").astype(int)
    changes = [np.abs(clip[index + 1] - clip[index]).max() for index in range(16)]
    assert min(changes) > 0
    assert max(changes) > 20
    assert clip.std() > 10


def test_a_kept_picture_is_seen_and_goes_on(model: Model) -> None:
    start = make(model, "in the desert", count=1)
    kept = Keep(FrameImage(Shown(start), 0))
    clip = make(model, "in the desert", keeps=(kept,)).astype(int)
    error = np.square(clip[0] - start[0].astype(int)).mean()
    assert 10 * np.log10(255**2 / error) > 22
    assert np.abs(clip[-1] - clip[0]).mean() < 25
    assert np.abs(clip[-1] - clip[0]).max() > 10


class Shown:
    """Frames as a clip."""

    rate = Fraction(8)

    def __init__(self, pixels: Frames) -> None:
        self.pixels = pixels
        self.size = Size(pixels.shape[2], pixels.shape[1])
        self.count = len(pixels)

    def frames(self, start: int, stop: int) -> Frames:
        return self.pixels[start:stop]
