"""Clips and pictures from text and from a picture: what the model is asked for, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from nodes.generate import animate_character, image_to_video, text_to_image, text_to_video
from nodes.sampling import Sampling
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError, ModelError
from soraapp.media.clip import FrameImage, Size
from soraapp.models.base import Capabilities
from soraapp.models.request import Keep, Performance
from tests.models.requests import TINY
from tests.nodes.artist import Artist, Pattern, levels

NODES = Catalogue.of("nodes")


def problems(name: str, limits: Capabilities = TINY, **values: object) -> list[str]:
    check = NODES[name].check
    assert check is not None
    plain = {port.name: port.read(port.default) for port in NODES[name].inputs if port.control is not None}
    return [str(error) for error in check({**plain, "width": 64, "height": 48, **values}, lambda _: limits)]


def test_text_to_video_asks_for_what_is_set() -> None:
    job = Artist()
    clip = text_to_video(job, "a ball", 1.0, 48, 32, Sampling(seed=3, negative="rain", steps=2, guidance=1.5))
    [request] = job.requests
    assert (request.size, request.count, request.rate, request.seed) == (Size(48, 32), 9, Fraction(8), 3)
    assert (request.steps, request.guidance, request.negative) == (2, 1.5, "rain")
    assert (request.cues[0].text, request.cues[0].start, request.keeps) == ("a ball", 0, ())
    assert request.model == job.capabilities("nano").identity
    assert (clip.count, clip.size) == (8, Size(48, 32))
    assert levels(clip) == [60, 61, 62, 63, 64, 65, 66, 67]


def test_a_legal_number_of_frames_is_not_trimmed() -> None:
    job = Artist()
    assert text_to_video(job, "", 1.125, 32, 32) == job.generate(job.requests[0])
    assert text_to_video(job, "", 0.125, 32, 32).count == 1


def test_empty_steps_and_guidance_are_as_the_model_advises() -> None:
    job = Artist()
    text_to_video(job, width=32, height=32)
    assert (job.requests[0].steps, job.requests[0].guidance) == (TINY.steps, TINY.guidance)


def test_image_to_video_keeps_the_picture_at_the_first_frame() -> None:
    job, picture = Artist(), FrameImage(Pattern(), 1)
    clip = image_to_video(job, picture, "it moves", 0.5, 32, 32)
    assert job.requests[0].keeps == (Keep(picture, at=0),)
    assert job.requests[0].cues[0].text == "it moves"
    assert np.array_equal(clip.frames(0, 1)[0], picture.pixels())


def test_a_picture_is_drawn_as_finely_as_its_size_asks_for() -> None:
    job = Artist()
    limits = replace(TINY, largest=Size(4096, 4096))
    job.limits = limits
    for width, height, detail in ((32, 32, 1), (48, 48, 2), (64, 64, 2), (128, 96, 3), (64, 16, 1), (2048, 2048, 4)):
        picture = text_to_image(job, "a ball", width, height)
        assert picture.size == Size(width, height)
        assert (job.requests[-1].count, job.requests[-1].detail) == (1, detail)
    assert text_to_image(job, "a ball", 64, 64, 4).pixels().shape == (64, 64, 3)
    assert job.requests[-1].detail == 4


@pytest.mark.parametrize("name", ["generate.text_to_video", "generate.text_to_image", "generate.image_to_video"])
def test_what_the_model_cannot_make_is_told_before_it_runs(name: str) -> None:
    assert problems(name) == []
    assert "76x48" in problems(name, width=76)[0]
    assert "no negative prompt" in problems(name, replace(TINY, negative=False), negative="rain")[0]
    check = NODES[name].check
    assert check is not None
    assert list(check({"model": "tiny", "seed": 1}, lambda _: TINY)) == []
    assert list(check({"width": 76}, lambda _: TINY)) == []


def test_a_picture_finer_than_the_model_draws_is_told() -> None:
    assert "detail of 1 to 4" in problems("generate.text_to_image", detail=5)[0]
    with pytest.raises(ModelError, match="detail of 1 to 4"):
        text_to_image(Artist(), "", 32, 32, 5)


def test_a_character_moves_as_long_as_the_pose_does() -> None:
    job, picture = Artist(replace(TINY, performs=True)), FrameImage(Pattern(), 1)
    pose, face = Pattern(rate=Fraction(16), seed=2), Pattern(rate=Fraction(16), seed=3)
    clip = animate_character(job, picture, pose, face, prompt="she dances", width=32, height=32)
    [request] = job.requests
    assert request.performance == Performance(picture, pose, face)
    assert (request.cues[0].text, request.keeps, request.source) == ("she dances", (), None)
    assert (request.count, clip.count, clip.rate) == (13, 10, 8), "20 frames at twice the rate"
    scene, place = Pattern(seed=4), Pattern(seed=5)
    animate_character(job, picture, pose, face, scene, place, width=32, height=32)
    assert job.requests[-1].performance == Performance(picture, pose, face, scene, place)
    with pytest.raises(InputError, match="only one of the two"):
        animate_character(job, picture, pose, face, scene, width=32, height=32)


def test_models_that_move_characters_do_nothing_else_and_others_do_not() -> None:
    performer = replace(TINY, performs=True)
    assert problems("generate.animate_character", performer) == []
    assert "cannot move a character" in problems("generate.animate_character")[0]
    assert "makes nothing else" in problems("generate.text_to_video", performer)[0]
    assert "Animate character" in problems("generate.text_to_video", performer)[0]
