"""Flux.1 Kontext (Black Forest Labs): pictures changed by text, and text to image."""

from __future__ import annotations

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import EDITS, PACKED, described, edited, factor, painted, sized

EDIT, PART = "FluxKontextPipeline", "FluxKontextInpaintPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network's factor."""
    return described(2 * factor(contents), 28, 2.5, negative=False, note=EDITS)


def call(_: Contents, asked: Asked) -> Call:
    """The class and its arguments. The very size is made and looked at, not the nearest of a table."""
    width, height = asked.size
    exact = {"max_area": width * height, "_auto_resize": False}
    arguments = {**sized(asked), **exact, "guidance_scale": asked.request.guidance}
    return painted(asked, PART, arguments) or edited(asked, EDIT, arguments)


FAMILY = Family(
    "flux_kontext",
    "Flux Kontext",
    (EDIT, PART),
    describe,
    call,
    PACKED,
    repositories=("black-forest-labs/FLUX.1-Kontext-dev",),
)
