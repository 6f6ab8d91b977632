"""Sounds for the tests: tones that are known at every sample, and films that are heard as well as seen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from soraapp.media.audio.sound import Audio, Samples
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.clip import Clip
from soraapp.media.identity import digest
from tests.media.making import NumberedClip


@dataclass(frozen=True)
class Sweep:
    """A tone that rises evenly from 200 to 1200 hertz within five seconds, again and again: no two places in it are
    alike for long, so that a shift shows."""

    count: int
    rate: int = 48000
    channels: int = 2
    level: float = 0.5

    def samples(self, start: int, stop: int) -> Samples:
        assert 0 <= start <= stop <= self.count
        time = np.arange(start, stop) / self.rate % 5
        wave = self.level * np.sin(2 * np.pi * (200 + 100 * time) * time)
        # Every channel a little softer than the one before it, so that a wrong one shows.
        return (wave[:, None] * 0.9 ** np.arange(self.channels)).astype(np.float32)


@dataclass(frozen=True)
class Numbers:
    """Samples that say where they are: the number, and behind the comma the channel."""

    count: int
    rate: int = 8
    channels: int = 1
    first: int = 1

    def samples(self, start: int, stop: int) -> Samples:
        assert 0 <= start <= stop <= self.count
        return (np.arange(start, stop)[:, None] + self.first + np.arange(self.channels) / 8).astype(np.float32)


def heard(audio: Audio) -> Samples:
    """All samples, after a look at what every sound must keep: its shape, its digest, and equal parts."""
    samples = audio.samples(0, audio.count)
    assert samples.shape == (audio.count, audio.channels)
    assert samples.dtype == np.float32
    assert digest(audio) == digest(audio)
    third = audio.count // 3
    parts = [audio.samples(0, third), audio.samples(third, third), audio.samples(third, audio.count)]
    assert np.array_equal(np.concatenate(parts), samples)
    return samples


def levels(audio: Audio) -> list[float]:
    """The samples of the first channel."""
    return [round(float(sample), 4) for sample in heard(audio)[:, 0]]


def shift(found: Samples, wanted: Samples, most: int = 1200) -> int:
    """By how many samples `found` is late, as the first channels fit best in the middle."""
    middle, width = min(len(found), len(wanted)) // 2, 2000
    part = wanted[middle - width : middle + width, 0]
    error = [
        float(np.abs(found[middle - width + by : middle + width + by, 0] - part).sum()) for by in range(-most, most + 1)
    ]
    return int(np.argmin(error)) - most


def talking(audio: Audio, count: int = 16, rate: Fraction = Fraction(8)) -> Clip:
    """Numbered pictures with a sound."""
    return with_sound(NumberedClip(count, rate), audio)
