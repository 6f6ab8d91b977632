"""Decoded frames become RGB, and RGB becomes frames for an encoder: exact to rounding, with as few copies as can be."""

from __future__ import annotations

import os

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from soraapp.media.clip import Pixels
from soraapp.media.image import over_black

_THREADS = min(4, os.cpu_count() or 1)
"""However many there are, the bits are the same."""
_UNTAGGED = 2
_HIGH_DEFINITION = 720
_DECODED = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
"""Without both flags FFmpeg's conversion to RGB is faster but comes out up to 3 levels too dark."""
_ENCODED = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP
_UPRIGHT = {1: cv2.ROTATE_90_COUNTERCLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_CLOCKWISE}


class Converter:
    """Converts the frames of one film; for one thread at a time. What FFmpeg prepares for the first serves all."""

    def __init__(self) -> None:
        self._reformatter = VideoReformatter()

    def to_rgb(self, frame: VideoFrame, target: Pixels) -> None:
        """Writes a decoded frame into `target` as 8-bit RGB, turned upright."""
        turns = round(frame.rotation / 90) % 4
        if not turns:
            self._convert(frame, target)
            return
        height, width = target.shape[:2] if turns == 2 else target.shape[1::-1]
        lying = np.empty((height, width, 3), np.uint8)
        self._convert(frame, lying)
        cv2.rotate(lying, _UPRIGHT[turns], dst=target)

    def to_video(self, pixels: Pixels, pixel_format: str = "yuv420p") -> VideoFrame:
        """A frame for an encoder: of BT.709 with the range of video, or as RGB where the format is of that kind.
        Where pixels share colours, the sides must be whole multiples of how many do."""
        frame = VideoFrame.from_numpy_buffer(np.ascontiguousarray(pixels), format="rgb24")
        if pixel_format == "rgb24":
            return frame
        if not pixel_format.startswith(("yuv", "nv12")):
            return self._reformatter.reformat(frame, format=pixel_format, threads=_THREADS)
        return self._reformatter.reformat(
            frame,
            format=pixel_format,
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            interpolation=_ENCODED,
            threads=_THREADS,
        )

    def _convert(self, frame: VideoFrame, target: Pixels) -> None:
        kind = "rgba" if any(part.is_alpha for part in frame.format.components) else _plain(frame)
        converted = self._reformatter.reformat(
            frame,
            width=target.shape[1],
            height=target.shape[0],
            format=kind,
            src_colorspace=_guessed_space(frame),
            interpolation=_DECODED,
            threads=_THREADS,
        )
        if kind == "gbrp":
            green, blue, red = (_plane(converted, index) for index in range(3))
            cv2.merge([red, green, blue], dst=target)
        else:
            pixels = converted.to_ndarray().astype(np.uint8, copy=False)
            np.copyto(target, over_black(pixels) if kind == "rgba" else pixels)


def _plain(frame: VideoFrame) -> str:
    """How RGB without transparency is asked for. In planes it takes half the time, with the same bits except where the
    last row of colour stands for fewer rows of the picture than the others."""
    rows = frame.format.chroma_height(frame.height)
    return "rgb24" if rows and frame.height % rows else "gbrp"


def _plane(frame: VideoFrame, index: int) -> NDArray[np.uint8]:
    plane = frame.planes[index]
    rows = np.frombuffer(memoryview(plane), np.uint8)[: plane.line_size * plane.height]
    return rows.reshape(plane.height, plane.line_size)[:, : plane.width]


def _guessed_space(frame: VideoFrame) -> Colorspace | None:
    """By convention, untagged video is BT.709 from 720 lines up and BT.601 below."""
    if frame.colorspace != _UNTAGGED or frame.format.is_rgb:
        return None
    return Colorspace.ITU709 if min(frame.width, frame.height) >= _HIGH_DEFINITION else Colorspace.ITU601
