"""Encoders of graphics cards: used where a person asks for one, it is there, and a tiny film comes out of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, cast

import av.error
from av.codec import codecs_available
from av.codec.context import CodecContext
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from soraapp.errors import MediaError, SoraError
from soraapp.media.export.coding import Options
from soraapp.media.export.preset import Preset, Quality

_TRIED = (256, 256)


class Maker(NamedTuple):
    """Whose encoders they are: the end of their names in FFmpeg, what people call them, and how they take pictures."""

    ending: str
    title: str
    pixel_format: str

    def options(self, crf: int) -> Options:
        """What is nearest to such a quality of x264."""
        given: dict[str, Options] = {
            "nvenc": (("rc", "vbr"), ("cq", str(max(1, crf + 3))), ("preset", "p5"), ("bf", "0")),
            "videotoolbox": (("flags", "+qscale"), ("global_quality", str(118 * max(1, 100 - 2 * crf)))),
            "qsv": (("global_quality", str(max(1, crf + 2))), ("preset", "medium")),
            "amf": (("rc", "cqp"), ("qp_i", str(crf + 2)), ("qp_p", str(crf + 4)), ("quality", "quality")),
        }
        return given[self.ending]


MAKERS = (
    Maker("nvenc", "NVIDIA NVENC", "yuv420p"),
    Maker("videotoolbox", "Apple VideoToolbox", "yuv420p"),
    Maker("qsv", "Intel Quick Sync", "nv12"),
    Maker("amf", "AMD AMF", "yuv420p"),
)
"""Those that take pictures out of the memory of the machine, the likeliest first."""


def in_hardware(preset: Preset, quality: Quality) -> tuple[Quality, SoraError | None]:
    """The quality with an encoder of the graphics card in place of that of the processor; where there is none, the same
    and the reason, fit to be told. What it writes is not the same on every machine."""
    if not preset.hardware or quality.coding is None:
        return quality, _none(preset, "no graphics card has one for this format")
    crf = next((int(value) for name, value in quality.coding.options if name == "crf"), None)
    if not crf:
        return quality, _none(preset, "none of them is lossless")
    reasons: list[str] = []
    for maker in MAKERS:
        encoder = f"{preset.hardware}_{maker.ending}"
        if encoder not in codecs_available:
            continue
        coding = replace(
            quality.coding,
            encoder=encoder,
            pixel_format=maker.pixel_format,
            options=maker.options(round(crf * 0.8) if preset.hardware == "av1" else crf),
            fixed=(),
            threads=0,
        )
        trouble = _trouble(encoder, maker.pixel_format, coding.options)
        if not trouble:
            return replace(quality, coding=coding), None
        reasons.append(f"{maker.title}: {trouble}")
    return quality, _none(preset, "; ".join(reasons) or "this system has none that is known here")


@lru_cache(maxsize=32)
def _trouble(encoder: str, pixel_format: str, options: Options) -> str:
    """Why a tiny film cannot be made with an encoder; empty where it can."""
    try:
        context = cast("VideoCodecContext", CodecContext.create(encoder, "w"))
        context.width, context.height = _TRIED
        context.pix_fmt, context.time_base, context.framerate = pixel_format, Fraction(1, 24), Fraction(24)
        context.options = dict(options)
        frame = VideoFrame(*_TRIED, pixel_format)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.pts = 0
        made = [*context.encode(frame), *context.encode(None)]
    except (av.error.FFmpegError, ValueError) as error:
        return getattr(error, "strerror", "") or str(error)
    return "" if made else "nothing came out of it"


def _none(preset: Preset, reason: str) -> MediaError:
    return MediaError(
        "{preset} is written by the processor: no encoder of a graphics card can be used ({reason}).",
        remedy="Nothing is lost but time.",
        preset=preset.title,
        reason=reason,
    )
