"""CogVideoX 1 and 1.5 (Zhipu): text, first picture, video to video."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, pictures
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import scaled
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT, IMAGE, VIDEO = "CogVideoXPipeline", "CogVideoXImageToVideoPipeline", "CogVideoXVideoToVideoPipeline"


def describe(contents: Contents) -> Described:
    """From the sizes of the transformer and the factors of the compression network."""
    space = 2 ** (len(contents.config("vae", "block_out_channels", [1] * 4)) - 1)
    time = int(contents.config("vae", "temporal_compression_ratio", 4))
    newer = contents.config("transformer", "patch_size_t") is not None
    width, height = (contents.config("transformer", f"sample_{side}", 0) * space for side in ("width", "height"))
    # What version 1.5 calls its sample is a limit.
    native = Size(1360, 768) if newer else Size(width, height) if width and height else Size(720, 480)
    limits: dict[str, Any] = {}
    if contents.config("transformer", "use_learned_positional_embeddings"):
        limits = {"smallest": native, "largest": native}
    return Described(
        native_size=native,
        size_multiple=space * contents.config("transformer", "patch_size", 2),
        rate=Fraction(16 if newer else 8),
        count_step=time,
        native_count=contents.config("transformer", "sample_frames", 81 if newer else 49),
        steps=50,
        guidance=6.0,
        needs_first=contents.pipeline == IMAGE,
        sources=contents.pipeline != IMAGE,
        **limits,
        step_caches=EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    counted = {**asked.usual(), "num_frames": asked.count}
    if contents.pipeline == IMAGE:
        first = asked.first()
        assert first is not None, "it needs a picture to begin with"
        # Of a clip only its first picture is known to the pipeline.
        done = first if len(first.span) == 1 else None
        return Call(IMAGE, {**counted, "image": first.pictures()[0]}, asked.rest(done))
    if asked.source is not None and not asked.keeps:
        step, together = describe(contents).count_step, contents.config("transformer", "patch_size_t", 1)
        more = -((asked.count - 1) // step + 1) % together * step
        video = [*pictures(asked.source), *pictures(asked.source[-1:]) * more]
        return Call(VIDEO, {**asked.usual(), "video": video, "strength": asked.share})
    return Call(TEXT, counted, asked.rest(), source=asked.source is not None)


def _ahead(pipeline: Any, latents: Any, time: int) -> Any:
    """With what stands before the first frame where several latents make one token; `time` is their dimension."""
    import torch

    together = pipeline.transformer.config.patch_size_t or 1
    missing = -latents.shape[time] % together
    return torch.cat([*[latents.narrow(time, 0, 1)] * missing, latents], dim=time)


def encode(pipeline: Any, video: Any) -> Any:
    """Latents of pictures as the loop has them: (1, frames, channels, height, width)."""
    return _ahead(pipeline, scaled(pipeline, video).transpose(1, 2), 1)


def spread(pipeline: Any, weights: Any, latents: Any) -> Any:
    """Weights of cells (frames, height, width) for every channel."""
    return _ahead(pipeline, weights, 0)[None, :, None].expand_as(latents)


def plain(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """The latents of the frames that are asked for, as (channels, frames, height, width)."""
    frames = (asked.count - 1) // pipeline.vae_scale_factor_temporal + 1
    return latents[0, -frames:].transpose(0, 1)


FAMILY = Family(
    "cogvideox",
    "CogVideoX",
    (TEXT, IMAGE, VIDEO),
    describe,
    call,
    Latents(encode, spread, plain),
    repositories=(
        "THUDM/CogVideoX-2b",
        "THUDM/CogVideoX-5b",
        "THUDM/CogVideoX-5b-I2V",
    ),
)
