"""Fits a picture to a size so that it covers all of it: scaled without distortion, cropped around the middle."""

from __future__ import annotations

import cv2
import numpy as np

from soraapp.media.clip import Pixels, Size


def cover(pixels: Pixels, size: Size) -> Pixels:
    """The picture (height, width, 3) at exactly `size`."""
    height, width = pixels.shape[:2]
    if (width, height) == size:
        return pixels
    scale = max(size.width / width, size.height / height)
    scaled = max(round(width * scale), size.width), max(round(height * scale), size.height)
    shrink_or_grow = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    large = np.asarray(cv2.resize(pixels, scaled, interpolation=shrink_or_grow), dtype=np.uint8)
    left, top = (scaled[0] - size.width) // 2, (scaled[1] - size.height) // 2
    return large[top : top + size.height, left : left + size.width]
