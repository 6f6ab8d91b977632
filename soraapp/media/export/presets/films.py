"""Films: pictures and sound, as players, browsers and editing programs take them."""

from __future__ import annotations

from soraapp.media.clip import Size
from soraapp.media.export.coding import Coding, SoundCoding
from soraapp.media.export.preset import Family, Preset, Quality

_FILES = {".mp4": "mp4", ".mov": "mov", ".mkv": "matroska"}
_AAC = SoundCoding("aac", "AAC", (128, 192, 448))
_AAC_BEST = SoundCoding("aac", "AAC", (192, 320, 640))
_OPUS = SoundCoding("libopus", "Opus", (96, 160, 384))
_PCM = SoundCoding("pcm_s24le", "PCM", bits=24)
_LOOKAHEAD = "10"
"""Frames that x264 looks ahead. Each takes 6 MB at 1080p; its usual 40 make a film 6 % longer and 0.4 dB nearer."""
_THREADS = 3
"""However many cores there are: with another number of threads x264 writes other bits, and a film is the same on every
machine. More would wait for frames, and each takes 20 MB at 1080p."""


def _x264(crf: int, preset: str, encoder: str = "libx264", pixel_format: str = "yuv420p") -> Coding:
    # Without cpu-independent, approximations of the processor's own decide where bits go.
    fixed = (("rc-lookahead", _LOOKAHEAD), ("x264-params", "cpu-independent=1"))
    options = (("crf", str(crf)), ("preset", preset))
    return Coding(encoder, pixel_format, options, fixed, threads=_THREADS, least=Size(2, 2))


def _x265(crf: int, preset: str, pixel_format: str = "yuv420p") -> Coding:
    # With info it would write its version and the number of cores into the film.
    parameters = "log-level=error:info=0:frame-threads=2:pools=4"
    if not crf:
        parameters += ":lossless=1"
    options = (*((("crf", str(crf)),) if crf else ()), ("preset", preset))
    fixed = (("x265-params", parameters),)
    return Coding("libx265", pixel_format, options, fixed, tag="hvc1", least=Size(16, 16), most=Size(8192, 8192))


def _av1(crf: int, preset: int) -> Coding:
    fixed = (("svtav1-params", "lp=3"),)
    options = (("crf", str(crf)), ("preset", str(preset)))
    return Coding("libsvtav1", "yuv420p10le", options, fixed, least=Size(64, 64), most=Size(8192, 4352))


def _vp9(crf: int, speed: int, pixel_format: str = "yuv420p") -> Coding:
    options = (("crf", str(crf)),) if crf else (("lossless", "1"),)
    fixed = (("b", "0"), ("deadline", "good"), ("row-mt", "1"), ("tile-columns", "1"), ("auto-alt-ref", "1"))
    speed_option = (("cpu-used", str(speed)),)
    return Coding("libvpx-vp9", pixel_format, (*options, *speed_option), (*fixed, ("lag-in-frames", "16")), threads=4)


def _prores(profile: int, pixel_format: str = "yuv422p10le") -> Coding:
    return Coding("prores_ks", pixel_format, (("profile", str(profile)),), (("vendor", "apl0"),), least=Size(16, 16))


FILMS = (
    Preset(
        "h264",
        "H.264",
        "Plays everywhere: every phone, browser and television.",
        Family.FILM,
        _FILES,
        (
            Quality("draft", _x264(28, "veryfast"), _AAC),
            Quality("small", _x264(22, "medium"), _AAC),
            Quality("good", _x264(16, "medium"), _AAC),
            Quality("best", _x264(10, "slow"), _AAC_BEST),
            Quality("lossless", _x264(0, "medium", "libx264rgb", "rgb24"), _AAC_BEST),
        ),
        hardware="h264",
    ),
    Preset(
        "h265",
        "H.265",
        "Half the size of H.264 for the same picture; newer devices play it.",
        Family.FILM,
        _FILES,
        (
            Quality("draft", _x265(30, "ultrafast"), _AAC),
            Quality("small", _x265(25, "medium"), _AAC),
            Quality("good", _x265(19, "medium"), _AAC),
            Quality("best", _x265(13, "slow"), _AAC_BEST),
            Quality("lossless", _x265(0, "medium", "gbrp"), _AAC_BEST, "lossless"),
        ),
        hardware="hevc",
    ),
    Preset(
        "vp9",
        "WebM (VP9)",
        "For pages on the web, without royalties; every browser plays it.",
        Family.FILM,
        {".webm": "webm", ".mkv": "matroska"},
        (
            Quality("draft", _vp9(42, 8), _OPUS),
            Quality("small", _vp9(36, 4), _OPUS),
            Quality("good", _vp9(26, 4), _OPUS),
            Quality("best", _vp9(16, 2), _OPUS),
            Quality("lossless", _vp9(0, 4, "gbrp"), _OPUS),
        ),
    ),
    Preset(
        "av1",
        "AV1",
        "The smallest files, without royalties; browsers and devices of the last years play it.",
        Family.FILM,
        {".mp4": "mp4", ".mkv": "matroska", ".webm": "webm"},
        (
            Quality("draft", _av1(45, 10), _OPUS),
            Quality("small", _av1(36, 8), _OPUS),
            Quality("good", _av1(24, 8), _OPUS),
            Quality("best", _av1(14, 5), _OPUS),
        ),
        hardware="av1",
    ),
    Preset(
        "prores",
        "ProRes 422",
        "For editing programs: every frame by itself, with sound as it is. Large files.",
        Family.FILM,
        {".mov": "mov", ".mkv": "matroska"},
        (
            Quality("draft", _prores(0), _PCM, "422 Proxy"),
            Quality("small", _prores(1), _PCM, "422 LT"),
            Quality("good", _prores(2), _PCM, "422"),
            Quality("best", _prores(3), _PCM, "422 HQ"),
        ),
    ),
    Preset(
        "prores4444",
        "ProRes 4444",
        "For grading and compositing: a colour for every pixel. Very large files.",
        Family.FILM,
        {".mov": "mov", ".mkv": "matroska"},
        (
            Quality("good", _prores(4, "yuv444p10le"), _PCM, "4444"),
            Quality("best", _prores(5, "yuv444p10le"), _PCM, "4444 XQ"),
        ),
    ),
)
