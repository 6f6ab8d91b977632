"""Flux.1 (Black Forest Labs): text to image, image to image, parts painted anew. Its network was taught guidance."""

from __future__ import annotations

from dataclasses import replace

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import PACKED, described, drawn, factor, painted, sized
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT, IMAGE, PART = "FluxPipeline", "FluxImg2ImgPipeline", "FluxInpaintPipeline"
_QUICK = 256
"""How many tokens the quick one (schnell) reads."""


def _guided(contents: Contents) -> bool:
    """Whether the network knows of guidance; the quick one, which needs four steps, does not."""
    return bool(contents.config("transformer", "guidance_embeds"))


def describe(contents: Contents) -> Described:
    """From the compression network's factor and whether the network takes guidance."""
    guided = _guided(contents)
    told = described(2 * factor(contents), 28 if guided else 4, 3.5 if guided else 0.0, negative=False)
    return replace(told, step_caches=EVERY)


def call(contents: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    read = {} if _guided(contents) else {"max_sequence_length": _QUICK}
    arguments = {**sized(asked), "guidance_scale": asked.request.guidance, **read}
    return painted(asked, PART, arguments) or drawn(asked, TEXT, IMAGE, arguments)


FAMILY = Family(
    "flux",
    "Flux",
    (TEXT, IMAGE),
    describe,
    call,
    PACKED,
    repositories=(
        "black-forest-labs/FLUX.1-schnell",
        "black-forest-labs/FLUX.1-dev",
    ),
    divides=True,
)
