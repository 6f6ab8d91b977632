"""One clip over another: where, when, how strongly, and through which mask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Pixels, Size
from soraapp.media.fit import FitMode, fit_pixels
from soraapp.media.ops.blend import BlendMode, blended, mixed
from soraapp.media.ops.derived import Derived
from soraapp.media.ops.retime import pictures

_Share = float | NDArray[np.float32]


class Ending(Enum):
    """What is seen of the upper clip after its end."""

    HOLD = "hold"
    """Its last frame."""
    HIDE = "hide"
    """Nothing."""
    LOOP = "loop"
    """It begins again."""


@dataclass(frozen=True)
class Overlay(Derived):
    """A clip with another one over it, which may jut out of the frame. Size, rate and length are those of the lower.

    `top` is stretched to `place`, whose upper left corner lies at `left`, `upper`; it begins at frame `start`, and
    `mask`, where there is one, is stretched over it in the same way: black hides, white shows. A mask that is shorter
    holds its last frame. Raises InputError when rates differ.
    """

    top: Clip
    left: int
    upper: int
    place: Size
    mask: Clip | None = None
    mode: BlendMode = BlendMode.NORMAL
    opacity: float = 1
    start: int = 0
    ending: Ending = Ending.HOLD

    def __post_init__(self) -> None:
        for other in (self.top, self.mask):
            if other is not None and other.rate != self.clip.rate:
                raise InputError(
                    "What lies over a clip has {other} frames a second, but the clip has {rate}.",
                    remedy="Give it the frame rate of the clip first.",
                    other=str(other.rate),
                    rate=str(self.clip.rate),
                )

    def frames(self, start: int, stop: int) -> Frames:
        source = self.clip.frames(start, stop)
        rows = slice(max(0, self.upper), min(self.size.height, self.upper + self.place.height))
        columns = slice(max(0, self.left), min(self.size.width, self.left + self.place.width))
        if rows.start >= rows.stop or columns.start >= columns.stop or not self.opacity:
            return source
        seen = (
            slice(rows.start - self.upper, rows.stop - self.upper),
            slice(columns.start - self.left, columns.stop - self.left),
        )
        target = source.copy()
        for place, layer in zip(target, self._layers(start, stop), strict=True):
            if layer is not None:
                top, share = layer
                part = np.ascontiguousarray(place[rows, columns])
                share = np.ascontiguousarray(share[seen]) if isinstance(share, np.ndarray) else share
                place[rows, columns] = mixed(part, blended(part, np.ascontiguousarray(top[seen]), self.mode), share)
        return target

    def _layers(self, start: int, stop: int) -> Iterator[tuple[Pixels, _Share] | None]:
        """For every frame what lies over it, at the size of the place, and how strongly."""
        numbers = [self._number(index) for index in range(start, stop)]
        wanted = [number for number in numbers if number is not None]
        tops = pictures(self.top, wanted)
        masks = None if self.mask is None else pictures(self.mask, [min(at, self.mask.count - 1) for at in wanted])
        fitted: tuple[int, Pixels] | None = None
        shares: tuple[int, _Share] | None = None
        for number in numbers:
            if number is None:
                yield None
                continue
            if fitted is None or fitted[0] != number:
                fitted = number, fit_pixels(tops[number], self.place, FitMode.STRETCH)
            if self.mask is None or masks is None:
                yield fitted[1], self.opacity
                continue
            at = min(number, self.mask.count - 1)
            if shares is None or shares[0] != at:
                shares = at, self._share(masks[at])
            yield fitted[1], shares[1]

    def _number(self, index: int) -> int | None:
        """The number of the upper frame over a lower one, or None."""
        number = index - self.start
        if number < 0 or (number >= self.top.count and self.ending is Ending.HIDE):
            return None
        return number % self.top.count if self.ending is Ending.LOOP else min(number, self.top.count - 1)

    def _share(self, mask: Pixels) -> NDArray[np.float32]:
        fitted = fit_pixels(mask, self.place, FitMode.STRETCH).max(-1)
        return np.multiply(fitted, np.float32(self.opacity / 255), dtype=np.float32)
