"""What is asked of LTX-2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diffusers.pipelines.ltx2 import LTX2VideoCondition

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, clip, film, picture, still

_LTX2: dict[str, Any] = {
    "num_frames": 9,
    "frame_rate": 24.0,
    "stg_scale": 0.0,
    "spatio_temporal_guidance_blocks": None,
    "modality_scale": 1.0,
    "guidance_rescale": 0.0,
    "audio_guidance_scale": None,
    "audio_stg_scale": None,
    "audio_modality_scale": None,
    "audio_guidance_rescale": None,
    "use_cross_timestep": False,
}
CASES: Mapping[str, Case] = {
    "ltx2 text": Case("ltx2", 9, "LTX2Pipeline", _LTX2),
    "ltx2 conditions": Case(
        "ltx2",
        9,
        "LTX2ConditionPipeline",
        {
            **_LTX2,
            "conditions": [
                LTX2VideoCondition(frames=picture(1), index=0, strength=1.0),
                LTX2VideoCondition(frames=film(3, 3), index=2, strength=0.8),
                LTX2VideoCondition(frames=picture(2), index=4, strength=0.5),
            ],
        },
        keeps=lambda able: (Keep(still(1)), Keep(clip(3, 3, able.rate), 3, 0.8), Keep(still(2), -1, 0.5)),
    ),
}
