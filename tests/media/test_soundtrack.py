"""Clips with sound: whatever is done to one, its sound stays in step with its pictures."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from soraapp.engine.descriptions import describe, restore
from soraapp.media.audio.ops import Cut, Gain
from soraapp.media.audio.soundtrack import keeping_sound, muted, sound_of, with_sound
from soraapp.media.clip import Clip, FrameImage, Size, StillClip
from soraapp.media.comparison import Difference
from soraapp.media.identity import digest
from soraapp.media.ops import (
    Concatenate,
    Crop,
    Fit,
    Overlay,
    Repeated,
    Resample,
    Reverse,
    SideBySide,
    Speed,
    Transition,
    Trim,
    conform,
)
from soraapp.media.ops.blend import BlendMode
from soraapp.media.ops.overlay import Ending
from soraapp.models.request import Keep, Request, Source
from tests.media.making import NUMBERED, NumberedClip
from tests.media.sounds import Numbers, Sweep, heard, levels, talking

TWO = Fraction(2)
"""Frames a second; the sounds have eight samples a second, so that a frame has four."""


def said(clip: Clip) -> list[float] | None:
    audio = sound_of(clip)
    return None if audio is None else levels(audio)


def spoken(count: int, first: int = 1, samples: int | None = None) -> Clip:
    """So many frames with four samples each, or as many samples as are asked for."""
    return talking(Numbers(4 * count if samples is None else samples, first=first), count, TWO)


def test_a_clip_is_silent_until_it_is_given_a_sound() -> None:
    clip = NumberedClip(3, TWO)
    assert sound_of(clip) is None
    loud = with_sound(clip, Numbers(5))
    assert said(loud) == [1, 2, 3, 4, 5]
    assert (loud.size, loud.rate, loud.count) == (clip.size, clip.rate, clip.count)
    assert np.array_equal(loud.frames(1, 3), clip.frames(1, 3))
    assert with_sound(loud, Numbers(1)) == with_sound(clip, Numbers(1))
    assert sound_of(with_sound(loud, None)) is None
    assert with_sound(clip, None) is clip


def test_what_changes_pictures_alone_keeps_the_sound() -> None:
    clip = spoken(2)
    layer = StillClip(FrameImage(clip, 0), TWO, 1)
    for changed in (
        Fit(clip, Size(64, 16)),
        Crop(clip, 0, 0, Size(16, 16)),
        Overlay(clip, layer, 0, 0, Size(2, 2), None, BlendMode.NORMAL, 1.0, 0, Ending.HOLD),
        conform((NumberedClip(1, TWO, Size(64, 16)), clip))[1],
        SideBySide((clip, NumberedClip(2, TWO)), 2),
        Difference(clip, NumberedClip(2, TWO), 1.0),
        Resample(clip, Fraction(24)),
    ):
        assert said(changed) == list(range(1, 9)), changed


def test_a_part_of_a_clip_has_that_part_of_its_sound() -> None:
    assert said(Trim(spoken(4), 1, 3)) == list(range(5, 13))
    assert said(Trim(Trim(spoken(4), 1, 4), 1, 2)) == [9, 10, 11, 12]
    assert said(Trim(spoken(4, samples=6), 1, 3)) == [5, 6, 0, 0, 0, 0, 0, 0]
    assert said(Trim(spoken(4, samples=4), 2, 3)) is None
    odd = talking(Numbers(100), 10, Fraction(24000, 1001))
    assert said(Trim(odd, 3, 7)) == [2]  # From 1.001 to 2.336 samples.


def test_clips_one_after_another_are_heard_when_they_are_seen() -> None:
    silent = NumberedClip(1, TWO)
    joined = Concatenate((spoken(1), silent, spoken(1, first=11, samples=2), spoken(1, first=21, samples=9)))
    assert said(joined) == [1, 2, 3, 4, 0, 0, 0, 0, 11, 12, 0, 0, 21, 22, 23, 24]
    assert said(Concatenate((silent, silent))) is None


def test_many_clips_do_not_drift() -> None:
    """A frame of 24000/1001 a second has no whole number of samples: each clip begins at its own moment."""
    rate = Fraction(24000, 1001)
    film = Concatenate(tuple(talking(Sweep(3000), 1, rate) for _ in range(100)))
    audio = sound_of(film)
    assert audio is not None
    samples = audio.samples(0, audio.count)
    for number in (1, 50, 99):
        start = round(number / rate * 48000)
        assert np.array_equal(samples[start : start + 1900], Sweep(3000).samples(0, 1900))
    assert audio.count == round(100 / rate * 48000)


def test_what_plays_over_and_over_is_heard_over_and_over() -> None:
    assert said(Repeated(spoken(1, samples=2), 2)) == [1, 2, 0, 0, 1, 2, 0, 0]
    assert said(Repeated(spoken(1), 3)) == [1, 2, 3, 4] * 3
    two = Concatenate((spoken(1), spoken(1, first=11)))
    assert said(Repeated(two, 5)) == [1, 2, 3, 4, 11, 12, 13, 14] * 2 + [1, 2, 3, 4]
    assert said(Repeated(NumberedClip(1, TWO), 3)) is None


def test_backwards_the_sound_ends_with_the_pictures() -> None:
    assert said(Reverse(spoken(2))) == [8, 7, 6, 5, 4, 3, 2, 1]
    assert said(Reverse(spoken(2, samples=5))) == [0, 0, 0, 5, 4, 3, 2, 1]
    assert said(Reverse(spoken(1, samples=9))) == [4, 3, 2, 1]


def test_two_clips_cross_fade() -> None:
    one, other = spoken(3), spoken(3, first=101)
    found = said(Transition(one, other, 1))
    assert found is not None
    assert len(found) == 5 * 4
    assert found[:8] == list(range(1, 9))
    assert found[12:] == [105, 106, 107, 108, 109, 110, 111, 112]
    assert 9 < found[8] < found[11] < 105
    assert said(Transition(one, NumberedClip(3, TWO), 0)) == list(range(1, 13))


def test_sounds_of_different_kinds_are_joined() -> None:
    film = Concatenate((talking(Sweep(800, 8000, 1), 1, Fraction(10)), talking(Sweep(4800, 48000, 2), 1, Fraction(10))))
    audio = sound_of(film)
    assert audio is not None
    assert (audio.rate, audio.channels, audio.count) == (48000, 2, 9600)
    assert np.array_equal(heard(audio)[4800:], Sweep(4800).samples(0, 4800))


def test_speed_is_a_tape_and_too_fast_is_silent() -> None:
    clip = talking(Sweep(96000), 48, Fraction(24))
    fast = Speed(clip, Fraction(2), Fraction(2))
    audio = sound_of(fast)
    assert audio is not None
    assert audio.count == 48000
    assert sound_of(Speed(clip, Fraction(9), Fraction(1))) is None
    longer = talking(Sweep(2 * 96000), 48, Fraction(24))
    cut = sound_of(Speed(longer, Fraction(1, 2), Fraction(1, 2)))
    assert cut is not None
    assert cut.count == 2 * 96000


def test_an_edit_of_all_of_a_clip_keeps_its_sound() -> None:
    clip = spoken(2)
    assert said(keeping_sound(clip, NumberedClip(2, TWO))) == list(range(1, 9))
    assert said(keeping_sound(clip, NumberedClip(3, TWO))) is None


def test_what_a_model_is_asked_depends_on_no_sound() -> None:
    def request(clip: Clip) -> Request:
        keeps = (Keep(Trim(clip, 0, 1)), Keep(Concatenate((clip, clip)), mask=clip))
        return Request("m@1", (), NUMBERED, 4, TWO, 1, 1, 1.0, keeps=keeps, source=Source(Fit(clip, NUMBERED), 0.5))

    bare, loud = NumberedClip(4, TWO), with_sound(NumberedClip(4, TWO), Numbers(3))
    assert request(loud).digest == request(bare).digest == digest(request(bare))
    assert muted(request(loud)) == request(bare)
    assert muted(request(bare)) is not None
    assert request(loud) != request(bare)


def test_a_clip_with_sound_outlives_its_process() -> None:
    clip = Trim(with_sound(NumberedClip(4, TWO), Gain(Cut(Numbers(9), 1, 5), -3.5)), 0, 2)
    back = restore(describe(clip, lambda _: None), lambda _: None)
    assert back == clip
    assert digest(back) == digest(clip) != digest(Trim(with_sound(NumberedClip(4, TWO), Numbers(9)), 0, 2))
