"""Allegro (Rhymes): text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import scaled
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT = "AllegroPipeline"
_TILE, _OVERLAP = 24, 8
"""Frames that are decoded at once, and how many of these are decoded again with the next."""
_OVERLAP_HEIGHT, _OVERLAP_WIDTH = 120, 80


def describe(contents: Contents) -> Described:
    """From the sizes of the transformer. As it decodes whole tiles only, more is made and then left out."""
    space = _space(contents)
    tile = contents.config("vae", "sample_size", 320)
    width = contents.config("transformer", "sample_width", 160) * space
    height = contents.config("transformer", "sample_height", 90) * space
    return Described(
        native_size=Size(width, height),
        size_multiple=space * contents.config("transformer", "patch_size", 2),
        rate=Fraction(15),
        count_step=1,
        native_count=contents.config("transformer", "sample_frames", 22)
        * int(contents.config("vae", "temporal_compression_ratio", 4)),
        steps=100,
        guidance=7.5,
        smallest=Size(tile, tile),
        step_caches=EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """All but text goes among the latents."""
    tile = contents.config("vae", "sample_size", 320)
    size = Size(_whole(asked.size.width, tile, _OVERLAP_WIDTH), _whole(asked.size.height, tile, _OVERLAP_HEIGHT))
    arguments = {
        **asked.usual(),
        "width": size.width,
        "height": size.height,
        "num_frames": _whole(asked.count, _TILE, _OVERLAP),
        # Else it depends on what is installed.
        "clean_caption": False,
    }
    return Call(contents.pipeline, arguments, asked.rest(), source=asked.source is not None, size=size)


def _space(contents: Contents) -> int:
    return 2 ** (len(contents.config("vae", "block_out_channels", [1] * 4)) - 1)


def _whole(wish: int, tile: int, overlap: int) -> int:
    """The least number that tiles fill, at or above the wish."""
    step = tile - overlap
    return tile if wish <= tile or step <= 0 else tile + -(-(wish - tile) // step) * step


def encode(pipeline: Any, video: Any) -> Any:
    """Latents of pictures; the last stays to the end of the last tile."""
    import torch

    missing = _whole(video.shape[2], _TILE, _OVERLAP) - video.shape[2]
    return scaled(pipeline, torch.cat([video, video[:, :, -1:].expand(-1, -1, missing, -1, -1)], dim=2))


def spread(_pipeline: Any, weights: Any, latents: Any) -> Any:
    """Weights of cells (frames, height, width); those of the last hold to the end of the last tile."""
    import torch

    missing = latents.shape[2] - len(weights)
    return torch.cat([weights, *[weights[-1:]] * missing])[None, None].expand_as(latents)


def plain(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """The latents of the frames that are asked for."""
    return latents[0, :, : -(-asked.count // together(pipeline))]


def together(pipeline: Any) -> int:
    """How many frames share a latent."""
    return int(pipeline.vae.config.temporal_compression_ratio)


def prepare(pipeline: Any) -> None:
    """It decodes in no other way than by tiles."""
    pipeline.vae.enable_tiling()


LATENTS = Latents(encode, spread, plain, together)
FAMILY = Family(
    "allegro",
    "Allegro",
    (TEXT,),
    describe,
    call,
    LATENTS,
    prepare=prepare,
    loras=False,
    blocks={"AllegroTransformerBlock": (0, None)},
    repositories=("rhymes-ai/Allegro",),
)
