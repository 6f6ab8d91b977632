"""From the pixels of a frame to a picture that Qt can paint without converting or scaling it."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtGui import QImage

from soraapp.media.clip import Pixels, Size


def picture(pixels: Pixels, target: Size | None = None) -> QImage:
    """RGB pixels of shape (height, width, 3) as a picture of size `target`: averaged when smaller, bicubic when larger.

    Safe on any thread; the result owns its memory. Raises ValueError for pixels of another kind.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise ValueError(f"not RGB pixels: {pixels.dtype} of shape {pixels.shape}")
    height, width = pixels.shape[:2]
    if target is not None and target != (width, height):
        smaller = target.width * target.height < width * height
        pixels = cv2.resize(pixels, target, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)  # type: ignore[assignment]
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    borrowed = QImage(pixels.data, width, height, width * 3, QImage.Format.Format_RGB888)
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)
