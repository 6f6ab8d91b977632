"""Mask: where something is done and where not, white on black."""

from __future__ import annotations

from typing import Annotated

from nodes.compose import Height, Width
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.strokes import Strokes, StrokesImage
from soraapp.nodekit import Brush, Slider, Toggle, node

UNTOUCHED = Strokes()
"""Nothing is painted yet."""


@node(
    "mask.paint_mask",
    version=1,
    aliases=("brush", "draw", "matte", "roto", "rotoscope", "strokes", "画笔", "手绘蒙版"),
)
def paint_mask(
    clip: Clip | None = None,
    image: Image | None = None,
    strokes: Annotated[
        Strokes, Brush(over=("clip", "image"), help="White where the brush was. Erasing takes away again.")
    ] = UNTOUCHED,
    width: Width = 768,
    height: Height = 432,
    feather: Annotated[float, Slider(0, 4096, unit="px", soft=256, help="How wide the soft edge is.")] = 8.0,
    inverted: Annotated[bool, Toggle(help="Black and white change places.")] = False,
) -> Image:
    """A mask that is painted by hand over a clip or a picture: white where the brush was, on black.

    It has the size of the clip or the picture that is wired; a clip counts before a picture. To make it follow what
    moves, track it.
    """
    wired = clip or image
    return StrokesImage(Size(width, height) if wired is None else wired.size, strokes, feather, inverted)
