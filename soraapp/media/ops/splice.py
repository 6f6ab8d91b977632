"""Operations that choose frames and put them one after another; no frame is changed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Size
from soraapp.media.ops.derived import Derived


@dataclass(frozen=True)
class Trim(Derived):
    """The frames start <= i < stop of a clip. Raises InputError unless 0 <= start < stop <= clip.count."""

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
    def count(self) -> int:
        return self.stop - self.start

    def frames(self, start: int, stop: int) -> Frames:
        return self.clip.frames(self.start + start, self.start + stop)


@dataclass(frozen=True)
class Concatenate:
    """Clips one after another. Raises InputError unless there is one and all agree in size and rate (see `conform`)."""

    clips: tuple[Clip, ...]

    def __post_init__(self) -> None:
        agree(self.clips)

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
class Reverse(Derived):
    """A clip from its last frame to its first."""

    def frames(self, start: int, stop: int) -> Frames:
        return np.ascontiguousarray(self.clip.frames(self.count - stop, self.count - start)[::-1])


@dataclass(frozen=True)
class Repeated(Derived):
    """A clip played over and over until it has `length` frames. Raises InputError for less than one."""

    length: int

    def __post_init__(self) -> None:
        if self.length < 1:
            raise InputError("{count} frames are no clip.", remedy="Choose at least 1.", count=self.length)

    @property
    def count(self) -> int:
        return self.length

    def frames(self, start: int, stop: int) -> Frames:
        parts: list[Frames] = []
        while start < stop:
            first = start % self.clip.count
            last = min(self.clip.count, first + stop - start)
            parts.append(self.clip.frames(first, last))
            start += last - first
        if not parts:
            return self.clip.frames(0, 0)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)


def agree(clips: tuple[Clip, ...]) -> None:
    """Raises InputError unless there is a clip, and all have the size and rate of the first."""
    if not clips:
        raise InputError("There is nothing to join.", remedy="Connect at least one clip.")
    first = clips[0]
    for number, clip in enumerate(clips[1:], 2):
        if (clip.size, clip.rate) != (first.size, first.rate):
            raise InputError(
                "Clip {number} is {other} at {other_rate} frames a second, but the first is {size} at {rate}.",
                remedy="Fit them to one size and rate first.",
                number=number,
                other=str(clip.size),
                other_rate=str(clip.rate),
                size=str(first.size),
                rate=str(first.rate),
            )
