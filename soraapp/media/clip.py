"""Images and clips: frozen descriptions of pixels that are decoded only when asked for.

Every concrete image or clip is a small frozen dataclass, so it compares by content, has a digest (`identity.digest`),
and travels between the worker process and the window as a description rather than as frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.uint8]
"""RGB pixels of shape (frames, height, width, 3), 0 to 255."""

Pixels = NDArray[np.uint8]
"""RGB pixels of shape (height, width, 3), 0 to 255."""

CHUNK = 4
"""How many frames are streamed at a time, unless a caller asks for another number."""


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@runtime_checkable
class Image(Protocol):
    """A still picture."""

    @property
    def size(self) -> Size: ...

    def pixels(self) -> Pixels:
        """The decoded picture. Raises MediaError when it cannot be read."""
        ...


@runtime_checkable
class Clip(Protocol):
    """Moving pictures: a size, a frame rate, a number of frames, and the frames themselves."""

    @property
    def size(self) -> Size: ...

    @property
    def rate(self) -> Fraction:
        """Frames a second."""
        ...

    @property
    def count(self) -> int:
        """The number of frames, at least 1."""
        ...

    def frames(self, start: int, stop: int) -> Frames:
        """The frames start <= i < stop, where 0 <= start <= stop <= count. Raises MediaError if they cannot be read."""
        ...


def stream(clip: Clip, chunk: int = CHUNK) -> Iterator[Frames]:
    """All frames of a clip in order, at most `chunk` at a time, so that memory stays flat."""
    for start in range(0, clip.count, chunk):
        yield clip.frames(start, min(start + chunk, clip.count))


def seconds(clip: Clip) -> Fraction:
    """The duration of a clip in seconds."""
    return Fraction(clip.count) / clip.rate


@dataclass(frozen=True)
class FrameImage:
    """One frame of a clip as a still picture."""

    clip: Clip
    index: int

    @property
    def size(self) -> Size:
        return self.clip.size

    def pixels(self) -> Pixels:
        return self.clip.frames(self.index, self.index + 1)[0]


@dataclass(frozen=True)
class StillClip:
    """A still picture held for a number of frames."""

    image: Image
    rate: Fraction
    count: int

    @property
    def size(self) -> Size:
        return self.image.size

    def frames(self, start: int, stop: int) -> Frames:
        return np.repeat(self.image.pixels()[None], stop - start, axis=0)
