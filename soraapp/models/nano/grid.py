"""From the size that is asked for to the coarse grid on which nano draws, and back by a whole factor.

A pixel of the grid becomes a square of the picture, so that pictures are sharp at any size. The grid has whole cells,
so it may be a little larger than the picture; what juts out is cut off evenly on all sides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Frames, Pixels, Size
from soraapp.media.fit import fit_pixels
from soraapp.models.nano.shape import CELL
from soraapp.models.nano.world.palette import RGB, Indices, nearest

NATIVE_AREA = 96 * 54
"""The area on which scenes are drawn at their native size, in pixels of the grid."""


@dataclass(frozen=True)
class Grid:
    """How a picture lies on the grid."""

    picture: Size
    factor: int
    """The edge of the square that a pixel of the grid becomes."""

    @classmethod
    def of(cls, picture: Size, detail: int = 1) -> Grid:
        """The grid for a picture: near to the native area, or `detail` times finer along both edges."""
        native = math.sqrt(picture.width * picture.height / NATIVE_AREA)
        return cls(picture, max(1, round(native / detail)))

    @cached_property
    def size(self) -> Size:
        """Width and height of the grid, whole cells."""
        step = self.factor * CELL
        return Size(*(-(-side // step) * CELL for side in self.picture))

    @property
    def cells(self) -> tuple[int, int]:
        """Rows and columns of latent cells."""
        return self.size.height // CELL, self.size.width // CELL

    def show(self, indices: Indices) -> Frames:
        """Palette indices (n, height, width) of the grid as frames of the picture's size."""
        left, top = self._margins
        rows = (np.arange(self.picture.height) + top) // self.factor
        columns = (np.arange(self.picture.width) + left) // self.factor
        seen = RGB[indices[:, rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]]
        return seen[:, (rows - rows[0])[:, None], columns - columns[0]]

    def read(self, pixels: Pixels) -> Indices:
        """A picture of any size, fitted to the picture's, as indices (height, width): the nearest of the palette."""
        return nearest(self._shrunk(fit_pixels(pixels, self.picture)))

    def covered(self, mask: Pixels) -> NDArray[np.bool_]:
        """Which cells (rows, columns) a mask covers for more than half; bright is covered."""
        bright = self._shrunk(fit_pixels(mask, self.picture)).mean(-1)
        rows, columns = self.cells
        return bright.reshape(rows, CELL, columns, CELL).mean((1, 3)) > 127.5

    @property
    def _margins(self) -> tuple[int, int]:
        """What of the enlarged grid is cut off at the left and at the top, in pixels of the picture."""
        width, height = self.size.width * self.factor, self.size.height * self.factor
        return (width - self.picture.width) // 2, (height - self.picture.height) // 2

    def _shrunk(self, fitted: Pixels) -> Pixels:
        """A picture of the right size, its edges continued to the whole grid, averaged to the grid's pixels."""
        left, top = self._margins
        right = self.size.width * self.factor - self.picture.width - left
        bottom = self.size.height * self.factor - self.picture.height - top
        whole = cv2.copyMakeBorder(fitted, top, bottom, left, right, cv2.BORDER_REPLICATE)
        return cv2.resize(whole, self.size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
