"""What families of still images have in common: one frame, made from text or from a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from soraapp.errors import ModelError
from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, pictures
from soraapp.models.diffusers.family import Call, Described, Latents
from soraapp.models.diffusers.folder.contents import Contents

EDITS = "Changes a picture by what the text says to change. How strong an edit is counts only below 0.5."
"""What is told of models that change pictures by text."""
_FREE = 0.5
"""From this change on, such a model decides by itself what stays of a picture."""
_GREY, _WHITE = 128, 255


def described(
    multiple: int,
    steps: int,
    guidance: float,
    *,
    native: int = 1024,
    negative: bool = True,
    sources: bool = True,
    note: str = "",
    least: int = 32,
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
        note=note,
        smallest=Size(least, least),
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
    return Call(image, {**left, "image": pictures(asked.source)[0], "strength": _strength(asked)})


def _strength(asked: Asked) -> float:
    """How much of the schedule is done: less than a step is none, which pipelines refuse."""
    return min(max(asked.change, (1 + 1e-6) / asked.request.steps), 1.0)


def edited(asked: Asked, pipeline: str, arguments: Mapping[str, Any]) -> Call:
    """A picture changed by what the text says, or one from text where none is given. What is kept is kept among the
    latents; where little of the picture may change, it is begun from as well."""
    shown = asked.keeps[0].frames if asked.source is None and asked.keeps else asked.source
    given = {} if shown is None else {"image": pictures(shown)[0]}
    return Call(pipeline, {**arguments, **given}, asked.rest(), source=asked.change < _FREE)


def needed(asked: Asked, model: str) -> None:
    """Raises ModelError where there is no picture to change."""
    if asked.source is None and not asked.keeps:
        raise ModelError(
            "{model} changes pictures by text, and there is none to change.",
            remedy="Use Edit image, or choose another model.",
            model=model,
        )


def painted(asked: Asked, pipeline: str, arguments: Mapping[str, Any], size: Size | None = None) -> Call | None:
    """A part of a picture anew, with the class for that, where a part is kept and nothing else is asked; else None.
    `size` is the one that the class makes by itself."""
    if len(asked.keeps) != 1 or asked.keeps[0].mask is None or asked.keeps[0].strength != 1:
        return None
    return replace(filled(asked, pipeline, arguments), size=size)


def filled(asked: Asked, pipeline: str, arguments: Mapping[str, Any]) -> Call:
    """What is kept of pictures, and all else made under a white mask: from the source, or from nothing."""
    width, height = asked.size
    whole = asked.keeps[0].frames[0] if asked.keeps else np.full((height, width, 3), _GREY, np.uint8)
    shown = (whole if asked.source is None else asked.source[0]).copy()
    mask = np.full((height, width), _WHITE, np.uint8)
    for kept in asked.keeps:
        where = np.ones((height, width), np.bool_) if kept.mask is None else kept.mask
        shown[where] = kept.frames[0][where]
        mask[where] = round(_WHITE * (1 - kept.strength))
    given = {"image": pictures(shown[None])[0], "mask_image": pictures(mask[None])[0], "strength": _strength(asked)}
    return Call(pipeline, {**arguments, **given})


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
