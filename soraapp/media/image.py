"""Still pictures in files: read with orientation, transparency and depth settled, and written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.errors import MediaError
from soraapp.media.clip import Pixels, Size
from soraapp.media.files import Finish, check_suffix, check_unchanged, fingerprint, reading, replacing

IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff")
"""The endings of picture files that can be written."""

_JPEG = b"\xff\xd8"


@dataclass(frozen=True)
class FileImage:
    """A picture in a file, decoded when asked for; the last few decoded pictures are kept."""

    path: str
    fingerprint: str
    picture_size: Size
    transparent: bool = field(default=False, compare=False)
    """Whether any pixel is not wholly opaque. The file's content decides it, so that it tells no two pictures apart."""

    @property
    def size(self) -> Size:
        return self.picture_size

    def pixels(self) -> Pixels:
        """The picture over black, read-only. Raises MediaError when the file has vanished, changed, or cannot be
        read."""
        return self._decoded().pixels

    def layer(self) -> Layer:
        """The picture's colours and how opaque each pixel is. Raises MediaError as `pixels` does."""
        found = self._decoded()
        if found.rgba is None:
            return Layer(found.pixels, np.full(found.pixels.shape[:2], 255, np.uint8))
        return Layer(found.rgba[..., :3], found.rgba[..., 3])

    def _decoded(self) -> _Decoded:
        check_unchanged(self.path, self.fingerprint)
        return _decoded(self.path, self.fingerprint)


class Layer(NamedTuple):
    """A picture with transparency. Its colours are whole, whatever shows through them."""

    colours: Pixels
    alpha: NDArray[np.uint8]
    """0, transparent, to 255, opaque: (height, width)."""


def open_image(path: str | Path) -> FileImage:
    """The picture in a file. Raises MediaError when it is missing, damaged, or no picture."""
    path = Path(path).absolute()
    identity = fingerprint(path)
    found = _decoded(str(path), identity)
    height, width = found.pixels.shape[:2]
    return FileImage(str(path), identity, Size(width, height), transparent=found.rgba is not None)


def write_image(path: str | Path, pixels: Pixels, finish: Finish | None = None) -> None:
    """Writes RGB pixels of shape (height, width, 3); the ending of `path` chooses the format. `finish` is called with
    the complete file before it takes its place.

    Raises InputError for an ending that is not in IMAGE_SUFFIXES, and MediaError when the file cannot be written.
    """
    path = Path(path)
    suffix = check_suffix(path, IMAGE_SUFFIXES)
    _, data = cv2.imencode(suffix, cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))
    with replacing(path, finish) as part:
        part.write_bytes(data.tobytes())


def over_black(rgba: NDArray[np.uint8]) -> Pixels:
    """RGBA of shape (height, width, 4) laid over black: what is transparent becomes black."""
    alpha = rgba[..., 3:].astype(np.uint16)
    return ((rgba[..., :3] * alpha + 127) // 255).astype(np.uint8)


class _Decoded(NamedTuple):
    """What a file holds, read-only."""

    pixels: Pixels
    rgba: NDArray[np.uint8] | None
    """Only where something is transparent."""


@lru_cache(maxsize=4)
def _decoded(path: str, identity: str) -> _Decoded:
    file = Path(path)
    with reading(file):
        data = np.fromfile(file, np.uint8)  # OpenCV itself cannot open every name on every system.
    check_unchanged(file, identity)
    try:
        found = _decode(data)
    except cv2.error:
        found = None
    if found is None:
        raise MediaError(
            "{file} is damaged, or not a picture.",
            remedy="Choose a PNG, JPEG or WebP that opens elsewhere.",
            file=file.name,
        )
    for part in found:
        if part is not None:
            part.flags.writeable = False
    return found


def _decode(data: NDArray[np.uint8]) -> _Decoded | None:
    if data[:2].tobytes() != _JPEG:
        raw = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
        if raw is not None and raw.ndim == 3 and raw.shape[2] == 4:
            rgba = cv2.cvtColor(_eight_bits(raw), cv2.COLOR_BGRA2RGBA).astype(np.uint8, copy=False)
            opaque = bool((rgba[..., 3] == 255).all())
            return _Decoded(
                np.ascontiguousarray(rgba[..., :3]) if opaque else over_black(rgba), None if opaque else rgba
            )
    colour = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB)  # Applies the orientation, and brings grey and 16 bits to RGB.
    return None if colour is None else _Decoded(colour.astype(np.uint8, copy=False), None)


def _eight_bits(raw: NDArray[Any]) -> NDArray[np.uint8]:
    if raw.dtype == np.uint16:
        return ((raw.astype(np.uint32) + 128) // 257).astype(np.uint8)
    if raw.dtype == np.float32:
        return (np.clip(raw, 0, 1) * 255 + 0.5).astype(np.uint8)
    return raw.astype(np.uint8, copy=False)
