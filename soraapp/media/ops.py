"""Clips made of other clips: an operation describes its result, stores nothing, and reads only what it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Size, seconds
from soraapp.media.fit import FitMode, Sampling, fit_pixels
from soraapp.media.time import frame_count

_SPARSE = 2
"""Above this many source frames for one, frames are read singly rather than with all that lies between."""


@dataclass(frozen=True)
class Trim:
    """The frames start <= i < stop of a clip. Raises InputError unless 0 <= start < stop <= clip.count."""

    clip: Clip
    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop <= self.clip.count:
            raise InputError(
                "Frames {start} to {stop} do not lie within a clip of {count} frames.",
                remedy="Choose a start before the end, both within the clip.",
                start=self.start,
                stop=self.stop,
                count=self.clip.count,
            )

    @property
    def size(self) -> Size:
        return self.clip.size

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.stop - self.start

    def frames(self, start: int, stop: int) -> Frames:
        return self.clip.frames(self.start + start, self.start + stop)


@dataclass(frozen=True)
class Concatenate:
    """Clips one after another. Raises InputError unless there is one and all agree in size and rate (see `conform`)."""

    clips: tuple[Clip, ...]

    def __post_init__(self) -> None:
        if not self.clips:
            raise InputError("There is nothing to join.", remedy="Connect at least one clip.")
        for number, clip in enumerate(self.clips[1:], 2):
            if (clip.size, clip.rate) != (self.size, self.rate):
                raise InputError(
                    "Clip {number} is {other} at {other_rate} frames a second, but the first is {size} at {rate}.",
                    remedy="Fit them to one size and rate first.",
                    number=number,
                    other=str(clip.size),
                    other_rate=str(clip.rate),
                    size=str(self.size),
                    rate=str(self.rate),
                )

    @property
    def size(self) -> Size:
        return self.clips[0].size

    @property
    def rate(self) -> Fraction:
        return self.clips[0].rate

    @property
    def count(self) -> int:
        return sum(clip.count for clip in self.clips)

    def frames(self, start: int, stop: int) -> Frames:
        parts: list[Frames] = []
        for clip in self.clips:
            first, last = max(start, 0), min(stop, clip.count)
            if first < last:
                parts.append(clip.frames(first, last))
            start, stop = start - clip.count, stop - clip.count
        if not parts:
            return np.empty((0, self.size.height, self.size.width, 3), np.uint8)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)


@dataclass(frozen=True)
class Fit:
    """A clip at another size."""

    clip: Clip
    size: Size
    mode: FitMode = FitMode.COVER
    sampling: Sampling = Sampling.AREA

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.clip.count

    def frames(self, start: int, stop: int) -> Frames:
        target = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for pixels, place in zip(self.clip.frames(start, stop), target, strict=True):
            place[:] = fit_pixels(pixels, self.size, self.mode, self.sampling)
        return target


@dataclass(frozen=True)
class Resample:
    """A clip at another frame rate and of the same length, to the nearest frame: frames are repeated or left out."""

    clip: Clip
    rate: Fraction

    @property
    def size(self) -> Size:
        return self.clip.size

    @property
    def count(self) -> int:
        return frame_count(seconds(self.clip), self.rate)

    def source(self, index: int) -> int:
        """The number of the source frame whose start is nearest in time; of two equally near, the earlier."""
        nearest = ceil(index * self.clip.rate / self.rate - Fraction(1, 2))
        return min(nearest, self.clip.count - 1)

    def frames(self, start: int, stop: int) -> Frames:
        sources = [self.source(index) for index in range(start, stop)]
        if self.clip.rate > self.rate * _SPARSE and sources:
            return np.concatenate([self.clip.frames(index, index + 1) for index in sources])
        first, last = (sources[0], sources[-1] + 1) if sources else (0, 0)
        return self.clip.frames(first, last)[[index - first for index in sources]]


@dataclass(frozen=True)
class Reverse:
    """A clip from its last frame to its first."""

    clip: Clip

    @property
    def size(self) -> Size:
        return self.clip.size

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.clip.count

    def frames(self, start: int, stop: int) -> Frames:
        return np.ascontiguousarray(self.clip.frames(self.count - stop, self.count - start)[::-1])


def conform(clips: Iterable[Clip], mode: FitMode = FitMode.COVER) -> tuple[Clip, ...]:
    """The clips at the size and rate of the first, ready to be joined; those that have both come as they are."""
    clips = tuple(clips)
    return tuple(_conformed(clip, clips[0].size, clips[0].rate, mode) for clip in clips)


def _conformed(clip: Clip, size: Size, rate: Fraction, mode: FitMode) -> Clip:
    fitted = clip if clip.size == size else Fit(clip, size, mode)
    return fitted if fitted.rate == rate else Resample(fitted, rate)
