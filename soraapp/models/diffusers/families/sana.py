"""Sana (NVIDIA): text to image; a picture to begin with is noised among the latents."""

from __future__ import annotations

from typing import Any

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import STILL, described

TEXT = "SanaPipeline"


def describe(contents: Contents) -> Described:
    """From the factor of the deep compression network, and the size that the network was made for."""
    space = 2 ** (len(contents.config("vae", "encoder_block_out_channels", [0] * 6)) - 1)
    native = space * contents.config("transformer", "sample_size", 32)
    return described(max(32, space), 20, 4.5, native=native)


def call(_: Contents, asked: Asked) -> Call:
    """The very size is made, not the nearest of a table that is then cut."""
    arguments = {**asked.usual(), "use_resolution_binning": False}
    return Call(TEXT, arguments, asked.rest(), source=asked.source is not None)


def encode(pipeline: Any, video: Any) -> Any:
    """Latents (1, channels, height, width) of the first of these pictures."""
    vae = pipeline.vae
    return vae.encode(video[:, :, 0].to(vae.device, vae.dtype)).latent * vae.config.scaling_factor


FAMILY = Family(
    "sana",
    "Sana",
    (TEXT,),
    describe,
    call,
    Latents(encode, STILL.spread, STILL.plain),
    repositories=("Efficient-Large-Model/Sana_1600M_1024px_BF16_diffusers",),
)
