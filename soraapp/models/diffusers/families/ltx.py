"""LTX-Video (Lightricks): text, and media at any frame with any strength."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, Kept
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT, CONDITION = "LTXPipeline", "LTXConditionPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network's factors."""
    halvings = sum(contents.config("vae", "spatio_temporal_scaling", [True, True, True, False]))
    space = contents.config("vae", "patch_size", 4) * 2**halvings
    time = contents.config("vae", "patch_size_t", 1) * 2**halvings
    return Described(
        native_size=Size(704, 480),
        size_multiple=max(32, space),
        rate=Fraction(25),
        count_step=time,
        native_count=161,
        steps=50,
        guidance=3.0,
        step_caches=EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """Keeps become conditions where they are kept all over, and clips have one frame more than a multiple."""
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    request = asked.request
    arguments: dict[str, Any] = {
        "prompt": asked.prompt,
        "negative_prompt": request.negative,
        "height": asked.size.height,
        "width": asked.size.width,
        "num_frames": asked.count,
        "frame_rate": float(request.rate),
        "guidance_scale": request.guidance,
    }
    step = describe(contents).count_step
    known = [kept for kept in asked.keeps if _fits(kept, step)]
    if not known or asked.source is not None:
        return Call(TEXT, arguments, asked.rest(), source=asked.source is not None)
    arguments["conditions"] = [
        LTXVideoCondition(
            image=kept.pictures()[0] if len(kept.span) == 1 else None,
            video=kept.pictures() if len(kept.span) > 1 else None,
            frame_index=kept.span.start,
            strength=kept.strength,
        )
        for kept in known
    ]
    return Call(CONDITION, arguments, asked.rest(*known))


def _fits(kept: Kept, step: int) -> bool:
    return kept.mask is None and (len(kept.span) - 1) % step == 0 and kept.span.start % step == 0


def encode(pipeline: Any, video: Any) -> Any:
    """Latents of pictures, normalised and packed as the loop has them."""
    vae = pipeline.vae
    latents = vae.encode(video.to(vae.device, vae.dtype)).latent_dist.mode().float()
    latents = pipeline._normalize_latents(latents, vae.latents_mean, vae.latents_std)
    return _packed(pipeline, latents)


def _packed(pipeline: Any, latents: Any) -> Any:
    return pipeline._pack_latents(
        latents, pipeline.transformer_spatial_patch_size, pipeline.transformer_temporal_patch_size
    )


def spread(pipeline: Any, weights: Any, latents: Any) -> Any:
    """Weights of cells (frames, height, width) as those of tokens."""
    return _packed(pipeline, weights[None, None])[..., :1].expand_as(latents)


def plain(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """Tokens as (channels, frames, height, width). Those of conditions stand before them, and are left out."""
    frames = (asked.count - 1) // pipeline.vae_temporal_compression_ratio + 1
    height, width = (side // pipeline.vae_spatial_compression_ratio for side in (asked.size.height, asked.size.width))
    patch, patch_t = pipeline.transformer_spatial_patch_size, pipeline.transformer_temporal_patch_size
    count = frames * height * width // (patch * patch * patch_t)
    return pipeline._unpack_latents(latents[:, -count:], frames, height, width, patch, patch_t)[0]


FAMILY = Family(
    "ltx",
    "LTX-Video",
    (TEXT, CONDITION),
    describe,
    call,
    Latents(encode, spread, plain),
    repositories=(
        "Lightricks/LTX-Video-0.9.5",
        "Lightricks/LTX-Video",
    ),
)
