"""Fitting fills, frames or stretches, and never touches what has the right size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from soraapp.media.clip import Size
from soraapp.media.fit import FitMode, Sampling, fit_pixels, within

sizes = some.builds(Size, some.integers(1, 40), some.integers(1, 40))


@given(source=sizes, target=sizes, mode=some.sampled_from(FitMode), sampling=some.sampled_from(Sampling))
def test_every_size_becomes_every_size(source: Size, target: Size, mode: FitMode, sampling: Sampling) -> None:
    plain = np.full((source.height, source.width, 3), 90, np.uint8)
    fitted = fit_pixels(plain, target, mode, sampling)
    assert fitted.shape == (target.height, target.width, 3)
    levels = {90, 0} if mode in (FitMode.CONTAIN, FitMode.PAD) else {90}
    assert set(np.unique(fitted).tolist()) <= levels


def test_cover_cuts_evenly_and_contain_adds_bars() -> None:
    pixels = np.zeros((10, 20, 3), np.uint8)
    pixels[:, 5:15] = 200
    assert (fit_pixels(pixels, Size(10, 10)) == 200).all()
    framed = fit_pixels(pixels, Size(20, 20), FitMode.CONTAIN)
    assert (framed[5:15] == pixels).all()
    assert not framed[:5].any()
    assert not framed[15:].any()
    assert fit_pixels(pixels, Size(20, 10)) is pixels


def test_a_padded_picture_keeps_its_pixels() -> None:
    pixels = np.random.default_rng(0).integers(1, 255, (5, 9, 3), np.uint8)
    padded = fit_pixels(pixels, Size(4, 8), FitMode.PAD)
    assert (padded[1:6] == pixels[:, 2:6]).all()
    assert not padded[:1].any()
    assert not padded[6:].any()


def test_area_averages_when_shrinking() -> None:
    board = np.indices((8, 8)).sum(axis=0) % 2 * np.uint8(200)
    assert (fit_pixels(np.repeat(board[..., None], 3, 2).astype(np.uint8), Size(4, 4)) == 100).all()


@pytest.mark.parametrize(
    ("size", "largest", "expected"),
    [
        ((100, 50), (20, 20), (20, 10)),
        ((50, 100), (20, 20), (10, 20)),
        ((8, 4), (20, 20), (8, 4)),
        ((900, 1), (9, 9), (9, 1)),
    ],
)
def test_within(size: tuple[int, int], largest: tuple[int, int], expected: tuple[int, int]) -> None:
    assert within(Size(*size), Size(*largest)) == expected
