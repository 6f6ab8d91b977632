"""The nodes about the frame, called as the functions they are, on tiny clips."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from nodes.frame import crop, fit, flip, resize, rotate
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError
from soraapp.media.clip import Size
from soraapp.media.fit import FitMode, Sampling
from soraapp.media.ops import Crop, TurnedFrame
from soraapp.models.registry import Registry
from tests.nodes.clips import noisy, plain, whole

sides = some.floats(0, 99.9)


def problems(name: str, values: Mapping[str, object]) -> list[str]:
    check = Catalogue.of("nodes")[name].check
    assert check is not None
    return [str(error) for error in check(values, Registry.standard().capabilities)]


def test_sides_are_cut_off() -> None:
    clip = noisy(3, size=Size(10, 8))
    assert np.array_equal(whole(crop(clip, 20.0, 25.0, 10.0, 50.0)), clip.array[:, 2:4, 2:9])
    assert np.array_equal(whole(crop(clip)), clip.array)


@given(left=sides, right=sides, width=some.integers(1, 50))
def test_something_is_always_left(left: float, right: float, width: int) -> None:
    if left + right < 100:
        part = crop(plain((1, 2, 3), 1, Size(width, 2)), left, 0.0, right)
        assert 1 <= part.size.width <= width
        assert abs(part.size.width - width * (100 - left - right) / 100) <= 1


def test_cutting_off_all_is_told_before_anything_runs() -> None:
    values = {"left": 60.0, "right": 40.0, "top": 0.0, "bottom": 99.0}
    assert problems("frame.crop", values)[0].startswith("Nothing is left between left, 60%, and right, 40%.")
    assert problems("frame.crop", values | {"left": 59.0}) == []
    assert problems("frame.crop", {"left": 60.0}) == []
    with pytest.raises(InputError, match=r"does not lie within frames of 6x4"):
        crop(plain((1, 2, 3)), 60.0, 0.0, 60.0)
    with pytest.raises(InputError, match=r"A part of 3x1 at 4, 0"):
        Crop(plain((1, 2, 3)), 4, 0, Size(3, 1))


@pytest.mark.parametrize("how", FitMode)
@pytest.mark.parametrize("size", [Size(1, 1), Size(9, 4), Size(3, 20), Size(6, 4)])
def test_any_size_is_fitted(how: FitMode, size: Size) -> None:
    fitted = fit(plain((50, 60, 70), 2), size.width, size.height, how)
    assert fitted.size == size
    middle = whole(fitted)[:, size.height // 2, size.width // 2]
    assert (middle == [50, 60, 70]).all()


def test_a_size_is_kept_or_follows_in_proportion() -> None:
    clip = noisy(2, size=Size(12, 7))
    assert fit(clip, 12, 7) is clip
    assert resize(clip, 12, None) is clip
    assert resize(clip, 24).size == Size(24, 14)
    assert resize(clip, None, 1).size == Size(2, 1)
    assert resize(clip, 1).size == Size(1, 1)
    twice = whole(resize(clip, 24, None, Sampling.NEAREST))
    assert np.array_equal(twice, clip.array.repeat(2, axis=1).repeat(2, axis=2))


def test_no_size_is_told() -> None:
    assert "Neither width nor height" in problems("frame.resize", {"width": None, "height": None})[0]
    assert problems("frame.resize", {"width": None, "height": 3}) == problems("frame.resize", {"width": None}) == []
    with pytest.raises(InputError, match="Neither width nor height"):
        resize(plain((1, 2, 3)), None, None)


@pytest.mark.parametrize("size", [Size(5, 3), Size(4, 8), Size(1, 1)])
def test_quarter_turns_are_exact(size: Size) -> None:
    clip = noisy(3, size=size)
    for angle, turns in ((90.0, 1), (180.0, 2), (-90.0, 3), (270.0, 3)):
        assert np.array_equal(whole(rotate(clip, angle)), np.rot90(clip.array, -turns, (1, 2)))
    assert rotate(clip, 0.0) is clip
    assert rotate(clip, 360.0) is clip
    assert np.array_equal(whole(rotate(clip, 180.0, TurnedFrame.KEEP)), clip.array[:, ::-1, ::-1])


def test_a_turned_clip_grows_keeps_or_fills_its_frame() -> None:
    clip = plain((200, 200, 200), 1, Size(40, 20))
    grown = rotate(clip, 45.0)
    assert grown.size == Size(42, 42)
    assert (whole(grown) > 100).sum() / 3 == pytest.approx(800, rel=0.05)
    kept, filled = whole(rotate(clip, 30.0, TurnedFrame.KEEP)), whole(rotate(clip, 30.0, TurnedFrame.FILL))
    assert kept.shape == filled.shape == (1, 20, 40, 3)
    assert kept[0, 0, 0, 0] == 0
    assert (filled == 200).all()


def test_turning_is_clockwise_and_around_the_middle() -> None:
    clip = plain((0, 0, 0), 1, Size(31, 31))
    clip.array[0, 13:18, 26:31] = 255
    turned = whole(rotate(clip, 89.9, TurnedFrame.KEEP))[0, :, :, 0]
    assert turned[26:31, 13:18].mean() > 200


def test_a_clip_is_mirrored() -> None:
    clip = noisy(3, size=Size(5, 4))
    assert np.array_equal(whole(flip(clip)), clip.array[:, :, ::-1])
    assert np.array_equal(whole(flip(clip, left_and_right=False, up_and_down=True)), clip.array[:, ::-1])
    assert np.array_equal(whole(flip(clip, up_and_down=True)), clip.array[:, ::-1, ::-1])
    assert flip(clip, left_and_right=False) is clip
