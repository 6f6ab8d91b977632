"""Clips at once, in rows and columns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Size
from soraapp.media.ops.retime import read_at
from soraapp.media.ops.splice import agree


@dataclass(frozen=True)
class SideBySide:
    """Clips of one size and rate in rows of `columns`, with `gap` black pixels between them.

    It is as long as the longest; shorter ones rest on their last frame. Raises InputError when there is none, or they
    differ in size or rate.
    """

    clips: tuple[Clip, ...]
    columns: int
    gap: int = 0

    def __post_init__(self) -> None:
        agree(self.clips)
        if self.columns < 1 or self.gap < 0:
            raise InputError(
                "There is no room for the clips.", remedy="Choose at least one column, and a gap from 0 on."
            )

    @property
    def size(self) -> Size:
        width, height = self.clips[0].size
        rows, columns = -(-len(self.clips) // self.columns), min(self.columns, len(self.clips))
        return Size(columns * width + (columns - 1) * self.gap, rows * height + (rows - 1) * self.gap)

    @property
    def rate(self) -> Fraction:
        return self.clips[0].rate

    @property
    def count(self) -> int:
        return max(clip.count for clip in self.clips)

    def frames(self, start: int, stop: int) -> Frames:
        target = np.zeros((stop - start, self.size.height, self.size.width, 3), np.uint8)
        width, height = self.clips[0].size
        for number, clip in enumerate(self.clips):
            top, left = number // self.columns * (height + self.gap), number % self.columns * (width + self.gap)
            shown = read_at(clip, [Fraction(index) for index in range(start, stop)])
            target[:, top : top + height, left : left + width] = shown
        return target
