"""Wan 2.1 and 2.2 (Alibaba): text, first and last picture, video to video, VACE."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, pictures
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, normalised
from soraapp.models.diffusers.speed.step_cache import EVERY, FORESEEN

TEXT, IMAGE, VIDEO, VACE = "WanPipeline", "WanImageToVideoPipeline", "WanVideoToVideoPipeline", "WanVACEPipeline"
_GREY, _WHITE = 128, 255


def describe(contents: Contents) -> Described:
    """From the compression network's factors and the shape of the transformer's patches."""
    from math import prod

    space = contents.config("vae", "scale_factor_spatial", 8)
    time = contents.config("vae", "scale_factor_temporal", 0) or 2 ** sum(
        contents.config("vae", "temperal_downsample", [False, True, True])
    )
    patch = contents.config("transformer", "patch_size", [1, 2, 2])
    fine = contents.settings.get("expand_timesteps", False)  # Wan 2.2 5B.
    assert prod(patch), "a patch has a size"
    return Described(
        native_size=Size(1280, 704) if fine else Size(832, 480),
        size_multiple=space * patch[1],
        rate=Fraction(24 if fine else 16),
        count_step=time,
        native_count=121 if fine else 81,
        steps=50,
        guidance=5.0,
        needs_first=contents.pipeline == IMAGE,
        needs_last=contents.pipeline == IMAGE and needs_last(contents),
        sources=contents.pipeline != IMAGE,
        step_caches=FORESEEN if contents.pipeline == VACE else EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    request = asked.request
    common = {
        "prompt": asked.prompt,
        "negative_prompt": request.negative,
        "height": asked.size.height,
        "width": asked.size.width,
        "guidance_scale": request.guidance,
    }
    if contents.pipeline == VACE:
        return _vace(asked, common)
    counted = {**common, "num_frames": asked.count}
    if contents.pipeline == IMAGE:
        first, last = asked.first(), asked.last() if knows_last(contents) else None
        assert first is not None, "it needs a picture to begin with"
        begin = {"image": first.pictures()[0], "last_image": last.pictures()[-1] if last else None}
        # Of clips only the first or the last picture is known to the pipeline.
        return Call(IMAGE, {**counted, **begin}, asked.rest(*asked.single(first, last)))
    if asked.source is not None and not asked.keeps:
        return Call(VIDEO, {**common, "video": pictures(asked.source), "strength": asked.share})
    return Call(TEXT, counted, asked.rest(), source=asked.source is not None)


def knows_last(contents: Contents) -> bool:
    """Whether a model of pictures knows of a last one: those that look at pictures have places for one or for two."""
    sees = contents.config("transformer", "image_dim") is not None
    return not sees or contents.config("transformer", "pos_embed_seq_len") is not None


def needs_last(contents: Contents) -> bool:
    """Whether a model of pictures needs a last one: where it looks at pictures, it has places for two."""
    seen = contents.config("transformer", "image_dim") is not None
    return seen and contents.config("transformer", "pos_embed_seq_len") is not None


def _vace(asked: Asked, common: dict[str, Any]) -> Call:
    """Grey where something is to be made, under a white mask; what is kept is there, under a black one."""
    width, height = asked.size
    frames = np.full((asked.count, height, width, 3), _GREY, np.uint8)
    masks = np.full((asked.count, height, width), _WHITE, np.uint8)
    for kept in asked.keeps:
        where = np.ones((height, width), np.bool_) if kept.mask is None else kept.mask
        for frame, picture in zip(kept.span, kept.frames, strict=True):
            frames[frame][where] = picture[where]
            masks[frame][where] = 0
    arguments = {
        **common,
        "num_frames": asked.count,
        "video": pictures(frames),
        "mask": pictures(masks),
    }
    return Call(VACE, arguments, source=asked.source is not None)


FAMILY = Family(
    "wan",
    "Wan",
    (TEXT, IMAGE, VIDEO, VACE),
    describe,
    call,
    moving(normalised),
    repositories=(
        "Wan-AI/Wan2.1-T2V-1.3B-Diffusers",
        "Wan-AI/Wan2.1-T2V-14B-Diffusers",
        "Wan-AI/Wan2.1-I2V-14B-480P-Diffusers",
        "Wan-AI/Wan2.1-VACE-1.3B-diffusers",
        "Wan-AI/Wan2.2-TI2V-5B-Diffusers",
        "Wan-AI/Wan2.2-T2V-A14B-Diffusers",
        "Wan-AI/Wan2.2-I2V-A14B-Diffusers",
    ),
    divides=True,
)
