"""A camera over a still picture: a real move in the plane, with nothing invented (the Ken Burns effect)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from math import exp, floor, log2
from typing import NamedTuple

import cv2
import numpy as np

from soraapp.media.camera import Camera, amount_at
from soraapp.media.clip import Frames, Image, Pixels, Size

STRIDE = 0.1
"""At speed 1 the view moves by so much of its own side in a second, or grows or shrinks by so much."""


class Easing(Enum):
    """How a move gets going and comes to rest. It goes equally far either way."""

    NONE = "none"
    """As the curves of its speeds say."""
    IN = "in"
    """It begins gently."""
    OUT = "out"
    """It ends gently."""
    BOTH = "in_and_out"
    """Both."""

    def at(self, share: float) -> float:
        """Which share of the move is behind at a share of the time, both 0 to 1."""
        if self is Easing.IN:
            return share * share
        if self is Easing.OUT:
            return share * (2 - share)
        return share * share * (3 - 2 * share) if self is Easing.BOTH else share


class View(NamedTuple):
    """The part of a picture that is seen, in pixels of the picture."""

    x: float
    """Of its middle, from the left."""
    y: float
    """Of its middle, from the top."""
    width: float
    height: float


@dataclass(frozen=True)
class StillMove:
    """A clip that looks at parts of a picture. Pan and tilt shift the view, dolly and zoom narrow it; an orbit needs
    depth, which a picture does not have. The view is just so large that the whole move stays inside the picture."""

    image: Image
    camera: Camera
    size: Size
    rate: Fraction
    count: int
    easing: Easing = Easing.NONE

    def views(self) -> tuple[View, ...]:
        """What is seen in each frame."""
        return _views(self.camera, self.image.size, self.size, self.rate, self.count, self.easing)

    def frames(self, start: int, stop: int) -> Frames:
        target = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        levels = {0: self.image.pixels()} if stop > start else {}
        for place, view in zip(target, self.views()[start:stop], strict=True):
            level = max(0, floor(log2(max(view.width / self.size.width, 1e-9))))
            place[:] = _seen(_level(levels, level), self.image.size, view, self.size)
        return target


@lru_cache(maxsize=16)
def _views(camera: Camera, picture: Size, size: Size, rate: Fraction, count: int, easing: Easing) -> tuple[View, ...]:
    last = max(1, count - 1)
    times = [easing.at(index / last) * last / float(rate) for index in range(count)]
    shifts = np.array([[STRIDE * amount_at(camera.pan, at), -STRIDE * amount_at(camera.tilt, at)] for at in times])
    nearness = [amount_at(camera.dolly, at) + amount_at(camera.zoom, at) for at in times]
    widths = np.array([exp(-STRIDE * near) for near in nearness])[:, None]
    low, high = (shifts - widths / 2).min(0), (shifts + widths / 2).max(0)
    whole = np.array(picture, float)
    shape = np.array(size, float) * min(whole / np.array(size, float))
    side = shape * min(whole / (shape * (high - low)))
    first = (whole - side * (high - low)) / 2 - side * low
    middles, sides = first + side * shifts, side * widths
    return tuple(View(*map(float, (*middle, *span))) for middle, span in zip(middles, sides, strict=True))


def _level(levels: dict[int, Pixels], level: int) -> Pixels:
    """The picture at one half, a quarter, ... of its size, so that no detail flickers when it is seen small."""
    if level not in levels:
        source = levels[0]
        size = (max(1, source.shape[1] >> level), max(1, source.shape[0] >> level))
        levels[level] = cv2.resize(source, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return levels[level]


def _seen(pixels: Pixels, picture: Size, view: View, size: Size) -> Pixels:
    """The view out of `pixels`, which are the picture at any scale, at another size."""
    across, down = pixels.shape[1] / picture.width, pixels.shape[0] / picture.height
    step_x, step_y = view.width / size.width * across, view.height / size.height * down
    left = (view.x - view.width / 2) * across + step_x / 2 - 0.5
    top = (view.y - view.height / 2) * down + step_y / 2 - 0.5
    matrix = np.array([[step_x, 0, left], [0, step_y, top]])
    method = cv2.INTER_CUBIC if step_x < 1 else cv2.INTER_LINEAR
    seen = cv2.warpAffine(pixels, matrix, size, flags=method | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)
    return seen.astype(np.uint8, copy=False)
