"""Kandinsky 5 for images (Sber): text to image, and pictures changed by text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import EDITS, described, edited, needed

TEXT, EDIT = "Kandinsky5T2IPipeline", "Kandinsky5I2IPipeline"
_SIZES = (
    Size(1024, 1024),
    Size(640, 1408),
    Size(1408, 640),
    Size(768, 1280),
    Size(1280, 768),
    Size(896, 1152),
    Size(1152, 896),
)
"""It makes no others."""


def describe(contents: Contents) -> Described:
    """All is fixed but the class."""
    return described(16, 50, 3.5, note=EDITS if contents.pipeline == EDIT else "")


def call(contents: Contents, asked: Asked) -> Call:
    """The class of the folder, at the size whose proportions are nearest."""
    size = _chosen(asked.size)
    fitted = Asked(replace(asked.request, size=size))
    if contents.pipeline == EDIT:
        needed(fitted, FAMILY.title)
        return replace(edited(fitted, EDIT, fitted.usual()), size=size)
    return Call(TEXT, fitted.usual(), fitted.rest(), source=fitted.source is not None, size=size)


def _chosen(wish: Size) -> Size:
    return min(_SIZES, key=lambda size: abs(size.width / size.height - wish.width / wish.height))


def encode(pipeline: Any, video: Any) -> Any:
    """Latents (1, 1, height, width, channels) of the first of these pictures; where the network is shown a picture,
    that stands behind."""
    import torch

    vae = pipeline.vae
    latents = vae.encode(video[:, :, 0].to(vae.device, vae.dtype)).latent_dist.mode() * vae.config.scaling_factor
    found = latents.permute(0, 2, 3, 1)[:, None]
    if not pipeline.transformer.visual_cond:
        return found
    return torch.cat([found, found, torch.ones_like(found[..., :1])], dim=-1)


def spread(pipeline: Any, weights: Any, latents: Any) -> Any:
    """Weights of cells (1, height, width) for the channels of the picture that is made alone."""
    channels = pipeline.vae.config.latent_channels
    found = weights[None, ..., None].repeat(1, 1, 1, 1, latents.shape[-1])
    found[..., channels:] = 0
    return found


def plain(pipeline: Any, latents: Any, _: Asked) -> Any:
    """The channels of the picture that is made first."""
    return latents[0, ..., : pipeline.vae.config.latent_channels].permute(3, 0, 1, 2)


FAMILY = Family(
    "kandinsky5_image",
    "Kandinsky 5 Image",
    (TEXT, EDIT),
    describe,
    call,
    Latents(encode, spread, plain),
    repositories=(
        "kandinskylab/Kandinsky-5.0-T2I-Lite-sft-Diffusers",
        "kandinskylab/Kandinsky-5.0-I2I-Lite-sft-Diffusers",
    ),
)
