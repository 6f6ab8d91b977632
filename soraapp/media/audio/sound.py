"""Sound: frozen descriptions of samples that are decoded only when asked for, as clips are of pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from soraapp.errors import InputError
from soraapp.media.time import exact

Samples = NDArray[np.float32]
"""Samples of shape (samples, channels), full scale from -1 to 1. Louder ones are kept until they are written."""

BLOCK = 16384
"""How many samples are streamed at a time, unless a caller asks for another number."""

LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1"}
"""The numbers of channels that a sound can have. Those of 5.1: left, right, centre, bass, left and right behind."""


@runtime_checkable
class Audio(Protocol):
    """Sound: a sample rate, a number of channels, a number of samples, and the samples themselves."""

    @property
    def rate(self) -> int:
        """Samples a second in each channel."""
        ...

    @property
    def channels(self) -> int:
        """1 for mono, 2 for stereo, 6 for 5.1."""
        ...

    @property
    def count(self) -> int:
        """The number of samples in each channel, at least 1."""
        ...

    def samples(self, start: int, stop: int) -> Samples:
        """The samples start <= i < stop, where 0 <= start <= stop <= count. Raises MediaError if they cannot be read.

        However a sound is cut into calls, the samples are the same.
        """
        ...


@dataclass(frozen=True)
class Silence:
    """Nothing to be heard, for a time."""

    rate: int
    channels: int
    count: int

    def samples(self, start: int, stop: int) -> Samples:
        return silent(stop - start, self.channels)


def silent(count: int, channels: int) -> Samples:
    """So many samples of silence, to be written into."""
    return np.zeros((count, channels), np.float32)


def length(audio: Audio) -> Fraction:
    """The duration of a sound in seconds."""
    return Fraction(audio.count, audio.rate)


def sample_at(seconds: float | Fraction, rate: int) -> int:
    """The number of the sample nearest to a moment (halves round up)."""
    return floor(exact(seconds) * rate + Fraction(1, 2))


def span(audio: Audio, start: int, stop: int) -> Samples:
    """The samples start <= i < stop, where both may lie outside of the sound: there it is silent."""
    first, last = max(0, min(start, audio.count)), max(0, min(stop, audio.count))
    if (first, last) == (start, stop):
        return audio.samples(start, stop)
    target = silent(stop - start, audio.channels)
    if first < last:
        target[first - start : last - start] = audio.samples(first, last)
    return target


def stream(audio: Audio, block: int = BLOCK) -> Iterator[Samples]:
    """All samples in order, at most `block` at a time, so that memory stays flat."""
    for start in range(0, audio.count, block):
        yield audio.samples(start, min(start + block, audio.count))


def check_channels(channels: int) -> None:
    """Raises InputError unless a sound can have so many channels."""
    if channels not in LAYOUTS:
        raise InputError(
            "A sound cannot have {channels} channels.", remedy="Make it mono, stereo or 5.1.", channels=channels
        )
