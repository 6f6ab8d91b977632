"""What the tests of exports write, and how they read it back: with other programs where ours read otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from soraapp.media.clip import Frames, Size
from tests.media.making import BLOCK, number_of

SIZE = Size(128, 96)


@dataclass(frozen=True)
class Drifting:
    """Soft colours that drift, with the number of the frame in the first rows as in a NumberedClip."""

    count: int
    rate: Fraction = Fraction(24)
    size: Size = SIZE

    def frames(self, start: int, stop: int) -> Frames:
        assert 0 <= start <= stop <= self.count
        down, across = np.mgrid[: self.size.height, : self.size.width].astype(np.float64)
        target = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for place, number in zip(target, range(start, stop), strict=True):
            shift = number * 2.0
            place[..., 0] = 128 + 90 * np.sin((across + shift) / 37)
            place[..., 1] = 128 + 90 * np.sin((down - shift) / 29)
            place[..., 2] = 128 + 90 * np.cos((across - down + shift) / 41)
            for bit in range(8):
                place[:BLOCK, bit * BLOCK : (bit + 1) * BLOCK] = 255 if number >> bit & 1 else 0
        return target


def whole(clip: Drifting) -> Frames:
    return clip.frames(0, clip.count)


def numbers(frames: Frames) -> list[int]:
    return [number_of(pixels) for pixels in frames]


def nearness(found: NDArray[np.uint8], wanted: NDArray[np.uint8]) -> float:
    """The peak signal-to-noise ratio in decibels."""
    error = np.mean((found.astype(np.float64) - wanted) ** 2)
    return float(10 * np.log10(255**2 / max(error, 1e-9)))


def moving(path: Path) -> tuple[Frames, list[int]]:
    """The pictures of a GIF or WebP, and for how many milliseconds each is seen, by Pillow."""
    pictures: list[NDArray[np.uint8]] = []
    times: list[int] = []
    with Pillow.open(path) as file:
        for index in range(getattr(file, "n_frames", 1)):
            file.seek(index)
            file.load()
            pictures.append(np.asarray(file.convert("RGB")))
            times.append(int(file.info["duration"]))
    return np.stack(pictures), times


def picture(path: Path) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """RGB as it is in the file, with as many bits, by OpenCV."""
    found = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert found is not None
    return cast("NDArray[np.uint8] | NDArray[np.uint16]", cv2.cvtColor(found, cv2.COLOR_BGR2RGB))
