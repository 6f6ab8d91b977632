"""What is asked of HunyuanVideo 1.5."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, picture, still

CASES: Mapping[str, Case] = {
    "hunyuan15 text": Case("hunyuan15_text", 9, "HunyuanVideo15Pipeline", {"num_frames": 9}, guidance=None),
    "hunyuan15 first": Case(
        "hunyuan15_image",
        9,
        "HunyuanVideo15ImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
        guidance=None,
        sized=True,
    ),
}
