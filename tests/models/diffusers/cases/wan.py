"""What is asked of Wan."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image as Pictures

from soraapp.models.request import Keep, Source
from tests.models.diffusers.cases.asking import SIZE, Case, clip, film, picture, still


def _grey(count: int) -> list[Pictures.Image]:
    """For VACE: the first and the last picture, and grey between them."""
    return [picture(1), *[Pictures.new("RGB", SIZE, (128, 128, 128))] * (count - 2), picture(2)]


def _black(count: int) -> list[Pictures.Image]:
    """Where they are black, those pictures are kept."""
    keep, make = Pictures.new("L", SIZE, 0), Pictures.new("L", SIZE, 255)
    return [keep, *[make] * (count - 2), keep]


CASES: Mapping[str, Case] = {
    "wan text": Case("wan_text", 9, "WanPipeline", {"num_frames": 9}),
    "wan two experts": Case("wan_two_experts", 9, "WanPipeline", {"num_frames": 9}),
    "wan video": Case(
        "wan_text",
        9,
        "WanVideoToVideoPipeline",
        {"video": film(5, 9), "strength": 0.7},
        source=lambda able: Source(clip(5, 9, able.rate), 0.7),
    ),
    "wan first": Case(
        "wan_image",
        9,
        "WanImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
    "wan first and last": Case(
        "wan_image",
        9,
        "WanImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1), "last_image": picture(2)},
        keeps=lambda _: (Keep(still(1)), Keep(still(2), -1)),
    ),
    "wan vace": Case(
        "wan_vace",
        17,
        "WanVACEPipeline",
        {"num_frames": 17, "video": _grey(17), "mask": _black(17)},
        keeps=lambda _: (Keep(still(1)), Keep(still(2), -1)),
    ),
}
