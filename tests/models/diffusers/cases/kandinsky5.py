"""What is asked of Kandinsky 5."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, picture, still

CASES: Mapping[str, Case] = {
    "kandinsky5 text": Case("kandinsky5_text", 9, "Kandinsky5T2VPipeline", {"num_frames": 9}),
    "kandinsky5 first": Case(
        "kandinsky5_first",
        33,
        "Kandinsky5I2VPipeline",
        {"num_frames": 33, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
}
