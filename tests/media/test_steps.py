"""How seams are told from the rest of a film."""

from __future__ import annotations

from fractions import Fraction

import pytest

from soraapp.media.clip import Clip, Size
from soraapp.media.ops import Concatenate
from soraapp.media.ops.painting import Plain
from soraapp.media.steps import Steps


def film(*levels: int) -> Clip:
    """A frame of each grey."""
    return Concatenate(tuple(Plain(Size(8, 6), Fraction(8), 1, level) for level in levels))


def measured(before: Clip, made: Clip, after: Clip) -> Steps:
    return Steps.around(before, made, after, lambda: None)


def test_even_steps_are_all_usual() -> None:
    steps = measured(film(*range(0, 40, 2)), film(*range(40, 60, 2)), film(*range(60, 90, 2)))
    assert steps == Steps(1.0, 1.0)


def test_a_jump_is_found_at_either_seam_and_inside() -> None:
    rise = film(*range(0, 40, 2))
    assert measured(rise, film(60, 62, 64), film(66, 68)).at_seams == pytest.approx(22 / 2, rel=0.05)
    assert measured(rise, film(40, 42, 44), film(70, 72)).at_seams == pytest.approx(26 / 2, rel=0.05)
    assert measured(rise, film(40, 60, 62), film(64, 66)).inside == pytest.approx(20 / 2, rel=0.05)


def test_held_pictures_and_stills_are_measured_by_what_moves() -> None:
    held = film(*(level for level in range(0, 40, 2) for _ in range(3)))
    assert measured(held, film(40, 40, 40), film(42, 42)).at_seams == 1.0
    still = film(*([80] * 20))
    assert measured(still, film(80, 80), still) == Steps(1.0, 1.0)
    assert measured(still, film(80, 90), still).inside == pytest.approx(1.0)


def test_a_stretch_may_have_nothing_beside_it() -> None:
    assert Steps.around(None, film(0, 2, 4, 24), None, lambda: None).inside == pytest.approx(20 / 2, rel=0.05)
    assert Steps.around(None, film(0, 2, 4, 6), film(30, 32), lambda: None).at_seams == pytest.approx(24 / 2, rel=0.05)
    assert Steps.around(film(0, 2), film(22, 24, 26), None, lambda: None).at_seams == pytest.approx(20 / 2, rel=0.05)
    assert Steps.around(None, film(7), None, lambda: None) == Steps(1.0, 1.0)


def test_long_stretches_are_read_in_parts_and_may_be_given_up() -> None:
    rise, more = film(*range(0, 100, 2)), film(*range(100, 200, 2))
    asked: list[int] = []
    Steps.around(rise, more, film(200), lambda: asked.append(1))
    assert len(asked) > 3

    def cancelled() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Steps.around(film(1), film(2), film(3), cancelled)
