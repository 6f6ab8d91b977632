"""Flux.2 and Flux.2 Klein (Black Forest Labs): text to image, pictures changed by text, and parts painted anew."""

from __future__ import annotations

from typing import Any

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import EDITS, described, edited, factor, painted, sized

LARGE, SMALL, PAINTED = "Flux2Pipeline", "Flux2KleinPipeline", "Flux2KleinInpaintPipeline"
_LARGEST = 1024**2
"""The pixels of the largest picture of which it paints a part: larger ones it would make smaller."""
_LEAST, _LONGEST = 64, 8
"""The shortest side of a picture that it changes, and how much longer the other may be."""


def _quick(contents: Contents) -> bool:
    """Whether it was taught to need few steps; it then takes no guidance."""
    return bool(contents.settings.get("is_distilled"))


def describe(contents: Contents) -> Described:
    """From the compression network's factor, and whether the network was taught to need few steps."""
    steps, guidance = (4, 1.0) if _quick(contents) else (50, 4.0)
    return described(2 * factor(contents), steps, guidance, negative=False, note=EDITS, least=_LEAST)


def call(contents: Contents, asked: Asked) -> Call:
    """The class of the folder; the small one has another for parts of a picture."""
    arguments = {**sized(asked), "guidance_scale": asked.request.guidance}
    fits = asked.size.width * asked.size.height <= _LARGEST
    if contents.pipeline == SMALL and fits and (found := painted(asked, PAINTED, arguments)):
        return found
    if max(asked.size) > _LONGEST * min(asked.size):
        return Call(contents.pipeline, arguments, asked.rest(), source=asked.source is not None)
    return edited(asked, contents.pipeline, arguments)


def encode(pipeline: Any, video: Any) -> Any:
    """Tokens of the first of these pictures."""
    vae = pipeline.vae
    picture = video[:, :, 0].to(vae.device, vae.dtype)
    return pipeline._pack_latents(pipeline._encode_vae_image(picture, None))


def spread(pipeline: Any, weights: Any, latents: Any) -> Any:
    """Weights of cells (1, height, width) as those of the numbers of tokens: a number is of one cell."""
    channels = latents.shape[-1] // 4
    cells = weights[None].expand(1, channels, *weights.shape[1:]).contiguous()
    return pipeline._pack_latents(pipeline._patchify_latents(cells))


def plain(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """Tokens as (channels, 1, height, width), as the network that compresses has them."""
    vae = pipeline.vae
    norm = vae.bn
    deviation = (norm.running_var + vae.config.batch_norm_eps).sqrt()
    tokens = latents * deviation.to(latents) + norm.running_mean.to(latents)
    return pipeline._unpatchify_latents(given(pipeline, tokens, asked))[0][:, None]


def given(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """Tokens (1, places, numbers) as (1, numbers, rows, columns): a view of the same."""
    side = 2 * pipeline.vae_scale_factor
    return latents.mT.view(1, latents.shape[-1], asked.size.height // side, asked.size.width // side)


FAMILY = Family(
    "flux2",
    "Flux.2",
    (LARGE, SMALL),
    describe,
    call,
    Latents(encode, spread, plain, given=given),
    repositories=(
        "black-forest-labs/FLUX.2-dev",
        "black-forest-labs/FLUX.2-klein-base-9B",
    ),
    divides=True,
)
