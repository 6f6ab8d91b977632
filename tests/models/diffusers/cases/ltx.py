"""What is asked of LTX-Video."""

from __future__ import annotations

from collections.abc import Mapping

from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, clip, film, picture, still

_LTX = {"num_frames": 25, "frame_rate": 25.0}
CASES: Mapping[str, Case] = {
    "ltx text": Case("ltx_text", 25, "LTXPipeline", _LTX),
    "ltx conditions": Case(
        "ltx_text",
        25,
        "LTXConditionPipeline",
        {
            **_LTX,
            "conditions": [
                LTXVideoCondition(image=picture(1), frame_index=0, strength=1.0),
                LTXVideoCondition(image=picture(2), frame_index=8, strength=0.5),
                LTXVideoCondition(video=film(3, 9), frame_index=16, strength=1.0),
            ],
        },
        keeps=lambda able: (Keep(still(1)), Keep(still(2), 8, 0.5), Keep(clip(3, 9, able.rate), 16)),
    ),
}
