"""Windows cover a clip without gaps, each going on from the one made before it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soraapp.models.windows import Window, plan

lengths = st.integers(1, 300)
shapes = st.integers(1, 12).flatmap(lambda longest: st.tuples(st.just(longest), st.integers(0, longest - 1)))


@given(lengths, shapes, st.booleans())
def test_every_frame_is_made(length: int, shape: tuple[int, int], backward: bool) -> None:
    windows = plan(length, *shape, backward=backward)
    assert {frame for window in windows for frame in window} == set(range(length))


@given(lengths, shapes, st.booleans())
def test_windows_are_as_long_as_the_clip_allows(length: int, shape: tuple[int, int], backward: bool) -> None:
    assert {len(window) for window in plan(length, *shape, backward=backward)} == {min(length, shape[0])}


@given(lengths, shapes)
def test_each_window_sees_the_one_before_and_adds_something(length: int, shape: tuple[int, int]) -> None:
    for early, late in pairwise(plan(length, *shape)):
        assert early.stop - late.start >= shape[1]
        assert late.stop > early.stop


@given(lengths, shapes)
def test_backward_is_the_mirror_image(length: int, shape: tuple[int, int]) -> None:
    mirrored = tuple(Window(length - one.stop, length - one.start) for one in plan(length, *shape))
    assert plan(length, *shape, backward=True) == mirrored


def test_sixty_seconds() -> None:
    windows = plan(121, 5, 2)
    assert windows[:2] == (Window(0, 5), Window(3, 8))
    assert windows[-1] == Window(116, 121)


@pytest.mark.parametrize(("length", "longest", "overlap"), [(0, 5, 2), (9, 5, 5), (9, 5, -1)])
def test_impossible_windows_are_refused(length: int, longest: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="no windows"):
        plan(length, longest, overlap)
