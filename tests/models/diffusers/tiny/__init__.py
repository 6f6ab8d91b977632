"""Tiny pipelines with random weights, one file a family: made offline in moments, with the classes of the real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.models.diffusers.tiny import (
    allegro,
    cogvideox,
    cosmos,
    flux2,
    helios,
    hunyuan,
    hunyuan15,
    kandinsky5,
    kandinsky5_image,
    ltx,
    ltx2,
    mochi,
    qwen_image,
    sana_video,
    skyreels,
    stills,
    wan,
    wan_animate,
)

BUILDERS: Mapping[str, Callable[[], Any]] = {
    **wan.BUILDERS,
    **wan_animate.BUILDERS,
    **ltx.BUILDERS,
    **stills.BUILDERS,
    **flux2.BUILDERS,
    **allegro.BUILDERS,
    **cogvideox.BUILDERS,
    **cosmos.BUILDERS,
    **mochi.BUILDERS,
    **ltx2.BUILDERS,
    **helios.BUILDERS,
    **sana_video.BUILDERS,
    **kandinsky5.BUILDERS,
    **kandinsky5_image.BUILDERS,
    **hunyuan.BUILDERS,
    **hunyuan15.BUILDERS,
    **skyreels.BUILDERS,
    **qwen_image.BUILDERS,
}
"""What makes a pipeline, by name."""
