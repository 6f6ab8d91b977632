"""Two clips held against each other: one half of each, or how far they differ."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np

from soraapp.media.clip import Clip, Frames, Size
from soraapp.media.ops.retime import read_at
from soraapp.media.ops.splice import agree


@dataclass(frozen=True)
class Pair:
    """Two clips of one size and rate, as long as the longer; the shorter rests on its last frame.

    Raises InputError when they differ in size or rate.
    """

    first: Clip
    second: Clip

    def __post_init__(self) -> None:
        agree((self.first, self.second))

    @property
    def size(self) -> Size:
        return self.first.size

    @property
    def rate(self) -> Fraction:
        return self.first.rate

    @property
    def count(self) -> int:
        return max(self.first.count, self.second.count)

    def both(self, start: int, stop: int) -> tuple[Frames, Frames]:
        """The frames start <= i < stop of each."""
        moments = [Fraction(index) for index in range(start, stop)]
        return read_at(self.first, moments), read_at(self.second, moments)


@dataclass(frozen=True)
class Wipe(Pair):
    """The first clip on the left of a line, the second on its right."""

    position: float
    """Where the line is, from 0, the left edge, to 1, the right one."""

    def frames(self, start: int, stop: int) -> Frames:
        first, second = self.both(start, stop)
        edge = round(self.position * self.size.width)
        return np.concatenate([first[:, :, :edge], second[:, :, edge:]], 2)


@dataclass(frozen=True)
class Difference(Pair):
    """How far two clips differ, channel by channel: black where they are the same."""

    gain: float
    """How many times stronger differences are shown."""

    def frames(self, start: int, stop: int) -> Frames:
        first, second = self.both(start, stop)
        target = np.empty_like(first)
        for one, other, place in zip(first, second, target, strict=True):
            place[:] = cv2.convertScaleAbs(cv2.absdiff(one, other), alpha=self.gain)
        return target
