"""Sounds at another sample rate, of other channels, or at another speed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd

import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from soraapp.media.audio.frames import frame_of
from soraapp.media.audio.ops import Cut, DerivedAudio
from soraapp.media.audio.sound import LAYOUTS, Audio, Samples, check_channels, sample_at, silent, span

_REACH = 64
"""Samples on either side that FFmpeg's filter looks at, and some more; as many times more as the rate sinks."""
_SCALE = 96000
"""The resampler is told rates near this one: only what they are to each other counts."""
_LOBES = 8
"""Zero crossings of the sinc on either side where the speed changes."""
_AT_ONCE = 2048
_BEHIND, _HALF = 0.5**0.5, 0.5
_MATRICES: dict[tuple[int, int], list[list[float]]] = {
    (1, 2): [[1, 1]],
    (1, 6): [[0, 0, 1, 0, 0, 0]],
    (2, 1): [[_HALF], [_HALF]],
    (2, 6): [[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]],
    (6, 2): [[1, 0], [0, 1], [_BEHIND, _BEHIND], [0, 0], [_BEHIND, 0], [0, _BEHIND]],
    (6, 1): [[_HALF], [_HALF], [_BEHIND], [0], [_BEHIND / 2], [_BEHIND / 2]],
}
"""What each channel gives to each of the new ones. From 5.1 as ITU-R BS.775 has it: the bass channel is left out."""


@dataclass(frozen=True)
class Channels(DerivedAudio):
    """A sound of other channels. Mono is heard on both sides as loud as it is, and in the centre of 5.1; mono is the
    mean of stereo. Raises InputError for a number of channels that no sound has."""

    wanted: int

    def __post_init__(self) -> None:
        check_channels(self.wanted)

    @property
    def channels(self) -> int:
        return self.wanted

    def samples(self, start: int, stop: int) -> Samples:
        source = self.audio.samples(start, stop)
        if self.audio.channels == self.wanted:
            return source
        return source @ np.array(_MATRICES[self.audio.channels, self.wanted], np.float32)


@dataclass(frozen=True)
class Resampled(DerivedAudio):
    """A sound at another sample rate and of the same length, through FFmpeg's resampler."""

    wanted: int

    @property
    def rate(self) -> int:
        return self.wanted

    @property
    def count(self) -> int:
        return max(1, floor(Fraction(self.audio.count * self.wanted, self.audio.rate) + Fraction(1, 2)))

    def samples(self, start: int, stop: int) -> Samples:
        return _converted(self.audio, self.audio.rate, self.rate, start, stop)


@dataclass(frozen=True)
class Retimed(DerivedAudio):
    """The first `seconds` of a sound as a tape plays it whose speed changes evenly in time from `first` to `last`, both
    above 0: faster is higher."""

    first: Fraction
    last: Fraction
    seconds: Fraction

    @property
    def count(self) -> int:
        return max(1, floor(self._length * self.rate + Fraction(1, 2)))

    def samples(self, start: int, stop: int) -> Samples:
        if self.first == self.last:
            heard = Cut(self.audio, 0, sample_at(self.seconds, self.audio.rate))
            return _converted(heard, self.first.numerator, self.first.denominator, start, stop)
        target = silent(stop - start, self.channels)
        for begin in range(start, stop, _AT_ONCE):
            end = min(stop, begin + _AT_ONCE)
            target[begin - start : end - start] = self._heard(np.arange(begin, end, dtype=np.float64))
        return target

    def _heard(self, numbers: NDArray[np.float64]) -> Samples:
        times, change = numbers / self.rate, float((self.last - self.first) / self._length)
        slow = np.maximum(1.0, float(self.first) + change * times)[:, None]
        positions = (float(self.first) + change * times / 2) * times * self.rate
        reach = ceil(_LOBES * max(Fraction(1), self.first, self.last))
        begin, end = floor(positions[0]) - reach, floor(positions[-1]) + reach + 1
        heard = span(Cut(self.audio, 0, sample_at(self.seconds, self.audio.rate)), begin, end)
        nearest = np.floor(positions).astype(np.int64)
        offsets = np.arange(-reach, reach + 1)
        distance = ((nearest - positions)[:, None] + offsets) / slow
        shape = np.sinc(distance) * _window(distance / _LOBES)
        weights = (shape / shape.sum(1, keepdims=True)).astype(np.float32)
        return np.einsum("nt,ntc->nc", weights, heard[(nearest - begin)[:, None] + offsets])

    @property
    def _length(self) -> Fraction:
        return 2 * self.seconds / (self.first + self.last)


def agreed(audios: Iterable[Audio]) -> tuple[Audio, ...]:
    """The sounds at the highest rate and with the most channels among them, so that nothing of any is lost."""
    audios = tuple(audios)
    rate, channels = max(audio.rate for audio in audios), max(audio.channels for audio in audios)
    return tuple(conformed(audio, rate, channels) for audio in audios)


def conformed(audio: Audio, rate: int, channels: int) -> Audio:
    """The sound at a rate and with so many channels."""
    fitted = audio if audio.rate == rate else Resampled(audio, rate)
    return fitted if fitted.channels == channels else Channels(fitted, channels)


def _converted(audio: Audio, old: int, new: int, start: int, stop: int) -> Samples:
    """The samples start <= i < stop of a sound of which `new` are made of `old`, to the bit as when all are made in one
    go: the filter begins where both have a sample at one moment, and so early that all it looks at is there."""
    common = gcd(new, old)
    new, old = new // common, old // common
    if start == stop or new == old:
        return span(audio, start, stop)
    reach = _REACH * ceil(max(1.0, old / new))
    step = start // new - ceil(reach / old)
    first, last = step * old, ceil(Fraction(stop * old, new)) + reach
    scale = max(1, _SCALE // max(new, old))
    frame = frame_of(span(audio, first, last), old * scale, 0)
    resampler = AudioResampler("fltp", LAYOUTS[audio.channels], new * scale)
    made = [*resampler.resample(frame), *resampler.resample(None)]
    samples = np.concatenate([part.to_ndarray() for part in made], axis=1).T
    return np.ascontiguousarray(samples[start - step * new : stop - step * new], np.float32)


def _window(way: NDArray[np.float64]) -> NDArray[np.float64]:
    """Hann: 1 in the middle, 0 from -1 down and from 1 up."""
    return 0.5 + 0.5 * np.cos(np.pi * np.clip(way, -1, 1))
