"""Loops: pictures that move for ever without sound, as messages and pages show them."""

from __future__ import annotations

from soraapp.media.clip import Size
from soraapp.media.export.coding import Coding
from soraapp.media.export.preset import Family, Preset, Quality


def _gif(colours: int, dither: str) -> Coding:
    options = (("colours", str(colours)), ("dither", dither))
    return Coding("gif", "pal8", options, most=Size(65535, 65535))


def _webp(quality: int, effort: int, *, lossless: bool = False) -> Coding:
    chosen = (("lossless", "1"),) if lossless else (("quality", str(quality)),)
    options = (*chosen, ("compression_level", str(effort)))
    # Every frame by itself: libwebp_anim leaves what changes slowly as it was, until it is far off.
    return Coding("libwebp", "bgra", options, most=Size(16383, 16383))


LOOPS = (
    Preset(
        "gif",
        "GIF",
        "Moves everywhere, even in mail. 256 colours, no sound.",
        Family.LOOP,
        {".gif": "gif"},
        (
            Quality("draft", _gif(128, "bayer"), told="a palette for the whole clip"),
            Quality("good", _gif(256, "sierra2_4a"), told="a palette for the whole clip"),
            Quality("best", _gif(256, "floyd_steinberg"), told="a palette for every frame"),
        ),
        fastest=50,
    ),
    Preset(
        "webp",
        "Animated WebP",
        "A GIF in all colours and a fraction of its size; every browser shows it.",
        Family.LOOP,
        {".webp": "webp"},
        (
            Quality("draft", _webp(50, 2)),
            Quality("small", _webp(65, 4)),
            Quality("good", _webp(82, 4)),
            Quality("best", _webp(95, 5)),
            Quality("lossless", _webp(100, 3, lossless=True)),
        ),
    ),
)
