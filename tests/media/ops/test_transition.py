"""One clip gives way to the next: what is seen before, between and after."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from soraapp.errors import InputError
from soraapp.media.ops import Transition, TransitionStyle
from tests.media.making import ArrayClip

WIDTH, HEIGHT = 40, 20


def plain(level: int, count: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> ArrayClip:
    return ArrayClip(np.full((count, size[1], size[0], 3), level, np.uint8))


def middle(style: TransitionStyle, angle: float = 0) -> np.ndarray:
    """The picture half-way from a clip of level 100 to one of level 200."""
    return Transition(plain(100, 3), plain(200, 3), 3, style, angle).frames(1, 2)[0, :, :, 0].astype(int)


@pytest.mark.parametrize("style", TransitionStyle)
@pytest.mark.parametrize(("first", "second", "span"), [(5, 4, 0), (5, 4, 1), (5, 4, 4), (1, 1, 1), (4, 9, 3)])
def test_frames_outside_of_the_span_stay_bit_for_bit(
    style: TransitionStyle, first: int, second: int, span: int
) -> None:
    joined = Transition(plain(100, first), plain(200, second), span, style)
    frames = joined.frames(0, joined.count)
    assert joined.count == len(frames) == first + second - span
    assert (frames[: first - span] == 100).all()
    assert (frames[first:] == 200).all()


def test_a_dissolve_is_an_even_mix() -> None:
    frames = Transition(plain(0, 3), plain(200, 3), 3).frames(0, 3)
    assert [int(level) for level in frames[:, 0, 0, 0]] == [50, 100, 150]
    assert (middle(TransitionStyle.DISSOLVE) == 150).all()


def test_a_fade_is_black_half_way() -> None:
    assert (middle(TransitionStyle.BLACK) == 0).all()
    quarter = Transition(plain(100, 3), plain(200, 3), 3, TransitionStyle.BLACK).frames(0, 3)[:, 0, 0, 0]
    assert [int(level) for level in quarter] == [50, 0, 100]


@pytest.mark.parametrize(
    ("angle", "new"),
    [(0, np.s_[:, :18]), (180, np.s_[:, 22:]), (90, np.s_[:8]), (270, np.s_[12:]), (45, np.s_[:5, :5])],
)
def test_a_wipe_uncovers_from_where_its_edge_comes(angle: float, new: object) -> None:
    seen = middle(TransitionStyle.WIPE, angle)
    assert (seen[new] == 200).all()  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert (seen == 100).mean() > 0.4
    assert (seen == 200).mean() > 0.4


@pytest.mark.parametrize("angle", [0, 30, 90, 180, 270, 359])
def test_a_slide_covers_and_a_push_moves_both(angle: float) -> None:
    slide, push = middle(TransitionStyle.SLIDE, angle), middle(TransitionStyle.PUSH, angle)
    assert (slide == 200).mean() == (push == 200).mean() == 0.5
    assert np.array_equal(slide, push)


def test_a_push_moves_the_old_picture() -> None:
    ramp = np.broadcast_to(np.arange(WIDTH, dtype=np.uint8)[None, None, :, None], (3, HEIGHT, WIDTH, 3))
    seen = Transition(ArrayClip(ramp), plain(200, 3), 3, TransitionStyle.PUSH).frames(1, 2)[0, 0, :, 0]
    assert list(seen) == [200] * 20 + list(range(20))
    seen = Transition(ArrayClip(ramp), plain(200, 3), 3, TransitionStyle.SLIDE).frames(1, 2)[0, 0, :, 0]
    assert list(seen) == [200] * 20 + list(range(20, 40))


def test_what_cannot_be_joined_is_refused() -> None:
    with pytest.raises(InputError, match=r"over 4 frames .* 5 and 3 frames. .* at most 3"):
        Transition(plain(1, 5), plain(2, 3), 4)
    with pytest.raises(InputError, match="Clip 2 is 4x4"):
        Transition(plain(1, 5), plain(2, 3, (4, 4)), 1)
    other = ArrayClip(plain(1, 2).array, Fraction(25))
    with pytest.raises(InputError, match="at 25 frames"):
        Transition(plain(1, 5), other, 1)
