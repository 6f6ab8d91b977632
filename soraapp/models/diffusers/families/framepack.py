"""Framepack (lllyasviel): long clips from a first picture, and to a last one, over the parts of HunyuanVideo; the newer
one, F1, goes from the first picture on, and knows of no last one."""

from __future__ import annotations

import re
from fractions import Fraction

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, scaled
from soraapp.models.diffusers.speed.step_cache import EVERY
from soraapp.models.readme import repository_of

IMAGE = "HunyuanVideoFramepackPipeline"
_WINDOW = 9
"""Latents that are made at a time."""
_LONGEST = 120
"""Seconds that it was shown to keep together."""


def _newer(contents: Contents) -> bool:
    """Whether it is F1, which nothing but its name tells."""
    return "F1" in re.split(r"[-_/ ]", repository_of(contents.folder) or contents.folder.name)


def describe(contents: Contents) -> Described:
    """From the compression network's factors. It makes whole windows, the elder one from the last to the first."""
    window = _WINDOW * contents.config("vae", "temporal_compression_ratio", 4)
    rate = 30
    return Described(
        native_size=Size(832, 480),
        size_multiple=contents.config("vae", "spatial_compression_ratio", 8)
        * contents.config("transformer", "patch_size", 2),
        rate=Fraction(rate),
        count_step=window,
        native_count=_LONGEST * rate // window * window + 1,
        steps=30,
        guidance=9.0,
        negative=False,
        needs_first=True,
        keeps_anywhere=not _newer(contents),
        sources=False,
        masks=False,
        keeping_count=0,
        step_caches=EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """The pictures that it knows of; nothing else can be kept, as the parts are made one after another."""
    time = contents.config("vae", "temporal_compression_ratio", 4)
    windows = max(1, -(-(asked.count - 1) // (_WINDOW * time)))
    first, last = asked.first(), asked.last()
    assert first is not None, "it needs a picture to begin with"
    arguments = {
        **asked.usual(),
        # It counts windows by what they have without their neighbours.
        "num_frames": windows * ((_WINDOW - 1) * time + 1),
        "latent_window_size": _WINDOW,
        "image": first.pictures()[0],
        "last_image": last.pictures()[0] if last else None,
    }
    del arguments["negative_prompt"]
    if _newer(contents):
        from diffusers.pipelines.hunyuan_video.pipeline_hunyuan_video_framepack import FramepackSamplingType

        del arguments["last_image"]
        return Call(IMAGE, {**arguments, "sampling_type": FramepackSamplingType.VANILLA}, windows=windows)
    return Call(IMAGE, arguments, windows=windows, backward=True)


FAMILY = Family("framepack", "Framepack", (IMAGE,), describe, call, moving(scaled))
