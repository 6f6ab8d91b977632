"""Masks that are painted by hand."""

from __future__ import annotations

from fractions import Fraction

from nodes.mask import paint_mask
from soraapp.media.clip import FrameImage, Size
from soraapp.media.ops.painting import Plain
from soraapp.media.strokes import Spot, Stroke, Strokes

DOT = Strokes((Stroke(0.2, (Spot(0.5, 0.5),)),))


def test_a_mask_has_the_size_of_what_is_wired() -> None:
    clip, other = Plain(Size(31, 17), Fraction(8), 1), Plain(Size(8, 40), Fraction(8), 3)
    assert paint_mask(clip, FrameImage(other, 0), DOT).size == Size(31, 17)
    assert paint_mask(None, FrameImage(other, 0), DOT).size == Size(8, 40)
    assert paint_mask(strokes=DOT, width=64, height=48).size == Size(64, 48)


def test_it_is_white_where_the_brush_was() -> None:
    mask = paint_mask(strokes=DOT, width=64, height=48, feather=0).pixels()
    assert (mask[24, 32, 0], mask[0, 0, 0]) == (255, 0)
    turned = paint_mask(strokes=DOT, width=64, height=48, feather=0, inverted=True).pixels()
    assert (turned[24, 32, 0], turned[0, 0, 0]) == (0, 255)
    assert not paint_mask().pixels().any()
