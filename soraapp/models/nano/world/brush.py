"""Hard-edged drawing into small index patches: the sprites of subjects and props are made with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from soraapp.models.nano.world.palette import INDEX, Indices

EMPTY = 255
"""The index of a pixel that nothing was drawn on."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Sprite:
    """A patch of palette indices; `anchor` is the pixel (x, y) of the patch that stands on the ground."""

    indices: Indices
    anchor: tuple[int, int]


class Brush:
    """Draws shapes given in units of the sprite's height: x to the right from the middle, y up from the ground."""

    def __init__(self, height: int, width: float = 1.3, facing: int = 1) -> None:
        self.height = height
        self.facing = facing
        half = max(2, round(height * width / 2)) + 2
        self.anchor = (half, height + 2)
        self.patch: Indices = np.full((height + 5, 2 * half + 1), EMPTY, np.uint8)

    def _place(self, point: Point) -> tuple[int, int]:
        x, y = point
        return round(self.anchor[0] + self.facing * x * self.height), round(self.anchor[1] - y * self.height)

    def shape(self, points: Sequence[Point], index: int) -> None:
        """A filled polygon."""
        cv2.fillPoly(self.patch, [np.array([self._place(point) for point in points], np.int32)], index)

    def disc(self, x: float, y: float, radius: float, index: int) -> None:
        """A filled circle."""
        cv2.circle(self.patch, self._place((x, y)), max(0, round(radius * self.height)), index, -1)

    def oval(self, x: float, y: float, across: float, up: float, index: int, angle: float = 0.0) -> None:
        """A filled ellipse with the given half axes; `angle` in degrees."""
        axes = (max(1, round(across * self.height)), max(1, round(up * self.height)))
        cv2.ellipse(self.patch, self._place((x, y)), axes, -angle * self.facing, 0, 360, index, -1)

    def box(self, left: float, bottom: float, right: float, top: float, index: int) -> None:
        """A filled rectangle."""
        self.shape([(left, bottom), (right, bottom), (right, top), (left, top)], index)

    def line(self, points: Iterable[Point], width: float, index: int) -> None:
        """A line through the points; `width` in units of the height, at least a pixel."""
        placed = [self._place(point) for point in points]
        thickness = max(1, round(width * self.height))
        for start, stop in pairwise(placed):
            cv2.line(self.patch, start, stop, index, thickness)

    def dot(self, x: float, y: float, index: int) -> None:
        """One pixel (two by two on tall sprites)."""
        column, row = self._place((x, y))
        size = 1 if self.height < 26 else 2
        self.patch[row : row + size, column : column + size] = index

    def sprite(self, outline: int | None) -> Sprite:
        """The finished sprite, with a line of colour `outline` around everything drawn."""
        if outline is None:
            return Sprite(self.patch, self.anchor)
        drawn = (self.patch != EMPTY).astype(np.uint8)
        ring = cv2.dilate(drawn, _CROSS) - drawn
        return Sprite(np.where(ring.astype(bool), np.uint8(outline), self.patch), self.anchor)


_CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
INK = INDEX["ink"]


def paste(picture: Indices, sprite: Sprite, x: int, y: int) -> tuple[slice, slice, Indices] | None:
    """Put a sprite with its anchor at pixel (x, y) onto a picture, in place.

    Returns the rows, the columns and the mask (bool, of that shape) of what was covered; None when all is outside.
    """
    height, width = sprite.indices.shape
    left, top = x - sprite.anchor[0], y - sprite.anchor[1]
    rows = slice(max(0, top), min(picture.shape[0], top + height))
    columns = slice(max(0, left), min(picture.shape[1], left + width))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return None
    part = sprite.indices[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    mask = part != EMPTY
    picture[rows, columns][mask] = part[mask]
    return rows, columns, mask
