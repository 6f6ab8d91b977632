"""Mochi 1 (Genmo): text."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, scaled
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT = "MochiPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network's factors and the transformer's patches."""
    return Described(
        native_size=Size(848, 480),
        size_multiple=prod(contents.config("vae", "spatial_expansions", [2, 2, 2]))
        * contents.config("transformer", "patch_size", 2),
        rate=Fraction(30),
        count_step=prod(contents.config("vae", "temporal_expansions", [1, 2, 3])),
        native_count=163,
        steps=64,
        guidance=4.5,
        step_caches=EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """All but text goes among the latents."""
    arguments = {**asked.usual(), "num_frames": asked.count}
    return Call(contents.pipeline, arguments, asked.rest(), source=asked.source is not None)


def encode(pipeline: Any, video: Any) -> Any:
    """Latents of pictures, normalised as the loop has them."""
    import torch

    latents, known = scaled(pipeline, video), pipeline.vae.config
    if known.latents_mean is None or known.latents_std is None:
        return latents
    mean, deviation = (
        torch.tensor(one).view(1, -1, 1, 1, 1).to(latents) for one in (known.latents_mean, known.latents_std)
    )
    return (latents - mean * known.scaling_factor) / deviation


FAMILY = Family(
    "mochi",
    "Mochi 1",
    (TEXT,),
    describe,
    call,
    moving(encode),
    repositories=("genmo/mochi-1-preview",),
)
