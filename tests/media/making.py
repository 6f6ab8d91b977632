"""Tiny clips and films for the tests: each frame shows its number, so that a wrong one cannot pass for a right one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from soraapp.media.clip import Frames, Pixels, Size

BITS = 8
BLOCK = 16
NUMBERED = Size(BITS * BLOCK, 2 * BLOCK)


@dataclass(frozen=True, eq=False)
class ArrayClip:
    """Frames in memory as a clip. It refuses spans outside of itself."""

    array: Frames
    rate: Fraction = Fraction(24)

    @property
    def size(self) -> Size:
        return Size(self.array.shape[2], self.array.shape[1])

    @property
    def count(self) -> int:
        return len(self.array)

    def frames(self, start: int, stop: int) -> Frames:
        assert 0 <= start <= stop <= self.count
        return self.array[start:stop]


@dataclass(frozen=True)
class NumberedClip:
    """Made frame by frame: each shows its number in black and white blocks, which survive any compression."""

    count: int
    rate: Fraction = Fraction(24)
    size: Size = NUMBERED

    def frames(self, start: int, stop: int) -> Frames:
        assert 0 <= start <= stop <= self.count
        frames = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for place, number in zip(frames, range(start, stop), strict=True):
            place[:] = 128
            for bit in range(BITS):
                place[:BLOCK, bit * BLOCK : (bit + 1) * BLOCK] = 255 if number >> bit & 1 else 0
        return frames


def number_of(pixels: Pixels) -> int:
    """The number that a frame of a NumberedClip shows."""
    middle = pixels[BLOCK // 2, BLOCK // 2 : BITS * BLOCK : BLOCK, 1]
    return sum(1 << bit for bit, level in enumerate(middle) if level > 127)


def make_film(
    path: Path,
    frames: Frames,
    *,
    codec: str = "libx264",
    form: str | None = None,
    pixel_format: str = "yuv420p",
    rate: Fraction = Fraction(24),
    times: Sequence[int] | None = None,
    options: Mapping[str, str] | None = None,
    tagged: bool = True,
    rotated: int = 0,
) -> Path:
    """Writes a film with PyAV alone. `times` are the frames' times in units of 1/rate, for a variable rate."""
    with av.open(str(path), "w", format=form) as container:
        stream = container.add_stream(codec, rate=rate, options=dict(options or {}))
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = frames.shape[2], frames.shape[1], pixel_format
        stream.codec_context.time_base = 1 / rate
        if rotated:
            stream.set_display_rotation(rotated)
        if tagged:
            stream.codec_context.colorspace = stream.codec_context.color_primaries = 1
            stream.codec_context.color_trc = stream.codec_context.color_range = 1
        for pixels, time in zip(frames, times or range(len(frames)), strict=True):
            frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(
                format=pixel_format, dst_colorspace="ITU709" if tagged else "ITU601", dst_color_range="MPEG"
            )
            frame.pts, frame.time_base = time, 1 / rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def patches(colours: Sequence[tuple[int, int, int]], side: int = 32) -> Pixels:
    """Squares of plain colour side by side."""
    return np.repeat(np.repeat(np.array([colours], np.uint8), side, axis=0), side, axis=1)


def patch_colours(pixels: Pixels, side: int = 32) -> np.ndarray:
    """The colours in the middle of such squares, as int."""
    return pixels[side // 2, side // 2 :: side].astype(int)
