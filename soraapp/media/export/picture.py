"""One picture as the bytes of a file: PNG and TIFF with 8 or 16 bits, JPEG, OpenEXR."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

import cv2
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from soraapp.media.clip import Pixels
from soraapp.media.export.coding import Coding

_LZW = 5
_ANY = Fraction(1, 24)
"""A picture has no time, but the encoder asks."""


def picture_bytes(pixels: Pixels, coding: Coding) -> bytes:
    """RGB pixels of shape (height, width, 3) as a file. With 16 bits they are the same values, spread evenly; in
    OpenEXR they are linear light, from 0 to 1, of the sRGB that they are."""
    if coding.encoder == "exr":
        return _exr(pixels, coding)
    wishes = dict(coding.options)
    deep = coding.pixel_format == "rgb48"
    turned = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    drawn = turned.astype(np.uint16) * 257 if deep else turned
    flags = {
        "png": lambda: [cv2.IMWRITE_PNG_COMPRESSION, int(wishes["compression"])],
        "jpeg": lambda: [cv2.IMWRITE_JPEG_QUALITY, int(wishes["quality"]), *_sampling(coding)],
        "tiff": lambda: [cv2.IMWRITE_TIFF_COMPRESSION, _LZW],
    }[coding.encoder]()
    ending = {"png": ".png", "jpeg": ".jpg", "tiff": ".tiff"}[coding.encoder]
    _, data = cv2.imencode(ending, drawn, flags)
    return data.tobytes()


def _sampling(coding: Coding) -> list[int]:
    whole = coding.pixel_format == "yuvj444p"
    factor = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444 if whole else cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420
    return [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, factor]


def _exr(pixels: Pixels, coding: Coding) -> bytes:
    height, width = pixels.shape[:2]
    context = VideoCodecContext.create("exr", "w")
    context.width, context.height, context.pix_fmt = width, height, coding.pixel_format
    context.time_base = _ANY
    context.options = dict(coding.options)
    frame = VideoFrame.from_ndarray(_linear()[pixels], format=coding.pixel_format)
    frame.pts = 0
    return b"".join(bytes(packet) for packet in (*context.encode(frame), *context.encode(None)))


@lru_cache(maxsize=1)
def _linear() -> NDArray[np.float32]:
    """The linear light of each level of sRGB (IEC 61966-2-1)."""
    level = np.arange(256) / 255
    return np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4).astype(np.float32)
