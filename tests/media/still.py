"""A picture for tests: coloured squares on a slope of grey, told by its size alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soraapp.media.clip import Pixels, Size


@dataclass(frozen=True)
class Drawn:
    """A still picture."""

    picture_size: Size

    @property
    def size(self) -> Size:
        return self.picture_size

    def pixels(self) -> Pixels:
        rows, columns = np.indices((self.size.height, self.size.width))
        grey = (rows + columns) * 100 // (self.size.height + self.size.width)
        squares = (rows // 20 + columns // 20) % 3 * 60
        return np.stack([grey + squares, grey, grey + 60], 2).astype(np.uint8)
