"""Details that go on across a seam: what stands still keeps the pixels of the frame that was kept.

A model shows kept frames a little otherwise, since it codes and decodes them. What it makes beside them has the same
errors, so that all of the picture would twitch where the two meet, even where nothing moves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Frames, Image
from soraapp.media.ops.derived import Derived

_STILL = 4
"""Levels by which a pixel may differ from the one that the model shows of the kept frame, and be the same thing."""
_MOVED = 24
"""Levels from which on it is another thing."""


@dataclass(frozen=True)
class Kept:
    """A kept frame: as the model shows it, and as it truly is."""

    shown: Image
    true: Image


@dataclass(frozen=True)
class Carried(Derived):
    """A clip between two kept frames, or beside one, in which whatever looks as the model shows it in a kept frame
    looks as it truly does. Where a pixel is as it is shown, what it lacks is added, and the less the more it differs;
    between two kept frames the share of one goes down evenly while that of the other goes up. All have one size."""

    before: Kept | None
    after: Kept | None

    def frames(self, start: int, stop: int) -> Frames:
        frames = self.clip.frames(start, stop)
        if stop == start:
            return frames
        sum_of_both = frames.astype(np.int32)
        for kept, falls in ((self.before, True), (self.after, False)):
            if kept is None:
                continue
            shown, true = (image.pixels().astype(np.int32) for image in (kept.shown, kept.true))
            for place, index in enumerate(range(start, stop)):
                share = self._share(index, falls=falls)
                sum_of_both[place] += _carried(frames[place], shown, true - shown, *share)
        return np.clip(sum_of_both, 0, 255).astype(np.uint8)

    def _share(self, index: int, *, falls: bool) -> tuple[int, int]:
        """How much of a kept frame counts in a frame, as a fraction of whole numbers."""
        if self.before is None or self.after is None:
            return 1, 1
        return (self.count - index if falls else index + 1), self.count + 1


def _carried(
    pixels: NDArray[np.uint8], shown: NDArray[np.int32], missing: NDArray[np.int32], part: int, whole: int
) -> NDArray[np.int32]:
    """What is added to pixels. Only whole numbers, so that every machine finds the same."""
    apart = np.abs(pixels - shown).max(-1, keepdims=True)
    alike = np.clip(_MOVED - apart, 0, _MOVED - _STILL)
    all_of_it = (_MOVED - _STILL) * whole
    return (missing * alike * part + all_of_it // 2) // all_of_it
