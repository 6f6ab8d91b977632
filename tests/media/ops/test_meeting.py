"""Colours are corrected by what is known of both sides, and left alone where they agree."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from soraapp.media.clip import Frames, Size
from soraapp.media.ops.meeting import SAME, Corrected, Correction, corrected
from soraapp.media.ops.painting import Plain
from tests.nodes.artist import Pattern, levels, whole


class Paler(Pattern):
    """The pattern with half of its contrast, and brighter."""

    def frames(self, start: int, stop: int) -> Frames:
        return super().frames(start, stop) // 2 + 80


def test_mean_and_deviation_come_back() -> None:
    true, shown = Pattern(count=4), Paler(count=4)
    correction = Correction.between(shown, true)
    mended = whole(corrected(shown, correction, correction)).astype(int)
    assert np.abs(mended - whole(true)).max() <= 2
    assert abs(mended.mean() - whole(true).mean()) < 0.6


def test_clips_that_agree_are_left_as_they_are() -> None:
    clip = Pattern(count=3)
    assert Correction.between(clip, clip) == SAME
    assert Correction.between(Pattern(count=3, level=121), clip) == SAME
    assert corrected(clip, SAME, SAME) is clip


class Elsewhere(Pattern):
    """The pattern with something white in a fifth of it."""

    def frames(self, start: int, stop: int) -> Frames:
        frames = super().frames(start, stop)
        frames[:, :6] = 255
        return frames


def test_things_that_are_drawn_otherwise_are_no_other_colour() -> None:
    clip = Pattern(count=3)
    assert Correction.between(Elsewhere(count=3), clip) == SAME
    assert Correction.between(clip, Elsewhere(count=3)) == SAME


def test_what_has_no_contrast_gets_none() -> None:
    grey = Plain(Size(8, 8), Fraction(8), 2, 100)
    correction = Correction.between(grey, Pattern(Size(8, 8), count=2))
    assert correction.gain == (1, 1, 1)
    assert Correction.between(Pattern(count=2), Plain(Size(32, 32), Fraction(8), 2, 9)).gain == (0.5, 0.5, 0.5)


def test_only_what_is_bright_in_a_mask_is_compared() -> None:
    true, shown = Pattern(count=2), Paler(count=2)
    nowhere, everywhere = (Plain(true.size, true.rate, 2, grey) for grey in (0, 255))
    assert Correction.between(shown, true, nowhere) == SAME
    assert Correction.between(shown, true, everywhere) == Correction.between(shown, true)


def test_a_correction_goes_evenly_to_another_one() -> None:
    grey = Plain(Size(2, 2), Fraction(8), 3, 100)
    brighter = Correction(offset=(40, 40, 40))
    assert levels(Corrected(grey, SAME, brighter)) == [110, 120, 130]
    assert levels(Corrected(grey, brighter, brighter)) == [140, 140, 140]
    assert whole(Corrected(Plain(Size(2, 2), Fraction(8), 1, 250), brighter, SAME)).max() == 255
