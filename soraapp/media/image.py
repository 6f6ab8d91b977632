"""Still pictures in files: read with orientation, transparency and depth settled, and written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.errors import MediaError
from soraapp.media.clip import Pixels, Size
from soraapp.media.files import check_suffix, check_unchanged, fingerprint, reading, replacing

IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff")
"""The endings of picture files that can be written."""

_JPEG = b"\xff\xd8"


@dataclass(frozen=True)
class FileImage:
    """A picture in a file, decoded when asked for; the last few decoded pictures are kept."""

    path: str
    fingerprint: str
    picture_size: Size

    @property
    def size(self) -> Size:
        return self.picture_size

    def pixels(self) -> Pixels:
        """The picture, read-only. Raises MediaError when the file has vanished, changed, or cannot be read."""
        check_unchanged(self.path, self.fingerprint)
        return _decoded(self.path, self.fingerprint)


def open_image(path: str | Path) -> FileImage:
    """The picture in a file. Raises MediaError when it is missing, damaged, or no picture."""
    path = Path(path).absolute()
    identity = fingerprint(path)
    height, width = _decoded(str(path), identity).shape[:2]
    return FileImage(str(path), identity, Size(width, height))


def write_image(path: str | Path, pixels: Pixels) -> None:
    """Writes RGB pixels of shape (height, width, 3); the ending of `path` chooses the format.

    Raises InputError for an ending that is not in IMAGE_SUFFIXES, and MediaError when the file cannot be written.
    """
    path = Path(path)
    suffix = check_suffix(path, IMAGE_SUFFIXES)
    _, data = cv2.imencode(suffix, cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))
    with replacing(path) as part:
        part.write_bytes(data.tobytes())


def over_black(rgba: NDArray[np.uint8]) -> Pixels:
    """RGBA of shape (height, width, 4) laid over black: what is transparent becomes black."""
    alpha = rgba[..., 3:].astype(np.uint16)
    return ((rgba[..., :3] * alpha + 127) // 255).astype(np.uint8)


@lru_cache(maxsize=4)
def _decoded(path: str, identity: str) -> Pixels:
    file = Path(path)
    with reading(file):
        data = np.fromfile(file, np.uint8)  # OpenCV itself cannot open every name on every system.
    check_unchanged(file, identity)
    try:
        pixels = _decode(data)
    except cv2.error:
        pixels = None
    if pixels is None:
        raise MediaError(
            "{file} is damaged, or not a picture.",
            remedy="Choose a PNG, JPEG or WebP that opens elsewhere.",
            file=file.name,
        )
    pixels.flags.writeable = False
    return pixels


def _decode(data: NDArray[np.uint8]) -> Pixels | None:
    if data[:2].tobytes() != _JPEG:
        raw = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
        if raw is not None and raw.ndim == 3 and raw.shape[2] == 4:
            return over_black(cv2.cvtColor(_eight_bits(raw), cv2.COLOR_BGRA2RGBA).astype(np.uint8, copy=False))
    colour = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB)  # Applies the orientation, and brings grey and 16 bits to RGB.
    return None if colour is None else colour.astype(np.uint8, copy=False)


def _eight_bits(raw: NDArray[Any]) -> NDArray[np.uint8]:
    if raw.dtype == np.uint16:
        return ((raw.astype(np.uint32) + 128) // 257).astype(np.uint8)
    if raw.dtype == np.float32:
        return (np.clip(raw, 0, 1) * 255 + 0.5).astype(np.uint8)
    return raw.astype(np.uint8, copy=False)
