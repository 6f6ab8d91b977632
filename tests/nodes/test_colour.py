"""The nodes about colour, called as the functions they are, on tiny clips."""

from __future__ import annotations

import numpy as np
import pytest

from nodes.colour import adjust_colour, blur, grain, match_colour, sharpen
from soraapp.media.clip import Clip, Size
from soraapp.media.ops import Trim, colour_statistics
from tests.media.making import ArrayClip
from tests.nodes.clips import noisy, plain, whole

GREY = (128, 128, 128)


def colour(clip: Clip) -> list[int]:
    """The colour of a plain clip."""
    frames = whole(clip)
    assert (frames == frames[0, 0, 0]).all()
    return list(frames[0, 0, 0])


def test_at_its_defaults_adjusting_changes_nothing() -> None:
    clip = noisy(5, size=Size(7, 5))
    assert np.array_equal(whole(adjust_colour(clip)), clip.array)


def test_a_stop_doubles_the_light() -> None:
    assert colour(adjust_colour(plain((60, 60, 60)), exposure=1.0)) == pytest.approx([85, 85, 85], abs=1)
    assert colour(adjust_colour(plain((255, 0, 200)), exposure=5.0))[:2] == [255, 0]


def test_contrast_turns_around_the_middle() -> None:
    assert colour(adjust_colour(plain((100, 128, 200)), contrast=2.0)) == [72, 128, 255]
    assert colour(adjust_colour(plain((0, 128, 255)), contrast=0.0)) == pytest.approx([128] * 3, abs=1)


def test_without_saturation_only_light_is_left() -> None:
    red, green, blue = (
        colour(adjust_colour(plain(one), saturation=0.0)) for one in ((255, 0, 0), (0, 255, 0), (0, 0, 255))
    )
    assert (red, green, blue) == ([54] * 3, [182] * 3, [18] * 3)


def test_the_wheel_of_colours_turns() -> None:
    turned = colour(adjust_colour(plain((200, 80, 80)), hue=120.0))
    assert turned[1] > turned[0]
    back = colour(adjust_colour(adjust_colour(plain((150, 100, 90)), hue=170.0), hue=-170.0))
    assert back == pytest.approx([150, 100, 90], abs=2)
    assert colour(adjust_colour(plain(GREY), hue=75.0)) == pytest.approx(list(GREY), abs=1)


def test_warm_is_redder_and_cold_bluer() -> None:
    warm, cold = (
        colour(adjust_colour(plain(GREY), temperature=50.0)),
        colour(adjust_colour(plain(GREY), temperature=-50.0)),
    )
    assert warm[0] > 128 > warm[2]
    assert cold[0] < 128 < cold[2]
    assert np.dot(warm, [0.2126, 0.7152, 0.0722]) == pytest.approx(128, abs=3)


def test_a_clip_takes_the_colours_of_another() -> None:
    dull = ArrayClip((noisy(4, size=Size(20, 11)).array // 6 + 100).astype(np.uint8))
    bright = ArrayClip((noisy(3, size=Size(9, 30), seed=1).array // 3 * [1, 0.8, 0.5] + [120, 40, 20]).astype(np.uint8))
    matched = match_colour(dull, bright)
    assert matched.size == dull.size
    wanted, found = colour_statistics(bright), colour_statistics(matched)
    assert found.mean == pytest.approx(wanted.mean, abs=2.5)
    assert found.deviation == pytest.approx(wanted.deviation, rel=0.25)
    half = colour_statistics(match_colour(dull, bright, 50.0))
    assert half.mean == pytest.approx(np.add(colour_statistics(dull).mean, wanted.mean) / 2, abs=1.5)


def test_a_clip_matched_to_itself_or_not_at_all_stays() -> None:
    clip = noisy(5)
    assert np.abs(whole(match_colour(clip, clip)) - clip.array).max() <= 1
    assert np.abs(whole(match_colour(clip, plain(GREY), 0.0)) - clip.array).max() <= 1


def test_every_frame_is_matched_alike() -> None:
    levels = np.array([50, 60, 90], np.uint8)
    clip = ArrayClip(np.broadcast_to(levels[:, None, None, None], (3, 4, 6, 3)))
    seen = whole(match_colour(clip, plain((150, 150, 150), count=1)))[:, 0, 0, 0]
    assert seen[0] < seen[1] < seen[2]
    part = match_colour(clip, plain((150, 150, 150), count=1))
    assert np.array_equal(Trim(part, 1, 2).frames(0, 1), part.frames(0, 3)[1:2])


def test_one_plain_frame_can_be_matched() -> None:
    assert colour(match_colour(plain((10, 200, 30), 1), plain((90, 80, 70), 1))) == pytest.approx([90, 80, 70], abs=1)


def test_grain_is_new_in_every_frame_and_the_same_for_its_seed() -> None:
    clip = plain(GREY, 4, Size(64, 48))
    once = whole(grain(clip, 20.0, 1.0, 5))
    assert np.array_equal(once, whole(grain(clip, 20.0, 1.0, 5)))
    assert not np.array_equal(once, whole(grain(clip, 20.0, 1.0, 6)))
    assert not np.array_equal(once[0], once[1])
    assert (once[..., 0] == once[..., 2]).all()
    assert once.mean() == pytest.approx(128, abs=0.5)
    assert once.std() == pytest.approx(0.2 * 64, rel=0.05)


def test_coarse_grain_is_smooth_and_no_grain_is_none() -> None:
    clip = plain(GREY, 1, Size(65, 33))
    fine, coarse = (np.abs(np.diff(whole(grain(clip, 20.0, wide))[0, :, :, 0])).mean() for wide in (1.0, 6.0))
    assert coarse < fine / 2
    assert np.array_equal(whole(grain(clip, 0.0)), clip.array)
    assert grain(plain(GREY, 1, Size(1, 1)), 20.0, 32.0).frames(0, 1).shape == (1, 1, 1, 3)


def test_blur_spreads_an_edge_and_sharpening_raises_it() -> None:
    edge = np.full((3, 20, 30, 3), 60, np.uint8)
    edge[:, :, 15:] = 180
    clip = ArrayClip(edge)
    soft, crisp = whole(blur(clip, 3.0))[1, 10, :, 0], whole(sharpen(clip, 100.0))[1, 10, :, 0]
    assert 60 < soft[13] < soft[14] < soft[15] < 180
    assert crisp.min() < 60
    assert crisp.max() > 180
    assert crisp[0] == 60
    assert np.array_equal(whole(blur(clip, 0.0)), edge)
    assert np.array_equal(whole(sharpen(clip, 0.0)), edge)


@pytest.mark.parametrize("size", [Size(1, 1), Size(1, 7), Size(640, 3)])
def test_any_size_can_be_changed(size: Size) -> None:
    clip = noisy(1, size=size)
    for changed in (
        adjust_colour(clip, 1.0, 2.0, 0.5, 30.0, 9.0),
        match_colour(clip, plain(GREY)),
        grain(clip),
        blur(clip),
        sharpen(clip),
    ):
        assert whole(changed).shape == clip.array.shape
