"""How one clip gives way to the next over a span in which both are seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Pixels, Size
from soraapp.media.ops.splice import agree

_SOFT = 0.04
"""The width of the soft edge of a wipe, as a share of its way."""


class TransitionStyle(Enum):
    """What a transition looks like."""

    DISSOLVE = "dissolve"
    """A cross-fade: one picture grows out of the other."""
    BLACK = "fade_through_black"
    """The first fades to black, then the second out of it."""
    WIPE = "wipe"
    """A soft edge runs over the picture and uncovers the second."""
    SLIDE = "slide"
    """The second slides in over the first."""
    PUSH = "push"
    """The second pushes the first out."""


@dataclass(frozen=True)
class Transition:
    """Two clips joined so that the last `span` frames of the first and the first `span` of the second are one.

    `angle` is where edge or picture moves to, in degrees: 0 to the right, 90 down; a slide and a push take the nearest
    of the four sides. Raises InputError when the clips differ in size or rate, or one is shorter than the span.
    """

    first: Clip
    second: Clip
    span: int
    style: TransitionStyle = TransitionStyle.DISSOLVE
    angle: float = 0

    def __post_init__(self) -> None:
        agree((self.first, self.second))
        longest = min(self.first.count, self.second.count)
        if not 0 <= self.span <= longest:
            raise InputError(
                "A transition over {span} frames does not lie within clips of {first} and {second} frames.",
                remedy="Choose a shorter transition: at most {longest} frames.",
                span=self.span,
                first=self.first.count,
                second=self.second.count,
                longest=longest,
            )

    @property
    def size(self) -> Size:
        return self.first.size

    @property
    def rate(self) -> Fraction:
        return self.first.rate

    @property
    def count(self) -> int:
        return self.first.count + self.second.count - self.span

    def frames(self, start: int, stop: int) -> Frames:
        begin, end = self.first.count - self.span, self.first.count
        parts: list[Frames] = []
        if start < begin:
            parts.append(self.first.frames(start, min(stop, begin)))
        if max(start, begin) < min(stop, end):
            parts.append(self._mixed(max(start, begin) - begin, min(stop, end) - begin))
        if stop > end:
            parts.append(self.second.frames(max(start, end) - begin, stop - begin))
        if not parts:
            return np.empty((0, self.size.height, self.size.width, 3), np.uint8)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _mixed(self, start: int, stop: int) -> Frames:
        begin = self.first.count - self.span
        leaving, coming = self.first.frames(begin + start, begin + stop), self.second.frames(start, stop)
        target = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for step, old, new, place in zip(range(start, stop), leaving, coming, target, strict=True):
            place[:] = crossed(old, new, self.style, way_gone(step, self.span), self.angle)
        return target


def way_gone(step: int, span: int) -> float:
    """How much of the way from one picture to the other is gone at a step from 0 to `span` - 1: more than nothing, and
    never all of it."""
    return (step + 1) / (span + 1)


def crossed(old: Pixels, new: Pixels, style: TransitionStyle, share: float, angle: float = 0) -> Pixels:
    """The picture between two of one size, of which `share` of the way is gone, from 0 to 1."""
    return _MIXES[style](old, new, share, angle)


def _dissolve(old: Pixels, new: Pixels, share: float, _: float) -> Pixels:
    return cv2.addWeighted(old, 1 - share, new, share, 0).astype(np.uint8, copy=False)


def _black(old: Pixels, new: Pixels, share: float, _: float) -> Pixels:
    seen, light = (old, 1 - 2 * share) if share < 1 / 2 else (new, 2 * share - 1)
    return cv2.convertScaleAbs(seen, alpha=light).astype(np.uint8, copy=False)


def _wipe(old: Pixels, new: Pixels, share: float, angle: float) -> Pixels:
    way = _way(old.shape[1], old.shape[0], angle)
    uncovered = np.clip((share * (1 + _SOFT) - way) / _SOFT, 0, 1).astype(np.float32)
    return cv2.blendLinear(new, old, uncovered, 1 - uncovered).astype(np.uint8, copy=False)


@lru_cache(maxsize=4)
def _way(width: int, height: int, angle: float) -> NDArray[np.float32]:
    """For each pixel, which share of its way from corner to corner an edge that moves to `angle` has gone there."""
    along, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across = (np.arange(width, dtype=np.float32) + 0.5) * along
    way = across[None, :] + ((np.arange(height, dtype=np.float32) + 0.5) * down)[:, None]
    least = min(0, width * along) + min(0, height * down)
    return ((way - least) / (width * abs(along) + height * abs(down))).astype(np.float32)


def _slide(old: Pixels, new: Pixels, share: float, angle: float) -> Pixels:
    across, down = _side(angle)
    return _laid(new, old, across * (share - 1), down * (share - 1))


def _push(old: Pixels, new: Pixels, share: float, angle: float) -> Pixels:
    across, down = _side(angle)
    return _laid(old, _slide(old, new, share, angle), across * share, down * share)


def _side(angle: float) -> tuple[int, int]:
    """The nearest of the four sides, as a step to the right and down."""
    return ((1, 0), (0, 1), (-1, 0), (0, -1))[round(angle / 90) % 4]


def _laid(top: Pixels, ground: Pixels, across: float, down: float) -> Pixels:
    """`top` moved by shares of the width and the height, over `ground`."""
    height, width = ground.shape[:2]
    right, below = math.floor(across * width + 0.5), math.floor(down * height + 0.5)
    laid = ground.copy()
    rows, columns = slice(max(0, below), height + min(0, below)), slice(max(0, right), width + min(0, right))
    laid[rows, columns] = top[
        max(0, -below) : height - max(0, below),
        max(0, -right) : width - max(0, right),
    ]
    return laid


_MIXES: Mapping[TransitionStyle, Callable[[Pixels, Pixels, float, float], Pixels]] = {
    TransitionStyle.DISSOLVE: _dissolve,
    TransitionStyle.BLACK: _black,
    TransitionStyle.WIPE: _wipe,
    TransitionStyle.SLIDE: _slide,
    TransitionStyle.PUSH: _push,
}
"""Each takes the two pictures, how much of the way is gone (0 to 1, without both) and an angle."""
