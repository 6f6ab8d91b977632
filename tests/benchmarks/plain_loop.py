"""``python3 -m tests.benchmarks.plain_loop SOURCE FILM``: the memory benchmark's film, made by nothing but a loop."""

from __future__ import annotations

import sys

import av
import cv2
from av.video.frame import VideoFrame

SIZES = ((1440, 1080), (1280, 720), (1920, 1080))
EXACT = "bilinear+accurate_rnd+full_chroma_int"


def main(source: str, film: str) -> None:
    """One frame at a time: decode, scale three times, encode."""
    with av.open(source) as reading, av.open(film, "w") as writing:
        reading.streams.video[0].thread_type = "AUTO"
        video = writing.add_stream("libx264", rate=30, options={"crf": "16", "preset": "medium"})
        video.width, video.height, video.pix_fmt = 1920, 1080, "yuv420p"
        video.codec_context.thread_type = "AUTO"
        for frame in reading.decode(video=0):
            pixels = frame.to_ndarray(format="rgb24")
            for width, height in SIZES:
                pixels = scaled(pixels, width, height)
            writing.mux(video.encode(VideoFrame.from_ndarray(pixels, format="rgb24")))
        writing.mux(video.encode(None))


def scaled(pixels, width: int, height: int):
    """The size is filled; what juts out is cut off."""
    inner_width = min(pixels.shape[1], round(pixels.shape[0] * width / height))
    inner_height = min(pixels.shape[0], round(pixels.shape[1] * height / width))
    left, top = (pixels.shape[1] - inner_width) // 2, (pixels.shape[0] - inner_height) // 2
    inner = pixels[top : top + inner_height, left : left + inner_width]
    shrinks = width <= inner_width and height <= inner_height
    return cv2.resize(inner, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)


if __name__ == "__main__":
    main(*sys.argv[1:])
