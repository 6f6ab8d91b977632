"""What is asked of SkyReels V2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, clip, film, picture, still

_LONG: Mapping[str, Any] = {"overlap_history": 17, "addnoise_condition": 20, "base_num_frames": 97}
_FORCED = "SkyReelsV2DiffusionForcing{}Pipeline"
CASES: Mapping[str, Case] = {
    "skyreels text": Case("skyreels_text", 9, "SkyReelsV2Pipeline", {"num_frames": 9}),
    "skyreels first": Case(
        "skyreels_image",
        9,
        "SkyReelsV2ImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
    "skyreels first and last": Case(
        "skyreels_ends",
        9,
        "SkyReelsV2ImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1), "last_image": picture(2)},
        keeps=lambda _: (Keep(still(1)), Keep(still(2), -1)),
    ),
    "skyreels forced": Case("skyreels_forced", 9, _FORCED.format(""), {"num_frames": 9}),
    # Whose windows draw noise without asking a generator.
    "skyreels forced long": Case("skyreels_forced", 101, _FORCED.format(""), {"num_frames": 101, **_LONG}),
    "skyreels forced first": Case(
        "skyreels_forced",
        9,
        _FORCED.format("ImageToVideo"),
        {"num_frames": 9, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
    "skyreels forced first and last": Case(
        "skyreels_forced",
        9,
        _FORCED.format("ImageToVideo"),
        {"num_frames": 9, "image": picture(1), "last_image": picture(2)},
        keeps=lambda _: (Keep(still(1)), Keep(still(2), -1)),
    ),
    # It gives the clip, the last 9 frames of that once more, and then 12 new ones.
    "skyreels forced on": Case(
        "skyreels_forced",
        21,
        _FORCED.format("VideoToVideo"),
        {"video": film(3, 10), "num_frames": 21, **_LONG, "base_num_frames": 21, "overlap_history": 9},
        keeps=lambda able: (Keep(clip(3, 10, able.rate)),),
        shown=lambda made: np.delete(made, range(10, 19), axis=0),
    ),
}
