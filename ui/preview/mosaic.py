"""Several clips as one whose frames hold a cell for each: so they play in step, and are decoded like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt

import numpy as np

from soraapp.media.clip import Clip, Frames, Size
from soraapp.media.fit import FitMode
from soraapp.media.ops import Fit, Resample

_LARGEST = Size(2560, 1440)
"""A grid of more than two clips is decoded at no more than this."""


@dataclass(frozen=True)
class Mosaic:
    """Clips row by row, each fitted into a cell. The fastest gives the rate; one that is over holds its last frame."""

    clips: tuple[Clip, ...]
    columns: int
    cell: Size

    @property
    def rows(self) -> int:
        return ceil(len(self.clips) / self.columns)

    @property
    def cells(self) -> tuple[Clip, ...]:
        """The clips as they lie in their cells, all of one size and rate."""
        return tuple(self._fitted(clip) for clip in self.clips)

    @property
    def size(self) -> Size:
        return Size(self.cell.width * self.columns, self.cell.height * self.rows)

    @property
    def rate(self) -> Fraction:
        return max(clip.rate for clip in self.clips)

    @property
    def count(self) -> int:
        return max(self._fitted(clip).count for clip in self.clips)

    def frames(self, start: int, stop: int) -> Frames:
        whole = np.zeros((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for index, clip in enumerate(self.clips):
            row, column = divmod(index, self.columns)
            top, left = row * self.cell.height, column * self.cell.width
            whole[:, top : top + self.cell.height, left : left + self.cell.width] = self._held(clip, start, stop)
        return whole

    def _held(self, clip: Clip, start: int, stop: int) -> Frames:
        """The frames of a cell; beyond the end, the last one again and again."""
        fitted = self._fitted(clip)
        last = fitted.count - 1
        first = min(start, last)
        found = fitted.frames(first, min(stop, fitted.count))
        return found if stop <= fitted.count else found[[min(index, last) - first for index in range(start, stop)]]

    def _fitted(self, clip: Clip) -> Clip:
        steady = clip if clip.rate == self.rate else Resample(clip, self.rate)
        return steady if steady.size == self.cell else Fit(steady, self.cell, FitMode.CONTAIN)


def mosaic(clips: Sequence[Clip]) -> Mosaic:
    """Clips side by side: two in a row, more in a square. Two lose nothing of their size."""
    columns = 2 if len(clips) == 2 else ceil(sqrt(len(clips)))
    rows = ceil(len(clips) / columns)
    width, height = max(clip.size.width for clip in clips), max(clip.size.height for clip in clips)
    scale = min(1.0, _LARGEST.width / (width * columns), _LARGEST.height / (height * rows)) if len(clips) > 2 else 1.0
    return Mosaic(tuple(clips), columns, Size(max(1, round(width * scale)), max(1, round(height * scale))))
