"""Clips at another speed or rate show what lies between their frames, and keep their length."""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from soraapp.errors import InputError
from soraapp.media.clip import Frames, seconds
from soraapp.media.ops import Between, Resample, Speed
from soraapp.media.ops.motion import Motion
from tests.media.making import ArrayClip

factors = some.fractions(min_value=Fraction(1, 8), max_value=8, max_denominator=40)


def levels(*values: int) -> ArrayClip:
    return ArrayClip(np.array(values, np.uint8)[:, None, None, None].repeat(3, 3))


def shown(frames: Frames) -> list[int]:
    return [int(level) for level in frames[:, 0, 0, 0]]


def square(left: float, size: tuple[int, int] = (96, 64)) -> np.ndarray:
    """A patterned square at `left` pixels on a patterned ground."""
    width, height = size
    ground = np.random.default_rng(1).integers(60, 120, (height, width, 3), np.uint8)
    ground = cv2.GaussianBlur(ground, (0, 0), 3)
    patch = np.random.default_rng(2).integers(120, 255, (24, 24, 3), np.uint8)
    patch = cv2.GaussianBlur(patch, (0, 0), 2)
    shift = np.array([[1, 0, left], [0, 1, 20]], np.float32)
    moved = cv2.warpAffine(patch, shift, size)
    mask = cv2.warpAffine(np.full((24, 24), 255, np.uint8), shift, size)[..., None] / 255
    return np.round(moved * (mask > 0) + ground * (1 - mask)).clip(0, 255).astype(np.uint8)


def test_twice_as_fast_leaves_out_and_half_as_fast_repeats() -> None:
    clip = levels(0, 10, 20, 30, 40)
    fast, slow = Speed(clip, Fraction(2), Fraction(2)), Speed(clip, Fraction(1, 2), Fraction(1, 2))
    assert shown(fast.frames(0, fast.count)) == [0, 20, 40]
    assert shown(slow.frames(0, slow.count)) == [0, 0, 10, 10, 20, 20, 30, 30, 40, 40]
    blended = Speed(clip, Fraction(1, 2), Fraction(1, 2), Between.BLEND)
    assert shown(blended.frames(0, 10)) == [0, 5, 10, 15, 20, 25, 30, 35, 40, 40]


@given(count=some.integers(1, 40), first=factors, last=factors)
def test_a_ramp_begins_at_one_speed_and_ends_at_the_other(count: int, first: Fraction, last: Fraction) -> None:
    clip = levels(*range(count))
    ramp = Speed(clip, first, last, Between.BLEND)
    assert ramp.count == 1 or abs(seconds(ramp) - 2 * seconds(clip) / (first + last)) <= 1 / clip.rate
    seen = shown(ramp.frames(0, ramp.count))
    assert seen == sorted(seen)
    assert seen[0] == 0


def test_a_ramp_speeds_up() -> None:
    clip = levels(*range(0, 200, 2))
    seen = shown(Speed(clip, Fraction(1, 2), Fraction(2), Between.BLEND).frames(0, 80))
    steps = np.diff(seen)
    assert steps[:5].mean() == pytest.approx(1, abs=0.3)
    assert steps[-6:-1].mean() == pytest.approx(4, abs=0.6)


@pytest.mark.parametrize("factor", [Fraction(0), Fraction(-1)])
def test_a_speed_of_nothing_is_refused(factor: Fraction) -> None:
    with pytest.raises(InputError, match=f"{factor} is no speed"):
        Speed(levels(1, 2), Fraction(1), factor)


def test_motion_moves_what_blending_would_show_twice() -> None:
    clip = ArrayClip(np.stack([square(20), square(32)]))
    truth = square(26).astype(int)
    motion = Resample(clip, Fraction(48), Between.MOTION).frames(1, 2)[0].astype(int)
    blend = Resample(clip, Fraction(48), Between.BLEND).frames(1, 2)[0].astype(int)
    assert np.abs(motion - truth).mean() < np.abs(blend - truth).mean() / 3


def test_across_a_cut_the_nearer_frame_is_seen() -> None:
    dark, light = np.zeros((64, 64, 3), np.uint8), np.full((64, 64, 3), 250, np.uint8)
    motion = Motion.of(dark, light)
    assert np.array_equal(motion.at(0.3), dark)
    assert np.array_equal(motion.at(0.7), light)


@pytest.mark.parametrize("side", [1, 3, 15, 16, 17, 700])
def test_motion_takes_pictures_of_any_size(side: int) -> None:
    picture = np.random.default_rng(side).integers(0, 255, (side, 20, 3), np.uint8)
    assert np.abs(Motion.of(picture, picture).at(0.5).astype(int) - picture).max() <= 1


@pytest.mark.parametrize("between", Between)
def test_one_frame_can_be_retimed(between: Between) -> None:
    clip = levels(7)
    assert shown(Resample(clip, Fraction(72), between).frames(0, 3)) == [7, 7, 7]
    assert shown(Speed(clip, Fraction(1, 3), Fraction(1, 3), between).frames(0, 3)) == [7, 7, 7]
