"""Strokes of a brush: a mask that a person paints by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from typing import NamedTuple, Self, cast

import cv2
import numpy as np

from soraapp.errors import InputError
from soraapp.media.clip import Pixels, Size

LEAST, WIDEST = 0.002, 0.5
"""The radius of a brush, as a share of the picture's width."""
MOST = 2000
"""The most strokes."""
MOST_POINTS = 10_000
"""The most points of a stroke."""
_FINE = 4
"""Bits of a pixel by which strokes are placed."""
_LARGEST = 2**26
"""Pixels of the largest picture in which strokes are drawn before it is averaged."""


class Spot(NamedTuple):
    """A place in a picture, as shares of its width and height; a brush may also go beyond its edges."""

    across: float
    down: float


@dataclass(frozen=True)
class Stroke:
    """A way of the brush, with the same width all along."""

    radius: float
    """As a share of the picture's width."""
    spots: tuple[Spot, ...]
    erases: bool = False
    """It takes away what earlier strokes painted."""


@dataclass(frozen=True)
class Strokes:
    """Strokes in the order in which they were painted."""

    strokes: tuple[Stroke, ...] = ()

    @classmethod
    def of(cls, plain: object) -> Self:
        """The strokes that `plain` wrote. Raises InputError that names the stroke and what is wrong with it."""
        if not isinstance(plain, list) or len(cast("list[object]", plain)) > MOST:
            raise InputError("The strokes are not a list of at most {most}.", remedy="Reset them.", most=MOST)
        return cls(tuple(_stroke(item, number) for number, item in enumerate(cast("list[object]", plain), 1)))

    def plain(self) -> list[object]:
        """The strokes as JSON values."""
        return [
            {
                "radius": stroke.radius,
                **({"erases": True} if stroke.erases else {}),
                "spots": [list(spot) for spot in stroke.spots],
            }
            for stroke in self.strokes
        ]

    def with_stroke(self, stroke: Stroke) -> Self:
        return type(self)((*self.strokes, stroke))


@dataclass(frozen=True)
class StrokesImage:
    """Strokes as a picture, white on black; over `feather` pixels, half of them on each side, edges become soft."""

    picture_size: Size
    strokes: Strokes
    feather: float = 0
    inverted: bool = False

    @property
    def size(self) -> Size:
        return self.picture_size

    def pixels(self) -> Pixels:
        """The picture, read-only."""
        return _drawn(self)


@lru_cache(maxsize=4)
def _drawn(image: StrokesImage) -> Pixels:
    level = painted(image.strokes.strokes, image.size)
    if image.feather:
        level = cv2.GaussianBlur(level, (0, 0), image.feather / 4, borderType=cv2.BORDER_REPLICATE)
    if image.inverted:
        level = cv2.bitwise_not(level)
    pixels = np.repeat(level[..., None].astype(np.uint8), 3, axis=2)
    pixels.flags.writeable = False
    return pixels


def painted(strokes: Sequence[Stroke], size: Size) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """The strokes as levels (height, width), 255 where they are, with smooth edges."""
    finer = next((factor for factor in (4, 2) if size.width * size.height * factor**2 <= _LARGEST), 1)
    drawn = Size(size.width * finer, size.height * finer)
    level = np.zeros((drawn.height, drawn.width), np.uint8)
    for stroke in strokes:
        tone, radius = 0 if stroke.erases else 255, max(0.5, stroke.radius * drawn.width)
        spots = [_fine(spot, drawn) for spot in stroke.spots]
        for first, second in pairwise(spots):
            cv2.line(level, first, second, tone, max(1, round(2 * radius) - 1), cv2.LINE_8, _FINE)
        for spot in spots:
            cv2.circle(level, spot, round((radius - 0.5) * 2**_FINE), tone, -1, cv2.LINE_8, _FINE)
    # Drawn larger without smooth edges, and then averaged: so the pieces of a stroke leave no seams.
    return cv2.resize(level, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _fine(spot: Spot, size: Size) -> tuple[int, int]:
    """A place in fractions of a pixel, as OpenCV takes them: there the middle of the first pixel is 0."""
    across, down = spot.across * size.width - 0.5, spot.down * size.height - 0.5
    return round(across * 2**_FINE), round(down * 2**_FINE)


def _stroke(item: object, number: int) -> Stroke:
    members = cast("Mapping[str, object]", item) if isinstance(item, dict) else {}
    radius, erases, spots = members.get("radius"), members.get("erases", False), members.get("spots")
    right = members.keys() <= {"radius", "erases", "spots"} and isinstance(erases, bool)
    if not right or not _within(radius, LEAST, WIDEST):
        raise InputError(
            "Stroke {number} has no radius from {least} to {most}, or something that strokes have not.",
            remedy="Reset the strokes and paint them anew.",
            number=number,
            least=f"{LEAST:g}",
            most=f"{WIDEST:g}",
        )
    if not isinstance(spots, list) or not 0 < len(cast("list[object]", spots)) <= MOST_POINTS:
        raise InputError(
            "Stroke {number} has no list of 1 to {most} places.",
            remedy="Reset the strokes and paint them anew.",
            number=number,
            most=MOST_POINTS,
        )
    return Stroke(
        float(cast("float", radius)), tuple(_spot(one, number) for one in cast("list[object]", spots)), bool(erases)
    )


def _spot(item: object, number: int) -> Spot:
    pair = cast("list[object]", item) if isinstance(item, list) else []
    if len(pair) != 2 or not all(_within(one, -1, 2) for one in pair):
        raise InputError(
            "A place of stroke {number} is not a pair of shares of the picture.",
            remedy="Reset the strokes and paint them anew.",
            number=number,
        )
    return Spot(float(cast("float", pair[0])), float(cast("float", pair[1])))


def _within(value: object, least: float, most: float) -> bool:
    right = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    return right and least <= cast("float", value) <= most
