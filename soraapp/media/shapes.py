"""Pictures that are drawn when asked for: plain colours, and shapes with soft edges, white on black, as masks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np

from soraapp.media.clip import Pixels, Size


@dataclass(frozen=True)
class ColourImage:
    """A picture of one colour: red, green and blue from 0 to 255."""

    picture_size: Size
    colour: tuple[int, int, int]

    @property
    def size(self) -> Size:
        return self.picture_size

    def pixels(self) -> Pixels:
        return np.full((self.size.height, self.size.width, 3), self.colour, np.uint8)


class Shape(Enum):
    """What a shape looks like."""

    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    GRADIENT = "gradient"
    """White on one side of a line, black on the other; the feather is the way between them."""


@dataclass(frozen=True)
class ShapeImage:
    """A shape of `extent` pixels around `middle`, both (across, down), turned clockwise by `angle` degrees.

    Over `feather` pixels, half of them on each side of its edge, it goes from white to black; edges are smooth even
    without.
    """

    picture_size: Size
    shape: Shape
    middle: tuple[float, float]
    extent: tuple[float, float]
    angle: float = 0
    feather: float = 0
    inverted: bool = False

    @property
    def size(self) -> Size:
        return self.picture_size

    def pixels(self) -> Pixels:
        """The picture, read-only."""
        return _drawn(self)


@lru_cache(maxsize=4)
def _drawn(image: ShapeImage) -> Pixels:
    width, height = image.size
    across = np.arange(width, dtype=np.float32)[None, :] + np.float32(0.5 - image.middle[0])
    down = np.arange(height, dtype=np.float32)[:, None] + np.float32(0.5 - image.middle[1])
    cosine, sine = (np.float32(part(math.radians(image.angle))) for part in (math.cos, math.sin))
    along, beside = across * cosine + down * sine, down * cosine - across * sine
    half = np.float32(image.extent[0] / 2), np.float32(image.extent[1] / 2)
    if image.shape is Shape.RECTANGLE:
        outside = np.maximum(np.abs(along) - half[0], np.abs(beside) - half[1])
    elif image.shape is Shape.ELLIPSE:
        # How far outside, to first order: the value of the ellipse's equation by the length of its gradient.
        reach = np.hypot(along / half[0], beside / half[1])
        steepness = np.hypot(along / half[0] ** 2, beside / half[1] ** 2)
        outside = np.where(steepness > 0, reach * (reach - 1) / np.maximum(steepness, 1e-9), -min(half))
    else:
        outside = along
    white = np.clip(0.5 - outside / max(1.0, image.feather), 0, 1)
    level = np.floor((1 - white if image.inverted else white) * 255 + 0.5).astype(np.uint8)
    pixels = np.repeat(level[..., None], 3, axis=2)
    pixels.flags.writeable = False
    return pixels
