"""The drawn world: reproducible, in palette colours, true to its own description."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from soraapp.models.nano.world import scene as scenes
from soraapp.models.nano.world.captions import describe
from soraapp.models.nano.world.palette import shades
from soraapp.models.nano.world.scene import Actor, Scene, held_out, sample
from soraapp.models.nano.world.stage import render

BALL = Actor("ball", "red", "stay", 0.0, 0.0)
STILL = Scene("grassland", "day", "clear", "pixel", "static", 1.0, (BALL,), "none", (), 3)


def test_the_same_scene_gives_the_same_frames() -> None:
    scene = sample(random.Random(5))
    assert np.array_equal(render(scene, 96, 56, 9).indices, render(scene, 96, 56, 9).indices)


@pytest.mark.parametrize("size", [(96, 56), (56, 96), (72, 72)])
def test_frames_hold_palette_indices_and_the_subject_in_its_colour(size: tuple[int, int]) -> None:
    shot = render(STILL, *size, 3)
    assert shot.indices.shape == (3, size[1], size[0])
    assert shot.indices.max() < 64
    subject = shot.indices[0][shot.mask[0]]
    assert np.isin(subject, shades("red")).mean() > 0.6


def test_a_subject_that_moves_right_goes_right() -> None:
    shot = render(replace(STILL, actors=(replace(BALL, motion="right"),)), 96, 56, 17)
    middle = [np.nonzero(mask)[1].mean() for mask in shot.mask[4:13]]
    assert np.all(np.diff(middle) > 0)


def test_a_camera_that_returns_sees_what_it_saw() -> None:
    out = render(replace(STILL, camera="pan left", event="return"), 96, 56, 17).indices
    assert not np.array_equal(out[0], out[8])
    assert (out[0] == out[16]).mean() > 0.95


def test_a_wall_hides_the_subject_and_lets_it_return() -> None:
    seen = render(replace(STILL, event="occluded", actors=(replace(BALL, motion="right"),)), 96, 56, 17).mask.sum(
        (1, 2)
    )
    assert seen[0] > 20
    assert seen[8] == 0
    assert seen[16] > 20


def test_bites_stay() -> None:
    burger = replace(STILL, event="bite", actors=(replace(BALL, kind="burger"),))
    size = render(burger, 96, 56, 17).mask.sum((1, 2))
    assert size[16] < size[0]


def test_held_out_combinations_are_never_drawn_for_training() -> None:
    rng = random.Random(0)
    for _ in range(300):
        made = sample(rng)
        assert not held_out(made.place, made.actors[0].kind, made.actors[0].colour)
    apart = sample(rng, held=True)
    assert held_out(apart.place, apart.actors[0].kind, apart.actors[0].colour)


def test_captions_name_the_subject_in_both_languages() -> None:
    rng = random.Random(1)
    assert "ball" in describe(STILL, rng, "en", detailed=False).text
    assert "球" in describe(STILL, rng, "zh", detailed=True).text


def test_every_kind_of_scene_has_words_and_can_be_drawn() -> None:
    rng = random.Random(2)
    for event in scenes.EVENTS:
        made = sample(rng, event=event)
        assert render(made, 80, 64, 5).indices.shape == (5, 64, 80)
        assert all(describe(made, rng, language, detailed=True).text for language in ("en", "zh"))
