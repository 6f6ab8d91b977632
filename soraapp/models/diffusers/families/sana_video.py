"""Sana Video (NVIDIA): text, first picture."""

from __future__ import annotations

from fractions import Fraction

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, normalised

TEXT, IMAGE = "SanaVideoPipeline", "SanaImageToVideoPipeline"
_MULTIPLE = 32
"""Of any size, whatever the networks would allow: the pipelines demand it."""


def describe(contents: Contents) -> Described:
    """From the compression network's factors and the shape of the transformer's patches."""
    time = contents.config("vae", "scale_factor_temporal", 0) or 2 ** sum(
        contents.config("vae", "temperal_downsample", [False, True, True])
    )
    patch = contents.config("transformer", "patch_size", [1, 2, 2])
    return Described(
        native_size=Size(832, 480),
        size_multiple=max(_MULTIPLE, contents.config("vae", "scale_factor_spatial", 8) * patch[1]),
        rate=Fraction(16),
        count_step=time,
        native_count=81,
        steps=50,
        guidance=6.0,
        needs_first=contents.pipeline == IMAGE,
        sources=contents.pipeline != IMAGE,
    )


def call(_: Contents, asked: Asked) -> Call:
    """The very size is made, not the nearest of a table that is then cut."""
    arguments = {**asked.usual(), "frames": asked.count, "use_resolution_binning": False}
    first = asked.first()
    if first is None or asked.source is not None:
        return Call(TEXT, arguments, asked.rest(), source=asked.source is not None)
    # Of a clip only its first picture is known to the pipeline.
    done = first if len(first.span) == 1 else None
    return Call(IMAGE, {**arguments, "image": first.pictures()[0]}, asked.rest(done))


FAMILY = Family(
    "sana_video",
    "Sana Video",
    (TEXT, IMAGE),
    describe,
    call,
    moving(normalised),
    repositories=("Efficient-Large-Model/SANA-Video_2B_480p_diffusers",),
)
