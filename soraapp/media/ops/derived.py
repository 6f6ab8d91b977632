"""What most operations share: they take one clip, and change its frames picture by picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from soraapp.media.clip import Clip, Frames, Pixels, Size


@dataclass(frozen=True)
class Derived:
    """A clip made of another, with its size, rate and length unless an operation gives its own."""

    clip: Clip

    @property
    def size(self) -> Size:
        return self.clip.size

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.clip.count


def mapped(source: Frames, size: Size, change: Callable[[Pixels], Pixels]) -> Frames:
    """The frames that `change` makes of each frame of `source`, each of the given size."""
    target = np.empty((len(source), size.height, size.width, 3), np.uint8)
    for pixels, place in zip(source, target, strict=True):
        place[:] = change(pixels)
    return target
