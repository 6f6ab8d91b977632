"""Scopes against pictures of which everything is known: bars, ramps, plain colours."""

from __future__ import annotations

from math import atan2, degrees, hypot

import numpy as np
import pytest

from soraapp.media.scopes import (
    BARS,
    LEVELS,
    SKIN,
    bar_points,
    brightness,
    colour_point,
    histogram,
    luma,
    parade,
    skin_point,
    thinned,
    vectorscope,
    waveform,
)

WHITE_75 = 191


def bars(level: int = WHITE_75) -> np.ndarray:
    """White, and the six colours of bars, 32 pixels each."""
    colours = [(1, 1, 1), *BARS.values()]
    row = np.repeat(np.array(colours, np.uint8) * level, 32, axis=0)
    return np.broadcast_to(row, (40, *row.shape)).copy()


def test_luma_is_that_of_bt_709() -> None:
    pixels = np.array([[(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]], np.uint8)
    assert luma(pixels)[0] == pytest.approx([54.2, 182.4, 18.4, 255], abs=0.1)


def test_a_histogram_counts_every_pixel_once() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2).repeat(7, axis=0)
    found = histogram(ramp)
    assert found.shape == (4, LEVELS)
    assert (found == 7).all()
    plain = np.full((10, 20, 3), (10, 200, 90), np.uint8)
    found = histogram(plain)
    assert [int(line.argmax()) for line in found] == [152, 10, 200, 90]
    assert (found.sum(1) == 200).all()


def test_a_waveform_shows_each_level_in_its_column() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2).repeat(5, axis=0)
    found = waveform(ramp)
    assert found.shape == (LEVELS, LEVELS)
    for column in (0, 17, 255):
        assert found[LEVELS - 1 - column, column] == 5
    assert found.sum() == ramp[..., 0].size
    assert np.count_nonzero(found) == 256
    narrow = waveform(ramp, 64)
    assert narrow.shape == (LEVELS, 64)
    assert (narrow.sum(0) == 20).all()


def test_a_parade_shows_the_levels_of_bars_channel_by_channel() -> None:
    found = parade(bars(), columns=7)
    for channel in range(3):
        for column, shares in enumerate([(1, 1, 1), *BARS.values()]):
            row = LEVELS - 1 - WHITE_75 * shares[channel]
            assert found[channel, row, column] == 32 * 40


def test_a_vectorscope_shows_bars_at_their_targets() -> None:
    side = 512
    picture = bars()
    found = vectorscope(picture, side)
    assert found.sum() == picture[..., 0].size
    for point in [*bar_points(WHITE_75 / 255).values(), (0.0, 0.0)]:
        column, row = (point[0] + 1) / 2 * side, (1 - point[1]) / 2 * side
        near = found[int(row) - 2 : int(row) + 3, int(column) - 2 : int(column) + 3]
        assert near.sum() == 32 * 40, point


def test_targets_lie_where_bt_709_puts_them() -> None:
    points = bar_points(0.75)
    blue, red = points["R"]
    assert (blue, red) == pytest.approx((-0.1719, 0.75), abs=0.001)
    assert points["Cy"] == pytest.approx((-blue, -red))
    assert points["B"].blue == pytest.approx(0.75)
    assert colour_point(0.4, 0.4, 0.4) == pytest.approx((0, 0))


def test_skin_of_all_kinds_is_near_its_line() -> None:
    assert hypot(*skin_point()) == pytest.approx(1)
    for red, green, blue in ((241, 194, 165), (198, 134, 98), (141, 85, 54), (85, 48, 31)):
        point = colour_point(red / 255, green / 255, blue / 255)
        assert degrees(atan2(point.red, point.blue)) == pytest.approx(SKIN, abs=8)


def test_extremes_stay_inside() -> None:
    every = np.array([[(r, g, b) for r in (0, 255) for g in (0, 255) for b in (0, 255)]], np.uint8)
    for scope in (waveform(every), vectorscope(every), histogram(every)[0]):
        assert scope.sum() == 8


def test_what_is_thinned_are_the_very_pixels() -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (1080, 1920, 3), np.uint8)
    few = thinned(pixels)
    assert few.shape == (270, 480, 3)
    assert (few == pixels[::4, ::4]).all()
    assert thinned(few).shape == few.shape
    tall = thinned(np.zeros((2000, 3, 3), np.uint8))
    assert tall.shape[1] >= 1


def test_more_pixels_glow_more_and_few_are_seen() -> None:
    counts = np.array([[0, 1, 10, 100, 10_000]], np.int64)
    glow = brightness(counts, 5_000)[0]
    assert glow[0] == 0
    assert glow[1] > 0
    assert (np.diff(glow.astype(int)) > 0).all()
