"""Latents as most families have them. Imports no torch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from soraapp.models.diffusers.family import Latents


def moving(encode: Callable[[Any, Any], Any]) -> Latents:
    """Of shape (1, channels, frames, height, width) in the loop, as they come from the network that compresses."""
    return Latents(
        encode=encode,
        spread=lambda _, weights, latents: weights[None, None].expand_as(latents),
        plain=lambda _, latents, __: latents[0],
    )


def scaled(pipeline: Any, video: Any) -> Any:
    """Pictures compressed, and multiplied by the factor that the network was published with."""
    vae = pipeline.vae
    latents = vae.encode(video.to(vae.device, vae.dtype)).latent_dist.mode().float()
    return latents * vae.config.scaling_factor


def normalised(pipeline: Any, video: Any) -> Any:
    """Pictures compressed, each channel with the mean and the deviation that the network was published with."""
    import torch

    vae = pipeline.vae
    latents = vae.encode(video.to(vae.device, vae.dtype)).latent_dist.mode()
    shape = (1, vae.config.z_dim, 1, 1, 1)
    known = (vae.config.latents_mean, vae.config.latents_std)
    mean, deviation = (torch.tensor(one).view(shape).to(latents) for one in known)
    return ((latents - mean) / deviation).float()
