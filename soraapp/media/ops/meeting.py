"""Colours that meet where frames that were made join frames that were kept.

Where a model shows kept frames in its own way, darker or paler, all that it made is so, too. Mean and deviation of each
colour channel over the frames that exist in both ways say how, and the same correction is laid over what was made
(Reinhard et al., "Color Transfer between Images", 2001, in RGB).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Clip, Frames
from soraapp.media.ops.derived import Derived

_CHANNELS = 3
_BRIGHT = 127
"""Where a mask is brighter than this, the frames are compared."""
_ALIKE = 1
"""Levels by which the middle half of all values may differ before anything is corrected: below, it is the model's
compression, or things that it draws a little otherwise, rather than another colour."""
_STRONGEST = 2.0
"""The greatest factor by which a deviation is corrected, up or down."""


@dataclass(frozen=True)
class Correction:
    """What is done to each of the three channels: value * gain + offset, in levels of 0 to 255."""

    gain: tuple[float, float, float] = (1.0, 1.0, 1.0)
    offset: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @classmethod
    def between(cls, shown: Clip, true: Clip, where: Clip | None = None) -> Correction:
        """What makes the frames of `shown` like those of `true`, of the same size and number, in mean and deviation;
        only where `where` is bright. Nothing is done to channels in which the middle half of all values agree."""
        tallies = [_Tally() for _ in range(_CHANNELS)]
        for index in range(shown.count):
            one, other = (clip.frames(index, index + 1).reshape(-1, _CHANNELS) for clip in (shown, true))
            if where is not None:
                bright = where.frames(index, index + 1).reshape(-1, _CHANNELS).max(-1) > _BRIGHT
                one, other = one[bright], other[bright]
            for channel, tally in enumerate(tallies):
                tally.add(one[:, channel], other[:, channel])
        (red, green, blue) = (tally.correction() for tally in tallies)
        return cls((red[0], green[0], blue[0]), (red[1], green[1], blue[1]))

    def towards(self, other: Correction, share: float) -> Correction:
        """The correction at a share of the way to another one."""
        return Correction(_mixed(self.gain, other.gain, share), _mixed(self.offset, other.offset, share))

    def apply(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Corrected pixels, (..., 3)."""
        return np.stack([self._table(channel)[pixels[..., channel]] for channel in range(_CHANNELS)], axis=-1)

    def _table(self, channel: int) -> NDArray[np.uint8]:
        values = np.arange(256) * self.gain[channel] + self.offset[channel]
        return np.clip(np.floor(values + 0.5), 0, 255).astype(np.uint8)


SAME = Correction()


@dataclass(frozen=True)
class Corrected(Derived):
    """A clip whose correction goes evenly from that of the frame before it to that of the frame after it."""

    first: Correction
    last: Correction

    def frames(self, start: int, stop: int) -> Frames:
        frames = self.clip.frames(start, stop)
        if self.first == self.last:
            return self.first.apply(frames)
        corrections = [self.first.towards(self.last, (index + 1) / (self.count + 1)) for index in range(start, stop)]
        return np.stack([one.apply(pixels) for one, pixels in zip(corrections, frames, strict=True)])


def corrected(clip: Clip, first: Correction, last: Correction) -> Clip:
    """The clip with corrections; as it is where there is nothing to correct."""
    return clip if first == last == SAME else Corrected(clip, first, last)


def _mixed(
    near: tuple[float, float, float], far: tuple[float, float, float], share: float
) -> tuple[float, float, float]:
    red, green, blue = (one + (other - one) * share for one, other in zip(near, far, strict=True))
    return red, green, blue


class _Tally:
    """What one channel is like in both clips. All are whole numbers, so that every machine finds the same."""

    def __init__(self) -> None:
        self.number = 0
        self.totals = [0, 0]
        self.squares = [0, 0]
        self.differences = np.zeros(511, np.int64)
        """How often the true value is less (0 to 254), the same, or more (256 to 510) than the one that is shown."""

    def add(self, shown: NDArray[np.uint8], true: NDArray[np.uint8]) -> None:
        """Values of the same places."""
        self.number += shown.size
        both = shown.astype(np.int64), true.astype(np.int64)
        for side, values in enumerate(both):
            self.totals[side] += int(values.sum())
            self.squares[side] += int(values @ values)
        self.differences += np.bincount(both[1] - both[0] + 255, minlength=511)

    def correction(self) -> tuple[float, float]:
        """Gain and offset."""
        if self._alike():
            return 1.0, 0.0
        mean, true_mean = (total / self.number for total in self.totals)
        deviation, true_deviation = (self._deviation(side) for side in range(2))
        gain = true_deviation / deviation if deviation > _ALIKE else 1.0
        gain = min(max(gain, 1 / _STRONGEST), _STRONGEST)
        return gain, true_mean - mean * gain

    def _alike(self) -> bool:
        """Whether the middle half of the differences is next to nothing. Things that are drawn a little otherwise, in
        the same colours, change mean and deviation, but not that."""
        below = np.cumsum(self.differences)
        quartiles = (int(np.searchsorted(below, self.number * part / 4)) - 255 for part in (1, 2, 3))
        return self.number == 0 or all(abs(quartile) <= _ALIKE for quartile in quartiles)

    def _deviation(self, side: int) -> float:
        total, squares = self.totals[side], self.squares[side]
        return math.sqrt(max(0, self.number * squares - total * total)) / self.number
