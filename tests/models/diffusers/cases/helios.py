"""What is asked of Helios."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, picture, still

_STAGED = "HeliosPyramidPipeline"
_STEPS: Mapping[str, Any] = {"pyramid_num_inference_steps_list": [2, 2]}
"""Three steps are two for each of two stages."""
_SIZE = Size(64, 64)
"""Of which a half has more than one place."""
CASES: Mapping[str, Case] = {
    "helios text": Case("helios", 37, "HeliosPipeline", {"num_frames": 66}),
    "helios first": Case(
        "helios", 9, "HeliosPipeline", {"num_frames": 33, "image": picture(1)}, keeps=lambda _: (Keep(still(1)),)
    ),
    "helios staged text": Case("helios_staged", 37, _STAGED, {"num_frames": 66, **_STEPS}, staged=True, size=_SIZE),
    "helios staged first": Case(
        "helios_staged",
        9,
        _STAGED,
        {"num_frames": 33, "image": picture(1, _SIZE), **_STEPS},
        keeps=lambda _: (Keep(still(1, _SIZE)),),
        staged=True,
        size=_SIZE,
    ),
    "helios quick": Case("helios_quick", 9, _STAGED, {"num_frames": 33, **_STEPS}, staged=True, size=_SIZE),
}
