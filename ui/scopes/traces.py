"""From the pixels of a picture to the traces that the scopes paint: pictures of 256 rows with the ground seen through.
Safe on any thread."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from soraapp.media.clip import Pixels
from soraapp.media.scopes import brightness, histogram, parade, thinned, vectorscope, waveform

WHITE = 224, 228, 232
PRIMARIES = (255, 86, 86), (86, 224, 110), (96, 150, 255)
"""Red, green and blue as they are told apart on a dark ground; where they lie says which is which, too."""


class Scope(Enum):
    """The instruments that there are, by the name under which they are kept."""

    HISTOGRAM = "histogram"
    WAVEFORM = "waveform"
    PARADE = "parade"
    VECTORSCOPE = "vectorscope"


@dataclass(frozen=True)
class Traces:
    """What was found in one picture."""

    images: dict[Scope, QImage] = field(default_factory=dict[Scope, QImage])


def traces(pixels: Pixels, wanted: Collection[Scope]) -> Traces:
    """The traces of the scopes that are wanted, of pixels of shape (height, width, 3)."""
    few = thinned(pixels)
    return Traces({scope: _MADE[scope](few) for scope in Scope if scope in wanted})


def pixels_of(image: QImage) -> Pixels:
    """The pixels of a picture as it is painted."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()


def _histogram(pixels: Pixels) -> QImage:
    """Luma as an area, red, green and blue as lines over it; the highest peak but for black and white fills it."""
    counts = histogram(pixels)
    top = max(1, int(counts[:, 1:-1].max()))
    heights = np.minimum(255, np.sqrt(counts / top) * 255).astype(int)
    rows = 255 - np.arange(256)[:, None]
    layers = [((rows <= heights[0][None]) * 70).astype(np.uint8)]
    for line in heights[1:]:
        before = np.roll(line, 1)
        before[0] = line[0]
        low, high = np.minimum(line, before), np.maximum(line, before)
        layers.append((((rows <= high[None] + 1) & (rows >= low[None] - 1)) * 220).astype(np.uint8))
    return _image(layers, [WHITE, *PRIMARIES])


def _waveform(pixels: Pixels) -> QImage:
    return _image([brightness(waveform(pixels), _count(pixels))], [WHITE])


def _parade(pixels: Pixels) -> QImage:
    """Side by side, each in its colour."""
    counts = parade(pixels, 170)
    glow = [brightness(one, _count(pixels)) for one in counts]
    empty = np.zeros_like(glow[0])
    layers = [np.hstack([glow[place] if place == index else empty for place in range(3)]) for index in range(3)]
    return _image(layers, list(PRIMARIES))


def _vectorscope(pixels: Pixels) -> QImage:
    return _image([brightness(vectorscope(pixels), _count(pixels))], [WHITE])


def _count(pixels: Pixels) -> int:
    return pixels.shape[0] * pixels.shape[1]


def _image(layers: list[NDArray[np.uint8]], colors: list[tuple[int, int, int]]) -> QImage:
    """How bright each layer glows, in its colour, added up as light: premultiplied, over nothing."""
    height, width = layers[0].shape
    light = np.zeros((height, width, 3), np.float32)
    alpha = np.zeros((height, width), np.uint8)
    for layer, color in zip(layers, colors, strict=True):
        light += layer[..., None].astype(np.float32) / 255 * np.array(color, np.float32)
        alpha = np.maximum(alpha, layer)
    made = np.ascontiguousarray(np.dstack([np.minimum(light, alpha[..., None]), alpha]).astype(np.uint8))
    kind = QImage.Format.Format_RGBA8888_Premultiplied
    borrowed = QImage(made.data, width, height, width * 4, kind)
    return borrowed.copy()


_MADE: dict[Scope, Callable[[Pixels], QImage]] = {
    Scope.HISTOGRAM: _histogram,
    Scope.WAVEFORM: _waveform,
    Scope.PARADE: _parade,
    Scope.VECTORSCOPE: _vectorscope,
}
