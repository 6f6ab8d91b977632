"""Helios: text and first picture, of any length, made window by window."""

from __future__ import annotations

from fractions import Fraction

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, normalised
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT = "HeliosPipeline"
_LATENTS = 9
"""Latent frames of a window."""


def _time(contents: Contents) -> int:
    found = contents.config("vae", "scale_factor_temporal")
    return found or 2 ** sum(contents.config("vae", "temperal_downsample", [False, True, True]))


def describe(contents: Contents) -> Described:
    """From the compression network's factors and the shape of the transformer's patches."""
    patch = contents.config("transformer", "patch_size", [1, 2, 2])
    return Described(
        native_size=Size(640, 384),
        size_multiple=contents.config("vae", "scale_factor_spatial", 8) * patch[1],
        rate=Fraction(24),
        count_step=_time(contents),
        native_count=1449,
        steps=50,
        guidance=5.0,
        keeps_anywhere=False,
        keeping_count=0,
        sources=False,
        masks=False,
        step_caches=EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """Whole windows are made, and what is more than was asked for is cut. It begins with no clip: its windows follow
    upon what they are given, and do not show it."""
    first = asked.first()
    arguments = {**asked.usual(), "num_frames": asked.count, "num_latent_frames_per_chunk": _LATENTS}
    if first is not None:
        arguments["image"] = first.pictures()[0]
    window = (_LATENTS - 1) * _time(contents) + 1
    return Call(TEXT, arguments, windows=-(-asked.count // window))


FAMILY = Family(
    "helios",
    "Helios",
    (TEXT,),
    describe,
    call,
    moving(normalised),
    blocks={"HeliosTransformerBlock": (0, None)},
    repositories=("BestWishYsh/Helios-Base",),
)
