"""From the pixels of a frame to a picture that Qt can paint without converting or scaling it."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtGui import QImage

from soraapp.media.clip import Pixels, Size


def picture(pixels: Pixels, target: Size | None = None, columns: int = 1, rows: int = 1) -> QImage:
    """RGB pixels of shape (height, width, 3) as a picture of size `target`: averaged when smaller, bicubic when larger.

    Of several equal cells, in `columns` and `rows` that divide both sizes, none runs into its neighbours.
    Safe on any thread; the result owns its memory. Raises ValueError for pixels of another kind.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise ValueError(f"not RGB pixels: {pixels.dtype} of shape {pixels.shape}")
    height, width = pixels.shape[:2]
    if target is not None and target != (width, height):
        cell = Size(target.width // columns, target.height // rows)
        lines = (np.hsplit(line, columns) for line in np.vsplit(pixels, rows))
        pixels = np.vstack([np.hstack([_scaled(part, cell) for part in line]) for line in lines])
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    borrowed = QImage(pixels.data, width, height, width * 3, QImage.Format.Format_RGB888)
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)


def _scaled(pixels: Pixels, size: Size) -> Pixels:
    smaller = size.width * size.height < pixels.shape[0] * pixels.shape[1]
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)  # type: ignore[return-value]
