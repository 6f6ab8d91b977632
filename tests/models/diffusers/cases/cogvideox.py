"""What is asked of CogVideoX."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.request import Keep, Source
from tests.models.diffusers.cases.asking import Case, clip, film, picture, still

CASES: Mapping[str, Case] = {
    "cogvideox text": Case("cogvideox_text", 9, "CogVideoXPipeline", {"num_frames": 9}),
    "cogvideox newer text": Case("cogvideox_newer", 9, "CogVideoXPipeline", {"num_frames": 9}),
    "cogvideox first": Case(
        "cogvideox_image",
        9,
        "CogVideoXImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
    "cogvideox video": Case(
        "cogvideox_text",
        9,
        "CogVideoXVideoToVideoPipeline",
        {"video": film(5, 9), "strength": 0.7},
        source=lambda able: Source(clip(5, 9, able.rate), 0.7),
    ),
    "cogvideox newer video": Case(
        "cogvideox_newer",
        9,
        "CogVideoXVideoToVideoPipeline",
        {"video": [*film(5, 9), *film(5, 9)[-1:] * 4], "strength": 0.7},
        source=lambda able: Source(clip(5, 9, able.rate), 0.7),
    ),
}
