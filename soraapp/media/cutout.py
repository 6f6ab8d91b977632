"""Pictures with transparency as two pictures of any size, which belong together: their colours, and their alpha.

Colours are scaled by the share that is seen of each, so that what is hidden in transparent parts, often black or
white, never shows as a fringe (Porter and Duff, "Compositing Digital Images", SIGGRAPH 1984, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Image, Pixels, Size
from soraapp.media.files import check_unchanged
from soraapp.media.image import FileImage, Layer
from soraapp.media.shapes import ColourImage


@dataclass(frozen=True)
class Colours:
    """The colours of a picture at a size, as they are where it is opaque."""

    picture: FileImage
    scaled: Size

    @property
    def size(self) -> Size:
        return self.scaled

    def pixels(self) -> Pixels:
        """Read-only. Raises MediaError when the file cannot be read."""
        return _layer(self.picture, self.scaled).colours


@dataclass(frozen=True)
class Alpha:
    """How opaque a picture is, at a size: white where it is seen, black where it is not."""

    picture: FileImage
    scaled: Size

    @property
    def size(self) -> Size:
        return self.scaled

    def pixels(self) -> Pixels:
        """Raises MediaError when the file cannot be read."""
        return np.repeat(_layer(self.picture, self.scaled).alpha[..., None], 3, axis=2)


def alpha_of(picture: FileImage) -> Image:
    """The alpha of a picture at its own size: all white where nothing is transparent."""
    return Alpha(picture, picture.size) if picture.transparent else ColourImage(picture.size, (255, 255, 255))


def _layer(picture: FileImage, size: Size) -> Layer:
    check_unchanged(picture.path, picture.fingerprint)
    return _scaled(picture, size)


@lru_cache(maxsize=4)
def _scaled(picture: FileImage, size: Size) -> Layer:
    layer = picture.layer()
    if size == picture.size:
        return layer
    shrinks = size.width <= picture.size.width and size.height <= picture.size.height
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR  # Cubics swing over the edges of an alpha.
    alpha = layer.alpha.astype(np.float32) / 255
    seen = cv2.resize(layer.colours * alpha[..., None], size, interpolation=method)
    shares = np.asarray(cv2.resize(alpha, size, interpolation=method))
    colours = seen / np.maximum(shares, 1e-6)[..., None]
    parts = Layer(_levels(colours), _levels(shares * 255))
    for part in parts:
        part.flags.writeable = False
    return parts


def _levels(values: NDArray[Any]) -> NDArray[np.uint8]:
    return np.clip(np.floor(values + 0.5), 0, 255).astype(np.uint8)
