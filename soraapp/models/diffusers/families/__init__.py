"""The families there are. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.diffusers.families import (
    allegro,
    cogvideox,
    cosmos,
    flux,
    flux2,
    flux_fill,
    flux_kontext,
    framepack,
    helios,
    helios_pyramid,
    hunyuan,
    hunyuan15,
    hunyuan_skyreels,
    kandinsky5,
    kandinsky5_image,
    ltx,
    ltx2,
    mochi,
    qwen_image,
    qwen_image_edit,
    sana,
    sana_video,
    sd3,
    sdxl,
    skyreels,
    wan,
    wan_animate,
    zimage,
)
from soraapp.models.diffusers.family import Family

ALL = (
    wan.FAMILY,
    wan_animate.FAMILY,
    ltx.FAMILY,
    flux.FAMILY,
    flux2.FAMILY,
    flux_kontext.FAMILY,
    flux_fill.FAMILY,
    sd3.FAMILY,
    sdxl.FAMILY,
    zimage.FAMILY,
    sana.FAMILY,
    allegro.FAMILY,
    cogvideox.FAMILY,
    cosmos.FAMILY,
    mochi.FAMILY,
    ltx2.FAMILY,
    helios.FAMILY,
    helios_pyramid.FAMILY,
    sana_video.FAMILY,
    kandinsky5.FAMILY,
    kandinsky5_image.FAMILY,
    hunyuan.FAMILY,
    framepack.FAMILY,
    hunyuan15.FAMILY,
    hunyuan_skyreels.FAMILY,
    skyreels.FAMILY,
    qwen_image.FAMILY,
    qwen_image_edit.FAMILY,
)
BY_PIPELINE: Mapping[str, Family] = {pipeline: family for family in ALL for pipeline in family.pipelines}
"""By the class that a folder names."""
