"""Clips made of other clips keep their frames: the laws that hold for any clip and any span of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Size, seconds
from soraapp.media.fit import FitMode, Sampling
from soraapp.media.ops import (
    AdjustColour,
    Between,
    BlendMode,
    Blur,
    Concatenate,
    Crop,
    Ending,
    Fit,
    Flip,
    Grain,
    MatchColour,
    Overlay,
    Paced,
    Repeated,
    Resample,
    Reverse,
    Rotate,
    Sharpen,
    SideBySide,
    Speed,
    Transition,
    TransitionStyle,
    Trim,
    TurnedFrame,
    conform,
)
from tests.media.making import ArrayClip

SIZE = Size(4, 3)
angles = some.sampled_from([-90, 0, 12.5, 90, 180, 270])
factors = some.fractions(min_value=Fraction(1, 4), max_value=4, max_denominator=20)
rates = some.fractions(min_value=Fraction(1, 2), max_value=60, max_denominator=1001)


@some.composite
def clips(draw: some.DrawFn, rate: Fraction = Fraction(24)) -> ArrayClip:
    """Frames that differ from each other, so that a wrong one is seen."""
    count, first = draw(some.integers(1, 12)), draw(some.integers(0, 200))
    levels = np.arange(first, first + count).astype(np.uint8)
    return ArrayClip(np.broadcast_to(levels[:, None, None, None], (count, SIZE.height, SIZE.width, 3)).copy(), rate)


@some.composite
def operations(draw: some.DrawFn) -> Clip:
    """Any operation over any clip, one or two deep."""
    clip: Clip = draw(clips())
    for _ in range(draw(some.integers(1, 2))):
        clip = draw(some.sampled_from(OPERATIONS))(draw, clip)
    return clip


def trim(draw: some.DrawFn, clip: Clip) -> Clip:
    start = draw(some.integers(0, clip.count - 1))
    return Trim(clip, start, draw(some.integers(start + 1, clip.count)))


OPERATIONS: list[Callable[[some.DrawFn, Clip], Clip]] = [
    trim,
    lambda draw, clip: Concatenate((clip, *[clip] * draw(some.integers(0, 2)))),
    lambda draw, clip: Fit(
        clip,
        Size(draw(some.integers(1, 9)), draw(some.integers(1, 9))),
        draw(some.sampled_from(FitMode)),
        draw(some.sampled_from(Sampling)),
    ),
    lambda draw, clip: Resample(clip, draw(rates), draw(some.sampled_from(Between))),
    lambda draw, clip: Reverse(clip),
    lambda draw, clip: Repeated(clip, draw(some.integers(1, 40))),
    lambda draw, clip: Paced(clip, draw(rates)),
    lambda draw, clip: Speed(clip, draw(factors), draw(factors), draw(some.sampled_from(Between))),
    lambda draw, clip: Transition(
        clip,
        Reverse(clip),
        draw(some.integers(0, clip.count)),
        draw(some.sampled_from(TransitionStyle)),
        draw(some.integers(0, 360)),
    ),
    lambda draw, clip: Rotate(
        Flip(clip, across=draw(some.booleans()), down=True), draw(angles), draw(some.sampled_from(TurnedFrame))
    ),
    lambda draw, clip: Crop(clip, clip.size.width // 2, clip.size.height // 3, Size(1, (clip.size.height + 1) // 2)),
    lambda draw, clip: Overlay(
        clip,
        Resample(Trim(clip, clip.count // 2, clip.count), clip.rate),
        draw(some.integers(-9, 9)),
        draw(some.integers(-9, 9)),
        Size(5, 4),
        draw(some.sampled_from([None, Reverse(clip)])),
        draw(some.sampled_from(BlendMode)),
        draw(some.floats(0, 1)),
        draw(some.integers(0, 12)),
        draw(some.sampled_from(Ending)),
    ),
    lambda draw, clip: SideBySide((clip, Reverse(clip), Trim(clip, 0, 1)), draw(some.integers(1, 4)), 1),
    lambda draw, clip: AdjustColour(clip, 0.5, 1.2, 0.8, 20, draw(some.floats(-1, 1))),
    lambda draw, clip: MatchColour(clip, draw(clips()), 0.7),
    lambda draw, clip: Grain(clip, 0.3, 1.5, draw(some.integers(0, 2**32 - 1))),
    lambda draw, clip: Sharpen(Blur(clip, 0.8), 2.0),
]


@settings(max_examples=150, deadline=None)
@given(clip=operations(), data=some.data())
def test_any_span_is_that_part_of_the_whole(clip: Clip, data: some.DataObject) -> None:
    whole = clip.frames(0, clip.count)
    assert whole.shape == (clip.count, clip.size.height, clip.size.width, 3)
    assert whole.dtype == np.uint8
    start = data.draw(some.integers(0, clip.count))
    stop = data.draw(some.integers(start, clip.count))
    assert np.array_equal(clip.frames(start, stop), whole[start:stop])


@given(clip=clips(), data=some.data())
def test_a_clip_cut_in_pieces_and_joined_is_the_clip(clip: ArrayClip, data: some.DataObject) -> None:
    cuts = sorted(data.draw(some.sets(some.integers(1, clip.count - 1)))) if clip.count > 1 else []
    edges = [0, *cuts, clip.count]
    pieces = tuple(Trim(clip, start, stop) for start, stop in pairwise(edges))
    assert np.array_equal(Concatenate(pieces).frames(0, clip.count), clip.array)


@given(clip=clips())
def test_reversing_twice_changes_nothing(clip: ArrayClip) -> None:
    assert np.array_equal(Reverse(clip).frames(0, clip.count), clip.array[::-1])
    assert np.array_equal(Reverse(Reverse(clip)).frames(0, clip.count), clip.array)


@given(clip=clips(), rate=rates)
def test_another_rate_keeps_the_length_and_shows_the_nearest_frame(clip: ArrayClip, rate: Fraction) -> None:
    resampled = Resample(clip, rate)
    assert resampled.count == 1 or abs(seconds(resampled) - seconds(clip)) <= 1 / rate / 2
    for index in range(min(resampled.count, 50)):
        time = index / rate
        distances = [abs(number / clip.rate - time) for number in range(clip.count)]
        assert distances[resampled.source(index)] == min(distances)
    assert resampled.source(0) == 0


def test_doubling_and_halving_the_rate() -> None:
    clip = ArrayClip(np.zeros((6, 1, 1, 3), np.uint8))
    assert [Resample(clip, Fraction(48)).source(index) for index in range(12)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [Resample(clip, Fraction(12)).source(index) for index in range(3)] == [0, 2, 4]


def test_only_what_is_asked_for_is_read() -> None:
    spans: list[tuple[int, int]] = []

    class Watched(ArrayClip):
        def frames(self, start: int, stop: int) -> np.ndarray:
            spans.append((start, stop))
            return super().frames(start, stop)

    clip = Watched(np.zeros((1000, 2, 2, 3), np.uint8))
    Concatenate((clip, Reverse(Trim(clip, 100, 200)), clip)).frames(1005, 1010)
    Resample(clip, Fraction(1)).frames(2, 4)
    Resample(clip, Fraction(48)).frames(20, 24)
    assert spans == [(190, 195), (48, 49), (72, 73), (10, 12)]


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 1), (0, 6)])
def test_a_trim_outside_of_the_clip_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="5 frames"):
        Trim(ArrayClip(np.zeros((5, 1, 1, 3), np.uint8)), *span)


def test_clips_that_do_not_match_are_refused_until_they_are_conformed() -> None:
    first = ArrayClip(np.zeros((5, 4, 6, 3), np.uint8))
    second = ArrayClip(np.full((5, 8, 8, 3), 9, np.uint8), Fraction(12))
    with pytest.raises(InputError, match=r"Clip 2 is 8x8 at 12 .* the first is 6x4 at 24"):
        Concatenate((first, second))
    with pytest.raises(InputError, match="nothing to join"):
        Concatenate(())
    fitted = conform([first, second])
    assert fitted[0] is first
    joined = Concatenate(fitted)
    assert (joined.size, joined.rate, joined.count) == (Size(6, 4), 24, 15)
    assert (joined.frames(5, 15) == 9).all()
    assert conform([]) == ()
