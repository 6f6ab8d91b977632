"""What is asked of Flux.2."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.media.clip import Size
from tests.models.diffusers.cases.asking import Case
from tests.models.diffusers.cases.stills import edit, part

_SIZE = Size(64, 64)
"""The smallest of a picture that it changes."""
CASES: Mapping[str, Case] = {
    "flux2 text": Case("flux2", 1, "Flux2Pipeline", negative=None, size=_SIZE),
    "flux2 edit": edit("flux2", "Flux2Pipeline", _SIZE, negative=None),
    "flux2 small text": Case("flux2_small", 1, "Flux2KleinPipeline", negative=None, size=_SIZE),
    "flux2 small edit": edit("flux2_small", "Flux2KleinPipeline", _SIZE, negative=None),
    "flux2 small part": part("flux2_small", "Flux2KleinInpaintPipeline", _SIZE, negative=None),
}
