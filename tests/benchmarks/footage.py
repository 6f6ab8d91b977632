"""Films as a camera would take them, made here: a landscape of detail at every scale, things that move, and grain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

WIDTH, HEIGHT, RATE = 1920, 1080, 30
_ROOM = 400
"""How many pixels the camera can move to each side."""
_GRAINS = 4


def shoot(path: Path, seconds: int, key_frames: int = 30) -> Path:
    """A film of 1080p30 in H.264, with a key frame every so many frames: every second, like those of a phone."""
    options = {"crf": "20", "preset": "ultrafast", "g": str(key_frames)}
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=RATE, options=options)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for pixels in pictures(seconds * RATE):
            container.mux(video.encode(VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(video.encode(None))
    return path


def pictures(count: int) -> Iterator[NDArray[np.uint8]]:
    """The camera pans to and fro over the landscape, two balls cross the view, and grain lies over all."""
    chance = np.random.default_rng(4)
    land = _landscape(chance)
    grains = [chance.integers(0, 9, (HEIGHT, WIDTH, 3), np.uint8) for _ in range(_GRAINS)]
    for index in range(count):
        left = round(_ROOM * (1 + np.sin(index / 60)))
        top = round(_ROOM / 4 * (1 + np.cos(index / 45)))
        picture = land[top : top + HEIGHT, left : left + WIDTH].copy()
        for speed, color in ((17, (220, 90, 60)), (-11, (60, 120, 220))):
            centre = (index * speed) % WIDTH, HEIGHT // 2 + round(300 * np.sin(index / 20 + speed))
            cv2.circle(picture, centre, 90, color, -1, cv2.LINE_AA)
        yield np.asarray(cv2.add(picture, grains[index % _GRAINS]), np.uint8)


def _landscape(chance: np.random.Generator) -> NDArray[np.uint8]:
    """Noise of every scale, the coarse the strongest, larger than the view."""
    size = WIDTH + 2 * _ROOM, HEIGHT + _ROOM // 2
    total = np.full((size[1], size[0], 3), 110.0, np.float32)
    for cell, strength in ((480, 60), (120, 35), (30, 18), (8, 8), (2, 3)):
        coarse = chance.normal(0, strength, (size[1] // cell + 2, size[0] // cell + 2, 3)).astype(np.float32)
        total += cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    return np.clip(total, 0, 240).astype(np.uint8)
