"""Sounds made of other sounds: an operation describes its result, stores nothing, and reads only what is asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from soraapp.errors import InputError
from soraapp.media.audio.sound import Audio, Samples, silent, span


@dataclass(frozen=True)
class DerivedAudio:
    """A sound made of another, with its rate, channels and length unless an operation gives its own."""

    audio: Audio

    @property
    def rate(self) -> int:
        return self.audio.rate

    @property
    def channels(self) -> int:
        return self.audio.channels

    @property
    def count(self) -> int:
        return self.audio.count


@dataclass(frozen=True)
class Cut(DerivedAudio):
    """So many samples of a sound from number `start` on. Where they lie before its start or beyond its end, there is
    silence."""

    start: int
    length: int

    @property
    def count(self) -> int:
        return self.length

    def samples(self, start: int, stop: int) -> Samples:
        return span(self.audio, self.start + start, self.start + stop)


@dataclass(frozen=True)
class Gain(DerivedAudio):
    """A sound louder or softer. 6 decibels are about twice the level."""

    decibels: float

    def samples(self, start: int, stop: int) -> Samples:
        return self.audio.samples(start, stop) * np.float32(factor(self.decibels))


class FadeCurve(Enum):
    """How the level grows; a fade out is the same, backwards."""

    LINEAR = "linear"
    """Evenly. Two sounds of which one goes as the other comes sag in the middle, unless they are alike."""
    EQUAL_POWER = "equal_power"
    """As a quarter of a sine: two different sounds stay equally loud while one gives way to the other."""
    SMOOTH = "smooth"
    """Slowly at both ends."""
    EXPONENTIAL = "exponential"
    """Evenly in decibels, over 60 of them: what the ear finds even."""


@dataclass(frozen=True)
class Fade(DerivedAudio):
    """A sound that grows out of silence over its first `coming` samples and sinks back over its last `going`. Of fades
    that are longer than the sound only a part is heard."""

    coming: int
    going: int
    curve: FadeCurve

    def samples(self, start: int, stop: int) -> Samples:
        numbers = np.arange(start, stop, dtype=np.float64) + 0.5
        level = np.ones(stop - start)
        if self.coming:
            level *= _level(numbers / self.coming, self.curve)
        if self.going:
            level *= _level((self.count - numbers) / self.going, self.curve)
        return self.audio.samples(start, stop) * level.astype(np.float32)[:, None]


@dataclass(frozen=True)
class Reversed(DerivedAudio):
    """A sound from its last sample to its first."""

    def samples(self, start: int, stop: int) -> Samples:
        return np.ascontiguousarray(self.audio.samples(self.count - stop, self.count - start)[::-1])


@dataclass(frozen=True)
class Placed:
    """A sound that begins at the sample of number `at` of another; before 0 its beginning is not heard."""

    audio: Audio
    at: int


@dataclass(frozen=True)
class Mixed:
    """Sounds at once, their levels added. It ends with the last of them.

    Raises InputError when there is none, none is heard, or they differ in rate or channels (see `audio_fit.agreed`).
    """

    parts: tuple[Placed, ...]

    def __post_init__(self) -> None:
        if not self.parts or self.count < 1:
            raise InputError("There is no sound to mix.", remedy="Connect at least one sound that begins in time.")
        if len({(part.audio.rate, part.audio.channels) for part in self.parts}) > 1:
            raise InputError(
                "The sounds differ in sample rate or channels.", remedy="Bring them to one rate and channels first."
            )

    @property
    def rate(self) -> int:
        return self.parts[0].audio.rate

    @property
    def channels(self) -> int:
        return self.parts[0].audio.channels

    @property
    def count(self) -> int:
        return max(part.at + part.audio.count for part in self.parts)

    def samples(self, start: int, stop: int) -> Samples:
        target = silent(stop - start, self.channels)
        for part in self.parts:
            first, last = max(start, part.at), min(stop, part.at + part.audio.count)
            if first < last:
                target[first - start : last - start] += part.audio.samples(first - part.at, last - part.at)
        return target


def factor(decibels: float) -> float:
    """What samples are multiplied by to be so many decibels louder."""
    return 10 ** (decibels / 20)


def _level(way: NDArray[np.float64], curve: FadeCurve) -> NDArray[np.float64]:
    """The level where a share of the way is gone: 0 before it, 1 beyond it."""
    way = np.clip(way, 0, 1)
    if curve is FadeCurve.EQUAL_POWER:
        return np.sin(way * (math.pi / 2))
    if curve is FadeCurve.SMOOTH:
        return way * way * (3 - 2 * way)
    if curve is FadeCurve.EXPONENTIAL:
        return np.where(way > 0, 10 ** (3 * (way - 1)), 0)
    return way
