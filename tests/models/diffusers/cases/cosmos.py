"""What is asked of Cosmos."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, clip, film, picture, still
from tests.models.diffusers.guardrails.cosmos_guardrail import CosmosSafetyChecker


def _beside() -> dict[str, Any]:
    return {"safety_checker": CosmosSafetyChecker()}


_case = partial(Case, beside=_beside)
CASES: Mapping[str, Case] = {
    "cosmos text": _case("cosmos_text", 9, "CosmosTextToWorldPipeline", {"num_frames": 9, "fps": 30}),
    "cosmos first": _case(
        "cosmos_video",
        9,
        "CosmosVideoToWorldPipeline",
        {"num_frames": 9, "fps": 30, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
    "cosmos clip": _case(
        "cosmos_video",
        9,
        "CosmosVideoToWorldPipeline",
        {"num_frames": 9, "fps": 30, "video": film(3, 5)},
        keeps=lambda able: (Keep(clip(3, 5, able.rate)),),
    ),
    "cosmos2 image": _case("cosmos2_image", 1, "Cosmos2TextToImagePipeline"),
    "cosmos2 first": _case(
        "cosmos2_video",
        9,
        "Cosmos2VideoToWorldPipeline",
        {"num_frames": 9, "fps": 16, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
    "cosmos2 clip": _case(
        "cosmos2_video",
        9,
        "Cosmos2VideoToWorldPipeline",
        {"num_frames": 9, "fps": 16, "video": film(3, 5)},
        keeps=lambda able: (Keep(clip(3, 5, able.rate)),),
    ),
    "cosmos25 text": _case("cosmos25", 9, "Cosmos2_5_PredictBasePipeline", {"num_frames": 9}),
    "cosmos25 first": _case(
        "cosmos25",
        9,
        "Cosmos2_5_PredictBasePipeline",
        {"num_frames": 9, "video": [picture(1)], "num_latent_conditional_frames": 1},
        keeps=lambda _: (Keep(still(1)),),
    ),
    "cosmos25 clip": _case(
        "cosmos25",
        9,
        "Cosmos2_5_PredictBasePipeline",
        {"num_frames": 9, "video": film(3, 5), "num_latent_conditional_frames": 2},
        keeps=lambda able: (Keep(clip(3, 5, able.rate)),),
    ),
}
