"""One clip in the colours of another: mean and spread of each channel of L*a*b* are brought over.

Reinhard et al., "Color Transfer between Images", IEEE Computer Graphics and Applications 21(5), 2001.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Clip, Frames, Pixels, Size
from soraapp.media.fit import FitMode, fit_pixels, within
from soraapp.media.identity import digest
from soraapp.media.ops.colour import light
from soraapp.media.ops.derived import Derived, mapped

_SAMPLES = 9
"""How many frames of a clip, evenly spread from the first to the last, stand for all."""
_SAMPLE = Size(192, 192)
_STEEPEST = 3.0
"""The spread of a channel is changed by at most this factor: a plain picture has no spread to speak of."""


@dataclass(frozen=True)
class MatchColour(Derived):
    """A clip in the colours of `reference`, as far as `amount` says: 0 changes nothing, 1 all.

    Both are measured on a few of their frames when frames are first asked for. So the change is the same for all
    frames, and nothing flickers.
    """

    reference: Clip
    amount: float = 1.0

    def frames(self, start: int, stop: int) -> Frames:
        if start == stop:
            return self.clip.frames(start, stop)
        gain, offset = _change(colour_statistics(self.clip), colour_statistics(self.reference))
        matrix = np.column_stack([np.diag(1 + (gain - 1) * self.amount), offset * self.amount])

        def change(pixels: Pixels) -> Pixels:
            changed = cv2.cvtColor(cv2.transform(_lab(pixels), matrix), cv2.COLOR_LAB2RGB)
            return cv2.convertScaleAbs(changed, alpha=255).astype(np.uint8, copy=False)

        return mapped(self.clip.frames(start, stop), self.size, change)


@dataclass(frozen=True)
class ColourStatistics:
    """Mean and standard deviation of L*, a* and b* (0 to 100, and about -128 to 127)."""

    mean: tuple[float, ...]
    deviation: tuple[float, ...]


def colour_statistics(clip: Clip) -> ColourStatistics:
    """What colours a clip has, measured on a few frames that are spread over it. The last answers are remembered."""
    return _measured(_Subject(digest(clip), clip))


@dataclass(frozen=True)
class _Subject:
    """A clip that is told from others by its content."""

    digest: str
    clip: Clip = field(compare=False)


@lru_cache(maxsize=64)
def _measured(subject: _Subject) -> ColourStatistics:
    clip = subject.clip
    numbers = sorted({step * (clip.count - 1) // (_SAMPLES - 1) for step in range(_SAMPLES)})
    small = within(clip.size, _SAMPLE)
    samples = [_lab(fit_pixels(clip.frames(at, at + 1)[0], small, FitMode.STRETCH)).reshape(-1, 3) for at in numbers]
    colours = np.concatenate(samples).astype(np.float64)
    return ColourStatistics(tuple(map(float, colours.mean(axis=0))), tuple(map(float, colours.std(axis=0))))


def _change(source: ColourStatistics, target: ColourStatistics) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What L*a*b* is multiplied by, and what is then added."""
    before, after = np.array(source.deviation), np.array(target.deviation)
    gain = np.clip((after + 1) / (before + 1), 1 / _STEEPEST, _STEEPEST)
    offset = np.array(target.mean) - np.array(source.mean) * gain
    return gain.astype(np.float32), offset.astype(np.float32)


_LIGHT = light(np.arange(256) / 255).astype(np.float32)
"""The linear light of each level: looked up rather than computed for every pixel."""


def _lab(pixels: Pixels) -> NDArray[np.float32]:
    return cv2.cvtColor(cv2.LUT(pixels, _LIGHT), cv2.COLOR_LRGB2LAB).astype(np.float32, copy=False)
