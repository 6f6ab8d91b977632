"""What families of still images have in common: one frame, made from text or from a picture."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, pictures
from soraapp.models.diffusers.contents import Contents
from soraapp.models.diffusers.family import Call, Described, Latents


def described(
    multiple: int, steps: int, guidance: float, *, native: int = 1024, negative: bool = True, sources: bool = True
) -> Described:
    """A model that makes one frame of `native` pixels in square."""
    return Described(
        native_size=Size(native, native),
        size_multiple=multiple,
        rate=Fraction(24),
        count_step=1,
        native_count=1,
        steps=steps,
        guidance=guidance,
        negative=negative,
        sources=sources,
    )


def factor(contents: Contents, usual: int = 8) -> int:
    """How many pixels a latent spans: the compression network halves between its blocks."""
    blocks = contents.config("vae", "block_out_channels")
    return 2 ** (len(blocks) - 1) if blocks else usual


def sized(asked: Asked) -> dict[str, Any]:
    """The arguments that all these pipelines take."""
    return {"prompt": asked.prompt, "height": asked.size.height, "width": asked.size.width}


def drawn(asked: Asked, text: str, image: str, arguments: Mapping[str, Any], *, fitted: bool = False) -> Call:
    """A picture from text, or with the class for that from a picture, where nothing else is asked of it. `fitted`:
    that class takes the size of the picture."""
    if asked.source is None or asked.keeps:
        return Call(text, arguments, asked.rest(), source=asked.source is not None)
    left = {name: value for name, value in arguments.items() if not fitted or name not in ("height", "width")}
    # Less than a step is none, which pipelines refuse.
    strength = max(asked.change, (1 + 1e-6) / asked.request.steps)
    return Call(image, {**left, "image": pictures(asked.source)[0], "strength": min(strength, 1.0)})


def encode(pipeline: Any, video: Any) -> Any:
    """Latents (1, channels, height, width) of the first of these pictures, normalised as the loop has them."""
    vae = pipeline.vae
    latents = vae.encode(video[:, :, 0].to(vae.device, vae.dtype)).latent_dist.mode()
    return (latents - (vae.config.shift_factor or 0.0)) * vae.config.scaling_factor


STILL = Latents(
    encode=encode,
    spread=lambda _, weights, latents: weights[None].expand_as(latents),
    plain=lambda _, latents, __: latents[0][:, None],
)
"""One latent a cell, none packed."""


def packed(pipeline: Any, latents: Any) -> Any:
    """Latents (1, channels, height, width) as tokens of two by two."""
    return pipeline._pack_latents(latents, *latents.shape)


def unpacked(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """Tokens of two by two as (channels, 1, height, width)."""
    found = pipeline._unpack_latents(latents, asked.size.height, asked.size.width, pipeline.vae_scale_factor)
    return found[0] if found.ndim == 5 else found[0][:, None]


def spread(pipeline: Any, weights: Any, latents: Any) -> Any:
    """Weights of cells (1, height, width) as those of the numbers of tokens: a number is of one cell."""
    channels = latents.shape[-1] // 4
    return packed(pipeline, weights[None].expand(1, channels, *weights.shape[1:]))


PACKED = Latents(
    encode=lambda pipeline, video: packed(pipeline, encode(pipeline, video)), spread=spread, plain=unpacked
)
"""Tokens of two by two cells."""
