"""A clip seen at evenly spaced moments that need not be those of its frames: so clips of two rates lie side by side."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from soraapp.media.clip import Clip, Frames, Size
from soraapp.media.ops.retime import read_at


@dataclass(frozen=True)
class Moments:
    """The pictures of a clip from `start` on, `step` apart, both in frames of the clip. To the nearest frame; before
    the first and beyond the last frame these are seen. At a step of 1 from a whole number, frames come bit for bit."""

    clip: Clip
    rate: Fraction
    count: int
    start: Fraction
    step: Fraction

    @property
    def size(self) -> Size:
        return self.clip.size

    def frames(self, start: int, stop: int) -> Frames:
        return read_at(self.clip, [max(Fraction(0), self.start + index * self.step) for index in range(start, stop)])
