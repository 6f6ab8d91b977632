"""Qwen-Image (Alibaba): text to image, image to image."""

from __future__ import annotations

from typing import Any

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.contents import Contents
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.imaging import described, drawn, packed, sized, spread, unpacked
from soraapp.models.diffusers.layouts import normalised

TEXT, IMAGE = "QwenImagePipeline", "QwenImageImg2ImgPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network, which halves as often as it says where it does so over time."""
    halvings = len(contents.config("vae", "temperal_downsample", [False, True, True]))
    return described(2 * 2**halvings, 50, 4.0, native=1328)


def call(_: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    guided = {"true_cfg_scale": asked.request.guidance, "negative_prompt": asked.request.negative}
    return drawn(asked, TEXT, IMAGE, {**sized(asked), **guided})


def encode(pipeline: Any, video: Any) -> Any:
    """Tokens of the first of these pictures."""
    return packed(pipeline, normalised(pipeline, video[:, :, :1])[:, :, 0])


FAMILY = Family(
    "qwen_image",
    "Qwen-Image",
    (TEXT, IMAGE),
    describe,
    call,
    Latents(encode, spread, unpacked),
    repositories=("Qwen/Qwen-Image",),
)
