"""Stable Diffusion 3 and 3.5 (Stability AI): text to image, image to image, parts painted anew."""

from __future__ import annotations

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import STILL, described, drawn, factor, painted

TEXT, IMAGE = "StableDiffusion3Pipeline", "StableDiffusion3Img2ImgPipeline"
PART = "StableDiffusion3InpaintPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network's factor and the patches of the transformer."""
    multiple = factor(contents) * contents.config("transformer", "patch_size", 2)
    return described(multiple, 28, 7.0)


def call(_: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    return painted(asked, PART, asked.usual()) or drawn(asked, TEXT, IMAGE, asked.usual())


FAMILY = Family(
    "sd3",
    "Stable Diffusion 3",
    (TEXT, IMAGE),
    describe,
    call,
    STILL,
    repositories=(
        "stabilityai/stable-diffusion-3.5-large",
        "stabilityai/stable-diffusion-3-medium-diffusers",
    ),
)
