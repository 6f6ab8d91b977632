"""What is asked of Helios."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, picture, still

CASES: Mapping[str, Case] = {
    "helios text": Case("helios", 37, "HeliosPipeline", {"num_frames": 66}),
    "helios first": Case(
        "helios", 9, "HeliosPipeline", {"num_frames": 33, "image": picture(1)}, keeps=lambda _: (Keep(still(1)),)
    ),
}
