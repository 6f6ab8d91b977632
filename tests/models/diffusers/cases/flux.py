"""What is asked of Flux."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from PIL import Image as Pictures

from tests.models.diffusers.cases.asking import Case
from tests.models.diffusers.cases.stills import edit, image, part

_EXACT: Mapping[str, Any] = {"max_area": 32 * 32, "_auto_resize": False}
"""The size of the picture, not one of a table."""
_WHITE = Pictures.fromarray(np.full((32, 32), 255, np.uint8))
_GREY = Pictures.fromarray(np.full((32, 32, 3), 128, np.uint8))
CASES: Mapping[str, Case] = {
    "flux text": Case("flux", 1, "FluxPipeline", negative=None),
    "flux image": image("flux", "FluxImg2ImgPipeline", negative=None),
    "flux part": part("flux", "FluxInpaintPipeline", negative=None),
    "flux kontext text": Case("flux_kontext", 1, "FluxKontextPipeline", _EXACT, negative=None),
    "flux kontext edit": edit("flux_kontext", "FluxKontextPipeline", more=_EXACT, negative=None),
    "flux kontext part": part("flux_kontext", "FluxKontextInpaintPipeline", more=_EXACT, negative=None),
    "flux fill part": part("flux_fill", "FluxFillPipeline", negative=None),
    "flux fill image": image("flux_fill", "FluxFillPipeline", more={"mask_image": _WHITE}, negative=None),
    "flux fill text": Case(
        "flux_fill", 1, "FluxFillPipeline", {"image": _GREY, "mask_image": _WHITE, "strength": 1.0}, negative=None
    ),
}
