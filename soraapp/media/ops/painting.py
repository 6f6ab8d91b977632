"""Operations by which a part of the picture is made anew: masks, and pictures put together so that the rest stays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

import cv2
import numpy as np

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Pixels, Size
from soraapp.media.ops.derived import Derived, mapped


@dataclass(frozen=True)
class Painted(Derived):
    """A clip over which another one is painted: where the mask is black it stays bit for bit, where it is white the
    paint is seen, and in between both are. Paint and mask have the clip's size and at least its length."""

    paint: Clip
    mask: Clip

    def frames(self, start: int, stop: int) -> Frames:
        ground, paint, mask = (clip.frames(start, stop) for clip in (self.clip, self.paint, self.mask))
        share = mask.max(-1, keepdims=True).astype(np.int32)
        # Exact at both ends: 0 gives the ground, 255 the paint.
        return ((ground * (255 - share) + paint * share + 127) // 255).astype(np.uint8)


@dataclass(frozen=True)
class Spared(Derived):
    """The negative of a mask that was grown by some pixels: bright where the mask is dark all around."""

    grown: int

    def frames(self, start: int, stop: int) -> Frames:
        brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * self.grown + 1, 2 * self.grown + 1))
        return mapped(
            self.clip.frames(start, stop), self.size, lambda pixels: ~cv2.dilate(pixels, brush).astype(np.uint8)
        )


@dataclass(frozen=True)
class Framed:
    """A clip on a canvas of another size, its upper left corner at (left, top). Around it the pixels of its edges are
    drawn out, or there is an even `grey` from 0 to 255. Raises InputError unless the clip lies on the canvas."""

    clip: Clip
    size: Size
    left: int
    top: int
    grey: int | None = None

    def __post_init__(self) -> None:
        width, height = self.clip.size
        if not (0 <= self.left <= self.size.width - width and 0 <= self.top <= self.size.height - height):
            raise InputError(
                "A clip of {size} does not lie within a frame of {frame}.",
                remedy="Choose a larger frame.",
                size=str(self.clip.size),
                frame=str(self.size),
            )

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.clip.count

    def frames(self, start: int, stop: int) -> Frames:
        return mapped(self.clip.frames(start, stop), self.size, self._framed)

    def _framed(self, pixels: Pixels) -> Pixels:
        height, width = pixels.shape[:2]
        right, bottom = self.size.width - width - self.left, self.size.height - height - self.top
        kind = cv2.BORDER_REPLICATE if self.grey is None else cv2.BORDER_CONSTANT
        colour = (self.grey or 0,) * 3
        laid = cv2.copyMakeBorder(pixels, self.top, bottom, self.left, right, kind, value=colour)
        return laid.astype(np.uint8, copy=False)


@dataclass(frozen=True)
class Plain:
    """Frames of one even grey, from 0 to 255."""

    size: Size
    rate: Fraction
    count: int
    grey: int = 0

    def frames(self, start: int, stop: int) -> Frames:
        return np.full((stop - start, self.size.height, self.size.width, 3), self.grey, np.uint8)


class Curve(Enum):
    """How something goes from none to all."""

    EVEN = "even"
    GENTLE = "gentle"
    """Slowly at both ends."""
    SUDDEN = "sudden"
    """Almost all of it in the middle."""

    def at(self, share: float) -> float:
        """How much there is at a share of the way, 0 to 1."""
        if self is Curve.EVEN:
            return share
        gentle = share * share * (3 - 2 * share)
        return gentle if self is Curve.GENTLE else gentle * gentle * (3 - 2 * gentle)


@dataclass(frozen=True)
class Ramp:
    """A mask that goes from the black before its first frame to the white after its last."""

    size: Size
    rate: Fraction
    count: int
    curve: Curve = Curve.EVEN

    def frames(self, start: int, stop: int) -> Frames:
        shares = [self.curve.at((index + 1) / (self.count + 1)) for index in range(start, stop)]
        greys = np.array([round(255 * share) for share in shares], np.uint8)
        return np.broadcast_to(greys[:, None, None, None], (len(greys), self.size.height, self.size.width, 3))
