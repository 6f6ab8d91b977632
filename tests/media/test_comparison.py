"""Two clips against each other."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from soraapp.errors import InputError
from soraapp.media.clip import Size
from soraapp.media.comparison import Difference, Wipe
from tests.nodes.artist import Pattern, whole

A, B = Pattern(Size(8, 6), count=3, seed=1), Pattern(Size(8, 6), count=5, seed=2)


@pytest.mark.parametrize(("position", "edge"), [(0.0, 0), (0.25, 2), (1.0, 8)])
def test_a_wipe_shows_one_on_each_side(position: float, edge: int) -> None:
    made = whole(Wipe(A, B, position))
    assert made.shape == (5, 6, 8, 3)
    assert np.array_equal(made[:3, :, :edge], whole(A)[:, :, :edge])
    assert np.array_equal(made[:, :, edge:], whole(B)[:, :, edge:])
    assert np.array_equal(made[4, :, :edge], whole(A)[2, :, :edge])


def test_a_difference_is_black_where_nothing_differs() -> None:
    assert not whole(Difference(A, A, 50)).any()
    expected = np.abs(whole(A).astype(int) - whole(B)[:3]) * 2
    assert np.array_equal(Difference(A, B, 2).frames(0, 3), np.minimum(expected, 255))
    assert Difference(A, B, 2).frames(2, 2).shape == (0, 6, 8, 3)


def test_clips_that_differ_in_size_or_rate_are_refused() -> None:
    with pytest.raises(InputError):
        Wipe(A, Pattern(Size(10, 6)), 0.5)
    with pytest.raises(InputError):
        Difference(A, Pattern(Size(8, 6), Fraction(9)), 1)
