"""Qwen-Image Edit and Edit Plus (Alibaba): pictures changed by text."""

from __future__ import annotations

import math
from dataclasses import replace

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.families.qwen_image import LATENTS, cell
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import EDITS, described, edited, needed, painted, sized

EDIT, PART, PLUS = "QwenImageEditPipeline", "QwenImageEditInpaintPipeline", "QwenImageEditPlusPipeline"
_AREA, _STEP = 1024**2, 32
"""The pixels of a picture that it paints a part of, and of what its sides are multiples."""


def describe(contents: Contents) -> Described:
    """From the compression network's factor."""
    return described(cell(contents), 50 if contents.pipeline != PLUS else 40, 4.0, note=EDITS)


def call(contents: Contents, asked: Asked) -> Call:
    """The class of the folder, or, of the elder one, that for parts, which chooses the size by itself."""
    needed(asked, FAMILY.title)
    arguments = {
        **sized(asked),
        "true_cfg_scale": asked.request.guidance,
        "negative_prompt": asked.request.negative,
    }
    if contents.pipeline != PLUS:
        size = _chosen(contents, asked.size)
        if found := painted(Asked(replace(asked.request, size=size)), PART, arguments, size):
            return found
    return edited(asked, PLUS if contents.pipeline == PLUS else EDIT, arguments)


def _chosen(contents: Contents, wish: Size) -> Size:
    """The size that it makes of pictures with these proportions."""
    width = math.sqrt(_AREA * (wish.width / wish.height))
    multiple = cell(contents)
    sides = (round(side / _STEP) * _STEP // multiple * multiple for side in (width, width / (wish.width / wish.height)))
    return Size(*sides)


FAMILY = Family(
    "qwen_image_edit",
    "Qwen-Image Edit",
    (EDIT, PART, PLUS),
    describe,
    call,
    LATENTS,
    repositories=(
        "Qwen/Qwen-Image-Edit-2509",
        "Qwen/Qwen-Image-Edit",
    ),
)
