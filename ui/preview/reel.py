"""Clips as the preview needs them: frames that are at hand already, and a still picture as a clip of one frame."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from soraapp.media.clip import Clip, Frames, Image, Size, StillClip


@dataclass(frozen=True, eq=False)
class LiveClip:
    """Frames of shape (frames, height, width, 3) in memory, with a rate."""

    pixels: Frames
    rate: Fraction

    @property
    def size(self) -> Size:
        return Size(self.pixels.shape[2], self.pixels.shape[1])

    @property
    def count(self) -> int:
        return self.pixels.shape[0]

    def frames(self, start: int, stop: int) -> Frames:
        return self.pixels[start:stop]


def still(image: Image) -> Clip:
    """A picture as a clip of one frame."""
    return StillClip(image, Fraction(1), 1)


def same_time(frame: int, rate: Fraction, clip: Clip) -> int:
    """The frame of `clip` at the time of `frame` at `rate`, or its last one where the clip is shorter."""
    return min(int(Fraction(frame) / rate * clip.rate), clip.count - 1)
