"""What is asked of Allegro."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.models.diffusers.cases.asking import Case


def _tiled(pipeline: Any) -> None:
    pipeline.vae.enable_tiling()


CASES: Mapping[str, Case] = {
    # Whole tiles of 24 frames, and 16 for each more.
    "allegro text": Case("allegro", 10, "AllegroPipeline", {"num_frames": 24, "clean_caption": False}, prepare=_tiled),
    "allegro two tiles": Case(
        "allegro", 27, "AllegroPipeline", {"num_frames": 40, "clean_caption": False}, prepare=_tiled
    ),
}
