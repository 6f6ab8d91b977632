"""What is asked of Sana Video."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, picture, still

_SIZED = {"frames": 9, "use_resolution_binning": False}
CASES: Mapping[str, Case] = {
    "sana_video text": Case("sana_video", 9, "SanaVideoPipeline", _SIZED),
    "sana_video first": Case(
        "sana_video",
        9,
        "SanaImageToVideoPipeline",
        {**_SIZED, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
}
