"""SkyReels V1 (Skywork): clips of people from a first picture, over the parts of HunyuanVideo."""

from __future__ import annotations

from fractions import Fraction

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, scaled

IMAGE = "HunyuanSkyreelsImageToVideoPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network's factors."""
    return Described(
        native_size=Size(960, 544),
        size_multiple=contents.config("vae", "spatial_compression_ratio", 8)
        * contents.config("transformer", "patch_size", 2),
        rate=Fraction(24),
        count_step=contents.config("vae", "temporal_compression_ratio", 4),
        native_count=97,
        steps=50,
        guidance=6.0,
        needs_first=True,
        sources=False,
    )


def call(_: Contents, asked: Asked) -> Call:
    """It is guided by a negative prompt, and knows of one picture."""
    first = asked.first()
    assert first is not None, "it needs a picture to begin with"
    guided = {"guidance_scale": 1.0, "true_cfg_scale": asked.request.guidance}
    arguments = {**asked.usual(), **guided, "num_frames": asked.count, "image": first.pictures()[0]}
    # Of a clip only its first picture is known to the pipeline.
    return Call(IMAGE, arguments, asked.rest(first if len(first.span) == 1 else None))


FAMILY = Family("hunyuan_skyreels", "SkyReels V1", (IMAGE,), describe, call, moving(scaled))
