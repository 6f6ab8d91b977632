"""What is not painted stays bit for bit, and frames around clips continue their edges."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from soraapp.errors import InputError
from soraapp.media.clip import Frames, Size
from soraapp.media.ops.painting import Framed, Painted, Plain, Spared
from tests.nodes.artist import Pattern, whole

SIZE = Size(32, 32)


class Spot(Pattern):
    """A mask: a white square of 4 pixels on black, with a grey one beside it."""

    def frames(self, start: int, stop: int) -> Frames:
        mask = np.zeros((stop - start, 32, 32, 3), np.uint8)
        mask[:, 10:14, 10:14] = 255
        mask[:, 10:14, 20:24] = 51
        return mask


def test_paint_is_seen_where_the_mask_is_white() -> None:
    clip, paint = Pattern(count=3), Plain(SIZE, Fraction(8), 3, 250)
    painted, ground = whole(Painted(clip, paint, Spot(count=3))), whole(clip)
    assert (painted[:, 10:14, 10:14] == 250).all()
    between = painted[:, 10:14, 20:24].astype(int) - (ground[:, 10:14, 20:24] * 0.8 + 250 * 0.2)
    assert np.abs(between).max() <= 0.5
    painted[:, 10:14, 10:14], painted[:, 10:14, 20:24] = ground[:, 10:14, 10:14], ground[:, 10:14, 20:24]
    assert np.array_equal(painted, ground)


def test_what_is_spared_is_dark_around_the_mask() -> None:
    spared = whole(Spared(Spot(count=2), 3))
    assert (spared[:, 7:17, 11] == 0).all()
    assert (spared[:, 12, 7:17] == 0).all()
    assert (spared[:, 6, :6] == 255).all()
    assert np.array_equal(whole(Spared(Spot(count=2), 0)), 255 - whole(Spot(count=2)))


def test_a_frame_continues_the_edges() -> None:
    clip = Pattern(Size(5, 3), count=2)
    framed = whole(Framed(clip, Size(9, 4), 1, 0))
    assert np.array_equal(framed[:, :3, 1:6], whole(clip))
    assert np.array_equal(framed[:, :3, 8], whole(clip)[:, :, 4])
    assert np.array_equal(framed[:, 3, 1:6], whole(clip)[:, 2])
    assert (whole(Framed(clip, Size(9, 4), 1, 0, grey=7))[:, 3] == 7).all()
    with pytest.raises(InputError, match="does not lie within a frame of 5x2"):
        Framed(clip, Size(5, 2), 0, 0)
