"""What is done to sounds, on a handful of samples."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from soraapp.errors import InputError
from soraapp.media.audio.fit import Channels, Resampled, Retimed, agreed
from soraapp.media.audio.ops import Cut, Fade, FadeCurve, Gain, Mixed, Placed, Reversed
from soraapp.media.audio.sound import Silence, length, sample_at, span, stream
from tests.media.sounds import Numbers, Sweep, heard, levels


def test_a_sound_streams_in_blocks() -> None:
    sound = Numbers(10)
    assert [len(block) for block in stream(sound, 4)] == [4, 4, 2]
    assert length(sound) == Fraction(10, 8)
    assert sample_at(0.1, 48000) == 4800
    assert levels(Silence(8, 2, 3)) == [0, 0, 0]


def test_beyond_its_ends_a_sound_is_silent() -> None:
    assert list(span(Numbers(2), -2, 4)[:, 0]) == [0, 0, 1, 2, 0, 0]
    assert list(span(Numbers(2), 5, 7)[:, 0]) == [0, 0]
    assert span(Numbers(2), 1, 1).shape == (0, 1)
    assert levels(Cut(Numbers(4), 1, 2)) == [2, 3]
    assert levels(Cut(Numbers(2), -1, 4)) == [0, 1, 2, 0]


def test_gain_is_in_decibels() -> None:
    assert levels(Gain(Numbers(2), 20)) == [10, 20]
    assert levels(Gain(Numbers(1), -6))[0] == pytest.approx(0.5012, abs=1e-4)
    assert levels(Gain(Numbers(2), 0)) == [1, 2]


def test_reversed_is_backwards() -> None:
    assert levels(Reversed(Numbers(4))) == [4, 3, 2, 1]
    assert levels(Reversed(Reversed(Numbers(3)))) == [1, 2, 3]


@pytest.mark.parametrize("curve", FadeCurve)
def test_a_fade_grows_and_sinks_alike(curve: FadeCurve) -> None:
    steady = Numbers(100, first=0)
    faded = heard(Fade(steady, 40, 40, curve))[:, 0][1:] / np.arange(1, 100)
    assert np.allclose(faded[:39], faded[::-1][1:40], atol=1e-6)
    assert np.all(np.diff(faded[:40]) >= 0)
    assert np.allclose(faded[40:59], 1)
    assert faded[0] < 0.1


def test_fades_of_equal_power_add_up() -> None:
    level = heard(Fade(Gain(Numbers(16, first=1), 0), 16, 0, FadeCurve.EQUAL_POWER))[:, 0] / np.arange(1, 17)
    assert np.allclose(level**2 + level[::-1] ** 2, 1, atol=1e-6)
    assert math.isclose(level[0], math.sin(math.pi / 2 / 32), rel_tol=1e-5)


def test_no_fade_changes_nothing() -> None:
    assert levels(Fade(Numbers(3), 0, 0, FadeCurve.LINEAR)) == [1, 2, 3]


def test_a_mix_adds_up_from_each_moment_on() -> None:
    mixed = Mixed((Placed(Numbers(3), 0), Placed(Numbers(3, first=10), 2), Placed(Numbers(3, first=100), -2)))
    assert levels(mixed) == [1 + 102, 2, 3 + 10, 11, 12]


def test_a_mix_of_nothing_or_of_unlike_sounds_is_refused() -> None:
    with pytest.raises(InputError, match="There is no sound to mix"):
        Mixed(())
    with pytest.raises(InputError, match="begins in time"):
        Mixed((Placed(Numbers(3), -3),))
    with pytest.raises(InputError, match="differ in sample rate or channels"):
        Mixed((Placed(Numbers(3), 0), Placed(Numbers(3, rate=16), 0)))


def test_channels_are_shared_out() -> None:
    assert np.array_equal(heard(Channels(Numbers(2), 2)), [[1, 1], [2, 2]])
    assert np.array_equal(heard(Channels(Numbers(1, channels=2), 1)), [[1.0625]])
    assert np.array_equal(heard(Channels(Numbers(1), 6)), [[0, 0, 1, 0, 0, 0]])
    six = heard(Channels(Numbers(1, channels=6), 2))[0]
    root = 0.5**0.5
    assert np.allclose(six, [1 + root * (1.25 + 1.5), 1.125 + root * (1.25 + 1.625)])
    assert np.allclose(heard(Channels(Numbers(1, channels=6), 1)), six.mean())
    with pytest.raises(InputError, match="cannot have 3 channels"):
        Channels(Numbers(1), 3)


@pytest.mark.parametrize(
    ("old", "new"), [(44100, 48000), (48000, 44100), (8000, 48000), (96000, 48000), (48000, 8000), (44100, 44101)]
)
def test_a_sound_at_another_rate_is_the_same_sound(old: int, new: int) -> None:
    """To the bit in whatever blocks it is made, and each sample where it belongs."""
    there = Resampled(Sweep(2 * old, old), new)
    assert there.count == 2 * new
    samples = heard(there)
    wanted = Sweep(2 * new, new).samples(0, 2 * new)
    edge = max(100, new // 50)
    assert np.abs(samples - wanted)[edge:-edge].max() < 1e-4
    assert heard(Resampled(Sweep(1, old), new)).shape == (max(1, (new + old // 2) // old), 2)


@pytest.mark.parametrize("speed", [Fraction(1, 2), Fraction(21, 20), Fraction(2), Fraction(4)])
def test_at_another_speed_pitch_and_length_change(speed: Fraction) -> None:
    fast = Retimed(Sweep(96000), speed, speed, Fraction(2))
    assert fast.count == round(96000 / speed)
    samples = heard(fast)[:, 0]
    time = np.arange(fast.count) / 48000 * float(speed)
    wanted = 0.5 * np.sin(2 * np.pi * (200 + 100 * time) * time)
    assert np.abs(samples - wanted)[2000:-2000].max() < 1e-3


def test_a_changing_speed_is_a_changing_pitch() -> None:
    ramp = Retimed(Sweep(96000), Fraction(1, 2), Fraction(2), Fraction(2))
    assert ramp.count == round(96000 / 1.25)
    samples = heard(ramp)[:, 0]
    time = np.arange(ramp.count) / 48000
    there = 0.5 * time + (1.5 / 1.6) * time**2 / 2
    wanted = 0.5 * np.sin(2 * np.pi * (200 + 100 * there) * there)
    assert np.abs(samples - wanted)[2000:-2000].max() < 5e-3


def test_sounds_agree_on_the_best_of_them() -> None:
    first, second = agreed((Sweep(80, 8000, 2), Sweep(480, 48000, 1)))
    assert (first.rate, first.channels, first.count) == (48000, 2, 480)
    assert (second.rate, second.channels, second.count) == (48000, 2, 480)
    alone = Sweep(3)
    assert agreed((alone,)) == (alone,)
