"""HunyuanVideo 1.5 (Tencent): text, first picture."""

from __future__ import annotations

from fractions import Fraction

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, scaled
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT, IMAGE = "HunyuanVideo15Pipeline", "HunyuanVideo15ImageToVideoPipeline"
_MOST = 4
"""How much longer one side may be than the other."""


def describe(contents: Contents) -> Described:
    """From the size that the transformer was trained for, and the compression network's factors."""
    return Described(
        native_size=_trained(contents, Size(16, 9)),
        size_multiple=_space(contents),
        rate=Fraction(24),
        count_step=contents.config("vae", "temporal_compression_ratio", 4),
        native_count=121,
        steps=50,
        guidance=contents.config("guider", "guidance_scale", 6.0),
        needs_first=contents.pipeline == IMAGE,
        sources=contents.pipeline != IMAGE,
        step_caches=EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """Guidance is a part of the pipeline. Of a picture only the proportions count: it chooses the size."""
    arguments = {**asked.usual(), "num_frames": asked.count}
    del arguments["guidance_scale"]
    if contents.pipeline == TEXT:
        return Call(TEXT, arguments, asked.rest(), source=asked.source is not None)
    del arguments["height"], arguments["width"]
    first = asked.first()
    assert first is not None, "it needs a picture to begin with"
    # Of a clip only its first picture is known to the pipeline.
    done = first if len(first.span) == 1 else None
    size = _trained(contents, asked.size)
    return Call(IMAGE, {**arguments, "image": first.pictures()[0]}, asked.rest(done), size=size)


def _space(contents: Contents) -> int:
    return contents.config("vae", "spatial_compression_ratio", 16)


def _trained(contents: Contents, proportions: Size) -> Size:
    """The size that it was trained at whose proportions are nearest to these, and not more extreme."""
    space = _space(contents)
    area = round((contents.config("transformer", "target_size", 640) / space) ** 2)
    sizes: list[Size] = []
    width, height = area, 1
    while width > 0:
        if max(width, height) <= _MOST * min(width, height):
            sizes.append(Size(width * space, height * space))
        if (height + 1) * width <= area:
            height += 1
        else:
            width -= 1
    wish = proportions.height / proportions.width

    def ratio(size: Size) -> float:
        return round(size.height / size.width, 5)

    milder = [size for size in sizes if (ratio(size) <= wish if wish >= 1 else ratio(size) >= wish)]
    return min(milder, key=lambda size: abs(ratio(size) - wish))


FAMILY = Family(
    "hunyuan15",
    "HunyuanVideo 1.5",
    (TEXT, IMAGE),
    describe,
    call,
    moving(scaled),
    loras=False,
    blocks={"HunyuanVideo15TransformerBlock": (0, 1)},
    repositories=(
        "hunyuanvideo-community/HunyuanVideo-1.5-480p_t2v",
        "hunyuanvideo-community/HunyuanVideo-1.5-480p_i2v",
    ),
)
