"""Qwen-Image (Alibaba): text to image, image to image, parts painted anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import described, drawn, packed, painted, sized, spread, unpacked
from soraapp.models.diffusers.layouts import normalised
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT, IMAGE, PART = "QwenImagePipeline", "QwenImageImg2ImgPipeline", "QwenImageInpaintPipeline"


def cell(contents: Contents) -> int:
    """Pixels along a side of a token: the compression network halves as often as it says where it does so over time."""
    return 2 * 2 ** len(contents.config("vae", "temperal_downsample", [False, True, True]))


def describe(contents: Contents) -> Described:
    """From the compression network."""
    return replace(described(cell(contents), 50, 4.0, native=1328), step_caches=EVERY)


def call(_: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    guided = {"true_cfg_scale": asked.request.guidance, "negative_prompt": asked.request.negative}
    arguments = {**sized(asked), **guided}
    return painted(asked, PART, arguments) or drawn(asked, TEXT, IMAGE, arguments)


def encode(pipeline: Any, video: Any) -> Any:
    """Tokens of the first of these pictures."""
    return packed(pipeline, normalised(pipeline, video[:, :, :1])[:, :, 0])


LATENTS = Latents(encode, spread, unpacked)
FAMILY = Family(
    "qwen_image",
    "Qwen-Image",
    (TEXT, IMAGE),
    describe,
    call,
    LATENTS,
    repositories=("Qwen/Qwen-Image",),
    divides=True,
)
