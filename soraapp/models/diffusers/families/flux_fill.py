"""Flux.1 Fill (Black Forest Labs): parts of pictures painted anew; without a picture, all of one."""

from __future__ import annotations

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import PACKED, described, factor, filled, sized

PART = "FluxFillPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network's factor. Its guidance is far stronger than that of others."""
    return described(2 * factor(contents), 50, 30.0, negative=False)


def call(_: Contents, asked: Asked) -> Call:
    """It is told all that is kept."""
    return filled(asked, PART, {**sized(asked), "guidance_scale": asked.request.guidance})


FAMILY = Family(
    "flux_fill",
    "Flux Fill",
    (PART,),
    describe,
    call,
    PACKED,
    repositories=("black-forest-labs/FLUX.1-Fill-dev",),
)
