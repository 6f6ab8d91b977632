"""What instruments show of a picture: how many pixels have which levels and colours, and where. All by BT.709.

Counts are of the pixels that are given; a picture may be thinned before, and keeps its shape in the scopes."""

from __future__ import annotations

from math import cos, radians, sin
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Pixels

Counts = NDArray[np.int64]
LEVELS = 256
LUMA = (0.2126, 0.7152, 0.0722)
"""What red, green and blue add to luma."""
_BLUE, _RED = 2 * (1 - LUMA[2]), 2 * (1 - LUMA[0])
_HALF = 127.5
SKIN = 123.0
"""The angle of skin of all kinds in a vectorscope: degrees, anticlockwise from the right."""
BARS = {
    "R": (1, 0, 0),
    "Mg": (1, 0, 1),
    "B": (0, 0, 1),
    "Cy": (0, 1, 1),
    "G": (0, 1, 0),
    "Yl": (1, 1, 0),
}
"""The colours of colour bars, as shares of red, green and blue."""
THINNED = 480
"""Pixels along the longer side from which on more would only cost time."""


class Point(NamedTuple):
    """Where a colour lies in a vectorscope: -1 to 1 to the right, and upwards."""

    blue: float
    red: float


def thinned(pixels: Pixels) -> Pixels:
    """Every so many pixels of each row and column of (height, width, 3), so that about 480 are left along the longer
    side. They are the very pixels: nothing is averaged."""
    step = -(-max(pixels.shape[:2]) // THINNED)
    return np.ascontiguousarray(pixels[::step, ::step])


def luma(pixels: Pixels) -> NDArray[np.float32]:
    """The luma of RGB pixels of shape (..., 3), 0 to 255."""
    return pixels.astype(np.float32) @ np.array(LUMA, np.float32)


def histogram(pixels: Pixels) -> Counts:
    """How many pixels have each of 256 levels: (4, 256) for luma, red, green and blue."""
    levels = [_whole(luma(pixels)), *(pixels[..., channel] for channel in range(3))]
    return np.stack([np.bincount(level.ravel(), minlength=LEVELS) for level in levels]).astype(np.int64)


def waveform(pixels: Pixels, columns: int = LEVELS) -> Counts:
    """How many pixels have each level of luma in each column of the picture: (256, columns), black in the last row."""
    return _columns(_whole(luma(pixels)), columns)


def parade(pixels: Pixels, columns: int = LEVELS) -> Counts:
    """The same for red, green and blue: (3, 256, columns)."""
    return np.stack([_columns(pixels[..., channel], columns) for channel in range(3)])


def vectorscope(pixels: Pixels, side: int = LEVELS) -> Counts:
    """How many pixels have which colour, whatever their luma: (side, side), blue to the right and red upwards, grey in
    the middle."""
    bright = luma(pixels)
    blue = (pixels[..., 2] - bright) / (_BLUE * _HALF)
    red = (pixels[..., 0] - bright) / (_RED * _HALF)
    across = np.clip((blue + 1) / 2 * side, 0, side - 1).astype(np.int64)
    down = np.clip((1 - red) / 2 * side, 0, side - 1).astype(np.int64)
    return np.bincount((down * side + across).ravel(), minlength=side * side).reshape(side, side).astype(np.int64)


def colour_point(red: float, green: float, blue: float) -> Point:
    """Where a colour lies in a vectorscope; red, green and blue are from 0 to 1."""
    bright = LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue
    return Point(2 * (blue - bright) / _BLUE, 2 * (red - bright) / _RED)


def bar_points(level: float = 0.75) -> dict[str, Point]:
    """Where the colours of bars of a level lie, by their names."""
    return {name: colour_point(*(level * share for share in shares)) for name, shares in BARS.items()}


def skin_point() -> Point:
    """Where the line of skin tones ends."""
    return Point(cos(radians(SKIN)), sin(radians(SKIN)))


def brightness(counts: Counts, pixels: int) -> NDArray[np.uint8]:
    """How bright each count of a trace glows, 0 to 255: few pixels are to be seen, and many not to be all alike.

    `counts` is of any shape of two dimensions, of so many `pixels` in all.
    """
    usual = max(pixels / counts.size, 1e-6)
    glow = 1 - np.exp(-0.6 * np.sqrt(counts / usual))
    return (glow * 255).astype(np.uint8)


def _whole(levels: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.clip(levels + 0.5, 0, 255).astype(np.uint8)


def _columns(levels: NDArray[np.uint8], columns: int) -> Counts:
    """Levels of shape (height, width) counted in so many columns, the highest level in the first row."""
    places = np.arange(levels.shape[1], dtype=np.int64) * columns // levels.shape[1]
    index = (LEVELS - 1 - levels.astype(np.int64)) * columns + places[None]
    return np.bincount(index.ravel(), minlength=LEVELS * columns).reshape(LEVELS, columns).astype(np.int64)
