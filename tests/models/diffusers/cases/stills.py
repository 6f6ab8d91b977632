"""What is asked of models of still images."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.request import Source
from tests.models.diffusers.cases.asking import Case, clip, picture


def image(pipeline: str, by_hand: str, **changes: object) -> Case:
    """An image from an image."""
    return Case(
        pipeline,
        1,
        by_hand,
        {"image": picture(5), "strength": 0.7},
        source=lambda able: Source(clip(5, 1, able.rate), 0.7),
        **changes,  # pyright: ignore[reportArgumentType]
    )


CASES: Mapping[str, Case] = {
    "flux text": Case("flux", 1, "FluxPipeline", negative=None),
    "flux image": image("flux", "FluxImg2ImgPipeline", negative=None),
    "sd3 text": Case("sd3", 1, "StableDiffusion3Pipeline"),
    "sd3 image": image("sd3", "StableDiffusion3Img2ImgPipeline"),
    "sdxl text": Case("sdxl", 1, "StableDiffusionXLPipeline"),
    "sdxl image": image("sdxl", "StableDiffusionXLImg2ImgPipeline", sized=True),
    "zimage text": Case("zimage", 1, "ZImagePipeline"),
    "zimage image": image("zimage", "ZImageImg2ImgPipeline"),
    "sana text": Case("sana", 1, "SanaPipeline", {"use_resolution_binning": False}),
}
