"""Kandinsky 5 (Sber): text, first picture."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import scaled
from soraapp.models.diffusers.speed.step_cache import BUT_FIRST

TEXT, IMAGE = "Kandinsky5T2VPipeline", "Kandinsky5I2VPipeline"
_TILE = 8
"""Cells along a side of what sparse attention treats as one."""


def describe(contents: Contents) -> Described:
    """From the compression network's factors, the transformer's patches and how that attends."""
    cell = (
        contents.config("vae", "spatial_compression_ratio", 8) * contents.config("transformer", "patch_size", [1, 2])[1]
    )
    sparse = contents.config("transformer", "attention_type") == "nabla"
    return Described(
        native_size=Size(768, 512),
        size_multiple=cell * _TILE if sparse else max(16, cell),
        rate=Fraction(24),
        count_step=contents.config("vae", "temporal_compression_ratio", 4),
        native_count=121,
        steps=50,
        guidance=5.0,
        needs_first=contents.pipeline == IMAGE,
        sources=contents.pipeline != IMAGE,
        # The class for pictures measures the first four latents by those behind them.
        least_count=1 + 4 * contents.config("vae", "temporal_compression_ratio", 4)
        if contents.pipeline == IMAGE
        else 1,
        step_caches=BUT_FIRST,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """The class of the folder: each was taught one of the two."""
    arguments: dict[str, Any] = {**asked.usual(), "num_frames": asked.count}
    if contents.pipeline == TEXT:
        return Call(TEXT, arguments, asked.rest(), source=asked.source is not None)
    first = asked.first()
    assert first is not None, "it needs a picture to begin with"
    # Of a clip only its first picture is known to the pipeline.
    done = first if len(first.span) == 1 else None
    return Call(IMAGE, {**arguments, "image": first.pictures()[0]}, asked.rest(done))


def encode(pipeline: Any, video: Any) -> Any:
    """Latents with channels last; where the network is told what is given, nothing is."""
    import torch

    latents = scaled(pipeline, video).permute(0, 2, 3, 4, 1)
    if not pipeline.transformer.visual_cond:
        return latents
    return torch.cat([latents, torch.zeros_like(latents), torch.zeros_like(latents[..., :1])], dim=-1)


def spread(pipeline: Any, weights: Any, latents: Any) -> Any:
    """Weights of cells (frames, height, width) for the channels of the picture alone."""
    channels = pipeline.vae.config.latent_channels
    found = weights[None, ..., None].repeat(1, 1, 1, 1, latents.shape[-1])
    found[..., channels:] = 0
    return found


def plain(pipeline: Any, latents: Any, _: Asked) -> Any:
    """The channels of the picture first."""
    return latents[0, ..., : pipeline.vae.config.latent_channels].permute(3, 0, 1, 2)


FAMILY = Family(
    "kandinsky5",
    "Kandinsky 5",
    (TEXT, IMAGE),
    describe,
    call,
    Latents(encode, spread, plain),
    repositories=(
        "kandinskylab/Kandinsky-5.0-T2V-Lite-sft-5s-Diffusers",
        "kandinskylab/Kandinsky-5.0-I2V-Pro-sft-5s-Diffusers",
    ),
)
