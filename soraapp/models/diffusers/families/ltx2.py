"""LTX-2 (Lightricks): text, and pictures and clips at any frame. It makes the sound as well."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, Kept
from soraapp.models.diffusers.families.ltx import encode, spread
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.speed.step_cache import FORESEEN

TEXT, IMAGE, CONDITION = "LTX2Pipeline", "LTX2ImageToVideoPipeline", "LTX2ConditionPipeline"
_MODULE = "ltx2"
_OWN = ("LTX2TextConnectors", "LTX2Vocoder", "LTX2VocoderWithBWE", "LTX2DurationHead", "LTX2VideoHDRProcessor")
_PLAIN: dict[str, Any] = {
    "stg_scale": 0.0,
    "spatio_temporal_guidance_blocks": None,
    "modality_scale": 1.0,
    "guidance_rescale": 0.0,
    "audio_guidance_scale": None,
    "audio_stg_scale": None,
    "audio_modality_scale": None,
    "audio_guidance_rescale": None,
    "use_cross_timestep": False,
}
"""How 2.0 was made to be called; what pipelines do by themselves is for 2.3 and later."""


def describe(contents: Contents) -> Described:
    """From the compression network's factors."""
    halvings = sum(contents.config("vae", "spatio_temporal_scaling", [True] * 4))
    space, time = (
        contents.config("vae", f"{way}_compression_ratio") or contents.config("vae", patch, usual) * 2**halvings
        for way, patch, usual in (("spatial", "patch_size", 4), ("temporal", "patch_size_t", 1))
    )
    return Described(
        native_size=Size(768, 512),
        size_multiple=max(32, space),
        rate=Fraction(24),
        count_step=min(time, 8),
        native_count=121,
        steps=30,
        guidance=3.0 if _later(contents) else 4.0,
        sources=False,
        step_caches=FORESEEN,
    )


def _later(contents: Contents) -> bool:
    """Whether it is 2.3 or later."""
    return bool(contents.config("transformer", "cross_attn_mod"))


def call(contents: Contents, asked: Asked) -> Call:
    """Keeps become conditions where they are kept all over, and clips begin where a latent does."""
    from diffusers.pipelines.ltx2 import LTX2VideoCondition

    arguments: dict[str, Any] = {
        **asked.usual(),
        "num_frames": asked.count,
        "frame_rate": float(asked.request.rate),
        **({} if _later(contents) else _PLAIN),
    }
    step = describe(contents).count_step
    known = [kept for kept in asked.keeps if _fits(kept, step)]
    if not known:
        return Call(TEXT, arguments, asked.rest())
    arguments["conditions"] = [
        LTX2VideoCondition(
            frames=kept.pictures()[0] if len(kept.span) == 1 else kept.pictures(),
            index=-(-kept.span.start // step),
            strength=kept.strength,
        )
        for kept in known
    ]
    return Call(CONDITION, arguments, asked.rest(*known))


def _fits(kept: Kept, step: int) -> bool:
    """A condition stands at a latent: the first is of one frame, each other one of as many as make a step."""
    if kept.mask is not None:
        return False
    begins = kept.span.start == 0 or kept.span.start % step == 1 % step
    return len(kept.span) == 1 or (begins and (len(kept.span) - 1) % step == 0)


def plain(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """Tokens as (channels, frames, height, width). Those of conditions stand behind them, and are left out."""
    frames = (asked.count - 1) // pipeline.vae_temporal_compression_ratio + 1
    height, width = (side // pipeline.vae_spatial_compression_ratio for side in (asked.size.height, asked.size.width))
    patch, patch_t = pipeline.transformer_spatial_patch_size, pipeline.transformer_temporal_patch_size
    count = frames * height * width // (patch * patch * patch_t)
    return pipeline._unpack_latents(latents[:, :count], frames, height, width, patch, patch_t)[0]


FAMILY = Family(
    "ltx2",
    "LTX-2",
    (TEXT, IMAGE, CONDITION),
    describe,
    call,
    Latents(encode, spread, plain, conditions_behind=True),
    own=dict.fromkeys(_OWN, _MODULE),
    sound=lambda pipeline: pipeline.vocoder.config.output_sampling_rate,
    repositories=(
        "Lightricks/LTX-2",
        "diffusers/LTX-2.3-Diffusers",
    ),
)
