"""The families there are. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.diffusers import allegro, cogvideox, flux, ltx, mochi, sana, sd3, sdxl, wan, zimage
from soraapp.models.diffusers.family import Family

ALL = (
    wan.FAMILY,
    ltx.FAMILY,
    flux.FAMILY,
    sd3.FAMILY,
    sdxl.FAMILY,
    zimage.FAMILY,
    sana.FAMILY,
    allegro.FAMILY,
    cogvideox.FAMILY,
    mochi.FAMILY,
)
BY_PIPELINE: Mapping[str, Family] = {pipeline: family for family in ALL for pipeline in family.pipelines}
"""By the class that a folder names."""
