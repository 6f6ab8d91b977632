"""HunyuanVideo (Tencent): text, first picture."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import scaled
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT, IMAGE = "HunyuanVideoPipeline", "HunyuanVideoImageToVideoPipeline"
_DROPPED = 4
"""Frames that the image pipeline makes and leaves out when the picture is among its channels."""


def describe(contents: Contents) -> Described:
    """From the compression network's factors. A network that was taught guidance knows no negative prompt."""
    taught = _taught(contents)
    return Described(
        native_size=Size(1280, 720),
        size_multiple=contents.config("vae", "spatial_compression_ratio", 8)
        * contents.config("transformer", "patch_size", 2),
        rate=Fraction(24),
        count_step=contents.config("vae", "temporal_compression_ratio", 4),
        native_count=129,
        steps=50,
        guidance=6.0 if taught else 1.0,
        negative=not taught,
        needs_first=contents.pipeline == IMAGE,
        sources=contents.pipeline != IMAGE,
        step_caches=EVERY,
    )


def _taught(contents: Contents) -> bool:
    return contents.pipeline == TEXT or bool(contents.config("transformer", "guidance_embeds"))


def call(contents: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    arguments = {**asked.usual(), "num_frames": asked.count}
    if _taught(contents):
        del arguments["negative_prompt"]
    else:
        arguments |= {"guidance_scale": 1.0, "true_cfg_scale": asked.request.guidance}
    if contents.pipeline == TEXT:
        return Call(TEXT, arguments, asked.rest(), source=asked.source is not None)
    first = asked.first()
    assert first is not None, "it needs a picture to begin with"
    if contents.config("transformer", "image_condition_type") == "latent_concat":
        arguments["num_frames"] = asked.count + _DROPPED
    # Of a clip only its first picture is known to the pipeline.
    done = first if len(first.span) == 1 else None
    return Call(IMAGE, {**arguments, "image": first.pictures()[0]}, asked.rest(done))


def _dropped(pipeline: Any) -> int:
    """How many frames it makes before the first one that it gives."""
    concat = pipeline.transformer.config.image_condition_type == "latent_concat"
    return _DROPPED if concat else 0


def encode(pipeline: Any, video: Any) -> Any:
    """Latents of pictures as the loop has them; those that it leaves out are as the first."""
    import torch

    return scaled(pipeline, torch.cat([*[video[:, :, :1]] * _dropped(pipeline), video], dim=2))


def spread(_pipeline: Any, weights: Any, latents: Any) -> Any:
    """Weights of cells (frames, height, width) for every channel; what is left out is kept as the first is."""
    import torch

    missing = latents.shape[2] - len(weights)
    return torch.cat([*[weights[:1]] * missing, weights])[None, None].expand_as(latents)


def plain(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """The latents of the frames that are asked for."""
    return latents[0, :, -((asked.count - 1) // pipeline.vae_scale_factor_temporal + 1) :]


FAMILY = Family(
    "hunyuan",
    "HunyuanVideo",
    (TEXT, IMAGE),
    describe,
    call,
    Latents(encode, spread, plain),
    repositories=(
        "hunyuanvideo-community/HunyuanVideo",
        "hunyuanvideo-community/HunyuanVideo-I2V",
    ),
)
