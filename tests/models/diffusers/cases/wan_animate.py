"""What is asked of Wan Animate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PIL import Image as Pictures

from soraapp.models.request import Performance
from tests.models.diffusers.cases.asking import Case, clip, film, noise, picture, still


def _faces(count: int) -> list[Pictures.Image]:
    """As large as the network that reads faces takes them; every second pixel in both ways, of four that are alike."""
    return [Pictures.fromarray(frame[::2, ::2]) for frame in noise(3, count)]


def _given(count: int, **more: Any) -> dict[str, Any]:
    return {
        "image": picture(1),
        "pose_video": film(2, count),
        "face_video": _faces(count),
        "mode": "animate",
        "segment_frame_length": min(count, 77),
        **more,
    }


CASES: Mapping[str, Case] = {
    "wan_animate alone": Case(
        "wan_animate",
        9,
        "WanAnimatePipeline",
        _given(9),
        performance=lambda able: Performance(still(1), clip(2, 9, able.rate), clip(3, 9, able.rate)),
    ),
    "wan_animate in a scene": Case(
        "wan_animate",
        9,
        "WanAnimatePipeline",
        _given(9, mode="replace", background_video=film(4, 9), mask_video=film(5, 9)),
        performance=lambda able: Performance(
            still(1), clip(2, 9, able.rate), clip(3, 9, able.rate), clip(4, 9, able.rate), clip(5, 9, able.rate)
        ),
    ),
    "wan_animate in parts": Case(
        "wan_animate",
        81,
        "WanAnimatePipeline",
        _given(81),
        performance=lambda able: Performance(still(1), clip(2, 81, able.rate), clip(3, 81, able.rate)),
    ),
}
