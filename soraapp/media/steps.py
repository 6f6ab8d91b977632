"""How much a film changes from frame to frame: what tells a seam from the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from soraapp.media.clip import Clip
from soraapp.media.ops import Concatenate, Trim

BLOCK = 16
"""Frames that are read at a time, and that count of the clips on both sides."""
LEAST = 0.05
"""A step that nobody sees, in levels of 0 to 255: in a still film nothing is measured by less."""


@dataclass(frozen=True)
class Steps:
    """The largest steps of a stretch between two clips of its size. 1 is the median step of the stretch and of what is
    near it, where a picture that is held for several frames makes none."""

    at_seams: float
    """From the clip before it, or to the clip after it."""
    inside: float

    @classmethod
    def around(cls, before: Clip | None, made: Clip, after: Clip | None, check: Callable[[], None]) -> Steps:
        """The steps of `made` after the end of `before` and before the start of `after`, where there are such. `check`
        is called now and then, and may raise."""
        head = 0 if before is None else min(BLOCK, before.count)
        parts = (
            *(() if before is None else (Trim(before, before.count - head, before.count),)),
            made,
            *(() if after is None else (Trim(after, 0, min(BLOCK, after.count)),)),
        )
        steps = list(_steps(Concatenate(parts), check))
        seams = steps[max(0, head - 1) : head] + steps[head + made.count - 1 :][:1]
        usual = median([step for step in steps if step > LEAST] or [0.0]) + LEAST
        inside = max(steps[head : head + made.count - 1], default=0.0)
        return cls((max(seams, default=0.0) + LEAST) / usual, (inside + LEAST) / usual)


def _steps(clip: Clip, check: Callable[[], None]) -> Iterator[float]:
    """How much each frame differs from the next one, on average over its pixels."""
    known = clip.frames(0, 0)
    for start in range(0, clip.count, BLOCK):
        check()
        frames = np.concatenate([known[-1:], clip.frames(start, min(start + BLOCK, clip.count))]).astype(np.int16)
        yield from (float(np.abs(one - following).mean()) for one, following in pairwise(frames))
        known = frames.astype(np.uint8)
