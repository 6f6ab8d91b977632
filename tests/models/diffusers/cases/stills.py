"""What is asked of models of still images."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from PIL import Image as Pictures

from soraapp.media.clip import Size
from soraapp.models.request import Keep, Source
from tests.models.diffusers.cases.asking import SIZE, Case, clip, picture, still

NONE: Mapping[str, Any] = MappingProxyType({})


def image(pipeline: str, by_hand: str, more: Mapping[str, Any] = NONE, **changes: object) -> Case:
    """An image from an image."""
    return Case(
        pipeline,
        1,
        by_hand,
        {"image": picture(5), "strength": 0.7, **more},
        source=lambda able: Source(clip(5, 1, able.rate), 0.7),
        **changes,  # pyright: ignore[reportArgumentType]
    )


def edit(pipeline: str, by_hand: str, size: Size = SIZE, more: Mapping[str, Any] = NONE, **changes: object) -> Case:
    """An image changed by text."""
    return Case(
        pipeline,
        1,
        by_hand,
        {"image": picture(5, size), **more},
        source=lambda able: Source(clip(5, 1, able.rate, size), 0.7),
        size=size,
        **changes,  # pyright: ignore[reportArgumentType]
    )


def part(pipeline: str, by_hand: str, size: Size = SIZE, more: Mapping[str, Any] = NONE, **changes: object) -> Case:
    """A part of an image anew."""
    return Case(
        pipeline,
        1,
        by_hand,
        {"image": picture(5, size), "mask_image": outside(9, size), "strength": 1.0, **more},
        keeps=lambda able: (Keep(clip(5, 1, able.rate, size), mask=still(9, size)),),
        size=size,
        **changes,  # pyright: ignore[reportArgumentType]
    )


def outside(seed: int, size: Size = SIZE) -> Pictures.Image:
    """White where a mask is dark."""
    return Pictures.fromarray(255 - (np.asarray(picture(seed, size)).max(axis=2) > 127).astype(np.uint8) * 255)


CASES: Mapping[str, Case] = {
    "sd3 text": Case("sd3", 1, "StableDiffusion3Pipeline"),
    "sd3 image": image("sd3", "StableDiffusion3Img2ImgPipeline"),
    "sd3 part": part("sd3", "StableDiffusion3InpaintPipeline"),
    "sdxl text": Case("sdxl", 1, "StableDiffusionXLPipeline"),
    "sdxl image": image("sdxl", "StableDiffusionXLImg2ImgPipeline", sized=True),
    "sdxl part": part("sdxl", "StableDiffusionXLInpaintPipeline"),
    "zimage text": Case("zimage", 1, "ZImagePipeline"),
    "zimage image": image("zimage", "ZImageImg2ImgPipeline"),
    "zimage part": part("zimage", "ZImageInpaintPipeline"),
    "sana text": Case("sana", 1, "SanaPipeline", {"use_resolution_binning": False}),
}
