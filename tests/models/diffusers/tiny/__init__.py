"""Tiny pipelines with random weights, one file a family: made offline in moments, with the classes of the real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.models.diffusers.tiny import allegro, cogvideox, ltx, mochi, stills, wan

BUILDERS: Mapping[str, Callable[[], Any]] = {
    **wan.BUILDERS,
    **ltx.BUILDERS,
    **stills.BUILDERS,
    **allegro.BUILDERS,
    **cogvideox.BUILDERS,
    **mochi.BUILDERS,
}
"""What makes a pipeline, by name."""
