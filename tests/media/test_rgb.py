"""RGB from every kind of frame and back: the shortest way gives the bits of the straight one."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from numpy.typing import NDArray

from soraapp.media.decode import open_clip
from soraapp.media.rgb import Converter

KINDS = ("yuv420p", "yuvj420p", "yuv422p", "yuv444p", "yuv410p", "nv12", "yuv420p10le", "gray", "bgr0", "gbrp", "rgb24")
EXACT = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT


@pytest.mark.parametrize("size", [(48, 64), (77, 333), (270, 480), (5, 7), (1, 1)])
@pytest.mark.parametrize("kind", KINDS)
def test_the_way_over_planes_gives_the_same_bits(kind: str, size: tuple[int, int]) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (*size, 3), np.uint8)
    frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format=kind)
    frame.colorspace = Colorspace.ITU709
    straight = frame.reformat(format="rgb24", interpolation=EXACT, threads=1).to_ndarray()
    target = np.empty((*size, 3), np.uint8)
    Converter().to_rgb(frame, target)
    assert np.array_equal(target, straight)


def test_one_converter_serves_frames_of_all_kinds() -> None:
    converter, target = Converter(), np.empty((48, 64, 3), np.uint8)
    pixels = np.full((48, 64, 3), (200, 120, 40), np.uint8)
    for kind in (*KINDS[:3], "yuva420p", *KINDS):
        frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format=kind, dst_colorspace=Colorspace.ITU709)
        converter.to_rgb(frame, target)
        shown = pixels.mean(-1, keepdims=True) if kind == "gray" else pixels
        assert np.abs(target - shown.astype(int)).max() <= (20 if kind == "gray" else 3), kind


@pytest.mark.parametrize(
    ("colour", "levels"),
    [
        ((255, 0, 0), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((0, 0, 255), (32, 240, 118)),
        ((255,) * 3, (235, 128, 128)),
    ],
)
def test_frames_for_an_encoder_have_the_levels_of_the_standard(
    colour: tuple[int, int, int], levels: tuple[int, int, int]
) -> None:
    """ITU-R BT.709, table 4, in 8 bits."""
    wide = np.full((16, 64, 3), colour, np.uint8)
    for pixels in (wide, wide[:, ::-1], wide[::2, 8:40]):  # Whole, backwards, and cut out.
        frame = Converter().to_video(pixels)
        assert (frame.width, frame.height) == (pixels.shape[1], pixels.shape[0])
        for plane, level in zip(frame.planes, levels, strict=True):
            rows = np.frombuffer(memoryview(plane), np.uint8)[: plane.line_size * plane.height]
            found = rows.reshape(plane.height, -1)[:, : plane.width].astype(int)
            assert np.abs(found - level).max() <= 1


def test_the_bits_do_not_depend_on_the_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (270, 480, 3), np.uint8)
    films, pictures = list[bytes](), list[bytes]()
    for threads in (1, 2, 3, 7):
        monkeypatch.setattr("soraapp.media.rgb._THREADS", threads)
        converter, target = Converter(), np.empty_like(pixels)
        frame = converter.to_video(pixels)
        films.append(b"".join(bytes(plane) for plane in frame.planes))
        converter.to_rgb(frame, target)
        pictures.append(target.tobytes())
    assert len(set(films)) == 1
    assert len(set(pictures)) == 1


def test_every_pixel_is_the_rounded_result_of_the_standard(tmp_path: Path) -> None:
    """In H.264 chroma lies at the left of its two pixels and between two rows; linear between its samples, BT.709."""
    chance = np.random.default_rng(2)
    luma, blue, red = (chance.integers(16, 236, size, np.uint8) for size in ((56, 96), (28, 48), (28, 48)))
    frame = VideoFrame.from_ndarray(np.concatenate([luma, blue.reshape(-1, 96), red.reshape(-1, 96)]), "yuv420p")
    with av.open(str(tmp_path / "lossless.mp4"), "w") as container:
        video = container.add_stream("libx264", rate=30, options={"qp": "0"})
        video.width, video.height, video.pix_fmt = 96, 56, "yuv420p"
        video.codec_context.colorspace, video.codec_context.color_range = Colorspace.ITU709, ColorRange.MPEG
        container.mux(video.encode(frame))
        container.mux(video.encode(None))
    found = open_clip(tmp_path / "lossless.mp4").frames(0, 1)[0]
    light, pb, pr = (luma - 16.0) * 255 / 219, *((_enlarged(part) - 128) * 255 / 224 for part in (blue, red))
    green = light - (0.2126 * 1.5748 * pr + 0.0722 * 1.8556 * pb) / 0.7152
    true = np.stack([light + 1.5748 * pr, green, light + 1.8556 * pb], axis=-1).clip(0, 255)
    assert np.abs(found - true).max() < 0.55


def _enlarged(part: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Chroma at every pixel."""
    across = np.minimum(np.arange(2 * part.shape[1]) / 2, part.shape[1] - 1)
    down = ((np.arange(2 * part.shape[0]) - 0.5) / 2).clip(0, part.shape[0] - 1)
    rows = np.stack([np.interp(across, range(part.shape[1]), row) for row in part.astype(float)])
    return np.stack([np.interp(down, range(part.shape[0]), column) for column in rows.T], axis=1)
