"""A picture that can be seen through, over squares of two greys: that they are there says where it is transparent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soraapp.media.clip import Image, Pixels, Size
from soraapp.media.image import FileImage

_GREYS = 102, 153
_SQUARES = 48
"""About so many along the longer side."""


@dataclass(frozen=True)
class OverSquares:
    """A picture over squares, where it would be over black."""

    image: FileImage

    @property
    def size(self) -> Size:
        return self.image.size

    def pixels(self) -> Pixels:
        """Raises MediaError as the picture does."""
        layer = self.image.layer()
        alpha = layer.alpha[..., None].astype(np.uint16)
        ground = squares(self.size)[..., None].astype(np.uint16)
        return ((layer.colours * alpha + ground * (255 - alpha) + 127) // 255).astype(np.uint8)


def over_squares(image: Image) -> Image:
    """The picture as it is, or over squares where it can be seen through."""
    return OverSquares(image) if isinstance(image, FileImage) and image.transparent else image


def squares(size: Size) -> np.ndarray:
    """The levels of squares in turn, of shape (height, width)."""
    side = max(1, round(max(size) / _SQUARES))
    rows, columns = np.arange(size.height) // side, np.arange(size.width) // side
    return np.where((rows[:, None] + columns[None]) % 2 == 0, *_GREYS)
