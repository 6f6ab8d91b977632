"""Operations that show a clip at other moments than its own: another frame rate, another speed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor

import cv2
import numpy as np

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Pixels, Size, seconds
from soraapp.media.ops.derived import Derived
from soraapp.media.ops.motion import Motion
from soraapp.media.time import frame_count

_SPARSE = 2
"""Above this many source frames for one, frames are read singly rather than with all that lies between."""


class Between(Enum):
    """What is seen at a moment between two frames."""

    NEAREST = "nearest"
    """The nearer of the two; of two equally near, the earlier."""
    BLEND = "blend"
    """Both, each as much as it is near."""
    MOTION = "motion"
    """A picture in which everything is part of the way to its next place, found by optical flow."""


@dataclass(frozen=True)
class Resample:
    """A clip at another frame rate and of the same length."""

    clip: Clip
    rate: Fraction
    between: Between = Between.NEAREST

    @property
    def size(self) -> Size:
        return self.clip.size

    @property
    def count(self) -> int:
        return frame_count(seconds(self.clip), self.rate)

    def source(self, index: int) -> int:
        """The number of the source frame whose start is nearest in time to that of a frame of this clip."""
        return _nearest(self._position(index), self.clip.count)

    def frames(self, start: int, stop: int) -> Frames:
        return read_at(self.clip, [self._position(index) for index in range(start, stop)], self.between)

    def _position(self, index: int) -> Fraction:
        return index * self.clip.rate / self.rate


@dataclass(frozen=True)
class Speed(Derived):
    """A clip at another speed and the same frame rate. The speed changes evenly in time from `first` to `last`, both
    factors above 0. Raises InputError for others."""

    first: Fraction
    last: Fraction
    between: Between = Between.NEAREST

    def __post_init__(self) -> None:
        if min(self.first, self.last) <= 0:
            raise InputError(
                "{value} is no speed.",
                remedy="Choose a factor above 0; to play backwards, reverse the clip.",
                value=f"{float(min(self.first, self.last)):.10g}",
            )

    @property
    def count(self) -> int:
        return frame_count(self._length / self.rate, self.rate)

    def frames(self, start: int, stop: int) -> Frames:
        return read_at(self.clip, [self._position(index) for index in range(start, stop)], self.between)

    @property
    def _length(self) -> Fraction:
        """The exact length in frames: the speed is on average the mean of both factors."""
        return 2 * self.clip.count / (self.first + self.last)

    def _position(self, index: int) -> Fraction:
        return self.first * index + (self.last - self.first) * index * index / (2 * self._length)


@dataclass(frozen=True)
class Paced(Derived):
    """The same frames at another rate: none is left out and none shown twice, so the length changes."""

    pace: Fraction
    """Frames a second, above 0."""

    @property
    def rate(self) -> Fraction:
        return self.pace

    def frames(self, start: int, stop: int) -> Frames:
        return self.clip.frames(start, stop)


def read_at(clip: Clip, positions: Sequence[Fraction], between: Between = Between.NEAREST) -> Frames:
    """The pictures of a clip at `positions`, counted in its frames and not descending. Beyond the last frame it is the
    last that is seen."""
    if not positions:
        return clip.frames(0, 0)
    if between is not Between.NEAREST:
        return _between(clip, [min(position, Fraction(clip.count - 1)) for position in positions], between)
    numbers = [_nearest(position, clip.count) for position in positions]
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return clip.frames(numbers[0], numbers[-1] + 1)
    seen = pictures(clip, numbers)
    return np.stack([seen[number] for number in numbers])


def _nearest(position: Fraction, count: int) -> int:
    return min(ceil(position - Fraction(1, 2)), count - 1)


def pictures(clip: Clip, numbers: Sequence[int]) -> Mapping[int, Pixels]:
    """The frames with the given numbers, by number. What lies between them is not read unless that is faster."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    if wanted[-1] - wanted[0] + 1 > _SPARSE * len(wanted):
        return {number: clip.frames(number, number + 1)[0] for number in wanted}
    span = clip.frames(wanted[0], wanted[-1] + 1)
    return {number: span[number - wanted[0]] for number in wanted}


def _between(clip: Clip, positions: Sequence[Fraction], between: Between) -> Frames:
    seen = pictures(clip, [number for at in positions for number in {floor(at), ceil(at)}])
    target = np.empty((len(positions), clip.size.height, clip.size.width, 3), np.uint8)
    motion: Motion | None = None
    known = -1
    for position, place in zip(positions, target, strict=True):
        before, share = floor(position), float(position % 1)
        if not share:
            place[:] = seen[before]
        elif between is Between.BLEND:
            cv2.addWeighted(seen[before], 1 - share, seen[before + 1], share, 0, dst=place)
        else:
            if motion is None or known != before:
                motion, known = Motion.of(seen[before], seen[before + 1]), before
            place[:] = motion.at(share)
    return target
