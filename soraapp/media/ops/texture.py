"""Operations on fine structure: blur, sharpness, grain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Frames, Pixels, Size
from soraapp.media.ops.derived import Derived, mapped

_STRONGEST = 64
"""Levels by which the strongest grain changes a pixel, as a standard deviation."""


@dataclass(frozen=True)
class Blur(Derived):
    """A clip softened by a Gaussian whose standard deviation is `radius` pixels, at least 0."""

    radius: float

    def frames(self, start: int, stop: int) -> Frames:
        return mapped(self.clip.frames(start, stop), self.size, lambda pixels: _blurred(pixels, self.radius))


@dataclass(frozen=True)
class Sharpen(Derived):
    """A clip with `amount` times of what a blur of `radius` pixels takes away added to it."""

    amount: float
    radius: float = 1.0

    def frames(self, start: int, stop: int) -> Frames:
        return mapped(self.clip.frames(start, stop), self.size, self._sharpened)

    def _sharpened(self, pixels: Pixels) -> Pixels:
        soft = _blurred(pixels, self.radius)
        return cv2.addWeighted(pixels, 1 + self.amount, soft, -self.amount, 0).astype(np.uint8, copy=False)


@dataclass(frozen=True)
class Grain(Derived):
    """A clip with grain as of film: grey noise that is new in every frame, and the same for the same seed.

    `amount` is from 0 to 1; a grain is about `grain_size` pixels wide, at least 1.
    """

    amount: float
    grain_size: float = 1.0
    seed: int = 0

    def frames(self, start: int, stop: int) -> Frames:
        source = self.clip.frames(start, stop)
        target = np.empty(source.shape, np.uint8)
        for number, pixels, place in zip(range(start, stop), source, target, strict=True):
            grain = self._grain(number)
            place[:] = cv2.add(pixels, cv2.merge([grain, grain, grain]), dtype=cv2.CV_8U)
        return target

    def _grain(self, number: int) -> NDArray[np.int16]:
        """The grain of one frame: another part of the same plate each time, mirrored or not."""
        width, height = self.size
        plate = _plate(self.size, self.amount, self.grain_size, self.seed)
        chance = np.random.Generator(np.random.PCG64([self.seed, number]))
        left, top = (int(at) for at in chance.integers(0, _ROOM + 1, 2))
        grain = plate[top : top + height, left : left + width]
        way = int(chance.integers(-1, 3))
        return np.ascontiguousarray(grain) if way == _UNTURNED else cv2.flip(grain, way).astype(np.int16, copy=False)


_ROOM = 255
"""By how many pixels a plate of grain is larger than a frame, each way: so many places there are to take it from."""
_UNTURNED = 2


@lru_cache(maxsize=4)
def _plate(size: Size, amount: float, grain_size: float, seed: int) -> NDArray[np.int16]:
    """Grain for frames of a size, larger than they are."""
    full = Size(size.width + _ROOM, size.height + _ROOM)
    coarse = Size(*(max(1, round(side / grain_size)) for side in full))
    chance = np.random.Generator(np.random.PCG64(seed))
    grain = chance.standard_normal((coarse.height, coarse.width), np.float32) * np.float32(amount * _STRONGEST)
    if coarse != full:
        grain = cv2.resize(grain, full, interpolation=cv2.INTER_CUBIC)
    return np.rint(grain).astype(np.int16)


def _blurred(pixels: Pixels, radius: float) -> Pixels:
    if not radius:
        return pixels
    return cv2.GaussianBlur(pixels, (0, 0), radius).astype(np.uint8, copy=False)
