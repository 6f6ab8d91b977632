"""Stable Diffusion XL (Stability AI): text to image, image to image, parts painted anew."""

from __future__ import annotations

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import STILL, described, drawn, factor, painted

TEXT, IMAGE = "StableDiffusionXLPipeline", "StableDiffusionXLImg2ImgPipeline"
PART = "StableDiffusionXLInpaintPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network's factor, and the size that the network was made for."""
    space = factor(contents)
    return described(space, 50, 5.0, native=space * contents.config("unet", "sample_size", 128))


def call(_: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    return painted(asked, PART, asked.usual()) or drawn(asked, TEXT, IMAGE, asked.usual(), fitted=True)


FAMILY = Family(
    "sdxl",
    "Stable Diffusion XL",
    (TEXT, IMAGE),
    describe,
    call,
    STILL,
    repositories=("stabilityai/stable-diffusion-xl-base-1.0",),
)
