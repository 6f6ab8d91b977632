"""What is asked of Mochi."""

from __future__ import annotations

from collections.abc import Mapping

from tests.models.diffusers.cases.asking import Case

CASES: Mapping[str, Case] = {"mochi text": Case("mochi", 13, "MochiPipeline", {"num_frames": 13})}
