"""Operations that move pixels: crop, rotate, flip."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.errors import InputError
from soraapp.media.clip import Frames, Pixels, Size
from soraapp.media.ops.derived import Derived, mapped


@dataclass(frozen=True)
class Crop(Derived):
    """The part of every frame that begins at `left` and `top`. Raises InputError unless it lies within the frame."""

    left: int
    top: int
    part: Size

    def __post_init__(self) -> None:
        right, bottom = self.left + self.part.width, self.top + self.part.height
        inside = right <= self.clip.size.width and bottom <= self.clip.size.height
        if not inside or min(self.left, self.top) < 0 or min(self.part) < 1:
            raise InputError(
                "A part of {part} at {left}, {top} does not lie within frames of {size}.",
                remedy="Cut off less.",
                part=str(self.part),
                left=self.left,
                top=self.top,
                size=str(self.clip.size),
            )

    @property
    def size(self) -> Size:
        return self.part

    def frames(self, start: int, stop: int) -> Frames:
        rows = slice(self.top, self.top + self.part.height)
        columns = slice(self.left, self.left + self.part.width)
        return np.ascontiguousarray(self.clip.frames(start, stop)[:, rows, columns])


@dataclass(frozen=True)
class Flip(Derived):
    """A clip mirrored: left and right, up and down, or both."""

    across: bool
    down: bool

    def frames(self, start: int, stop: int) -> Frames:
        way = -1 if self.across and self.down else int(self.across)

        def mirrored(pixels: Pixels) -> Pixels:
            return cv2.flip(pixels, way).astype(np.uint8, copy=False)

        source = self.clip.frames(start, stop)
        return mapped(source, self.size, mirrored) if self.across or self.down else source


class TurnedFrame(Enum):
    """What happens to the frame when a picture is turned."""

    GROW = "grow"
    """It grows until all of the picture is seen; corners are black."""
    KEEP = "keep"
    """It keeps its size; what is turned out of it is cut off, corners are black."""
    FILL = "fill"
    """It keeps its size, and the picture is enlarged until no corner is empty."""


_QUARTERS = (None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)


def _quarters(pixels: Pixels, turn: int) -> Pixels:
    return cv2.rotate(pixels, turn).astype(np.uint8, copy=False)


@dataclass(frozen=True)
class Rotate(Derived):
    """A clip turned clockwise by `angle` degrees. Quarter turns of a growing frame are exact."""

    angle: float
    frame: TurnedFrame = TurnedFrame.GROW

    @property
    def size(self) -> Size:
        if self.frame is not TurnedFrame.GROW:
            return self.clip.size
        width, height = self._reach()
        return Size(max(1, round(width)), max(1, round(height)))

    def frames(self, start: int, stop: int) -> Frames:
        source = self.clip.frames(start, stop)
        size = self.size
        turns, rest = divmod(self.angle, 90)
        if not rest and (self.frame is TurnedFrame.GROW or turns % 2 == 0):
            turn = _QUARTERS[int(turns) % 4]
            return source if turn is None else mapped(source, size, lambda pixels: _quarters(pixels, turn))
        matrix = self._matrix()
        edge = cv2.BORDER_REPLICATE if self.frame is TurnedFrame.FILL else cv2.BORDER_CONSTANT

        def turned(pixels: Pixels) -> Pixels:
            moved = cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=edge)
            return moved.astype(np.uint8, copy=False)

        return mapped(source, size, turned)

    def _reach(self) -> tuple[float, float]:
        """Width and height that the turned frame takes."""
        cosine, sine = abs(math.cos(math.radians(self.angle))), abs(math.sin(math.radians(self.angle)))
        width, height = self.clip.size
        return width * cosine + height * sine, width * sine + height * cosine

    def _matrix(self) -> NDArray[np.float64]:
        width, height = self.clip.size
        reach = self._reach()
        enlarged = max(reach[0] / width, reach[1] / height) if self.frame is TurnedFrame.FILL else 1
        # Pixels are squares, and OpenCV counts from the middle of the first one.
        matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -self.angle, enlarged)
        matrix[:, 2] += (self.size.width - width) / 2, (self.size.height - height) / 2
        return matrix.astype(np.float64, copy=False)
