"""What the tests ask of tiny pipelines, one file a family."""

from __future__ import annotations

from collections.abc import Mapping

from tests.models.diffusers.cases import (
    allegro,
    cogvideox,
    cosmos,
    flux,
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
from tests.models.diffusers.cases.asking import Case

CASES: Mapping[str, Case] = {
    **wan.CASES,
    **wan_animate.CASES,
    **ltx.CASES,
    **stills.CASES,
    **flux.CASES,
    **flux2.CASES,
    **allegro.CASES,
    **cogvideox.CASES,
    **cosmos.CASES,
    **mochi.CASES,
    **ltx2.CASES,
    **helios.CASES,
    **sana_video.CASES,
    **kandinsky5.CASES,
    **kandinsky5_image.CASES,
    **hunyuan.CASES,
    **hunyuan15.CASES,
    **skyreels.CASES,
    **qwen_image.CASES,
}
