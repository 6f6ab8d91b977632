"""The nodes about time, called as the functions they are, on tiny clips."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nodes.time import (
    change_speed,
    concatenate,
    frame_rate,
    freeze,
    pick_frame,
    ping_pong,
    repeat,
    reverse,
    split,
    still,
    transition,
    trim,
)
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError
from soraapp.media.clip import FrameImage, Image, Size, seconds
from soraapp.media.fit import FitMode
from soraapp.media.ops import Between, TransitionStyle
from soraapp.models.registry import Registry
from tests.nodes.clips import EIGHT, counted, shown


def test_a_part_is_kept() -> None:
    assert shown(trim(counted(8), 0.25, 0.75)) == [2, 3, 4, 5]
    assert shown(trim(counted(7), 0.5)) == [4, 5, 6]
    assert shown(trim(counted(7), 0.05, 0.2)) == [0, 1]
    one = counted(1)
    assert trim(one, 0.0, 0.125) is one


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (1.0, None, "From 1 s on no frame is left before the end at 1 s"),
        (0.5, 0.5, "no frame is left before the end at 0.5 s"),
        (0.0, 1.1, "The end is at 1.1 s, but the clip lasts 1 s. Choose an end up to 1 s"),
    ],
)
def test_a_part_outside_of_the_clip_is_refused(start: float, end: float | None, words: str) -> None:
    with pytest.raises(InputError, match=words):
        trim(counted(8), start, end)


def test_an_end_before_the_start_is_told_before_anything_runs() -> None:
    check = Catalogue.of("nodes")["time.trim"].check
    assert check is not None
    find = Registry.standard().capabilities
    [error] = check({"start": 2.0, "end": 1.5}, find)
    assert error.trouble == "The end, 1.5 s, is not after the start, 2 s."
    for fine in ({"start": 1.0, "end": None}, {"start": 1.0, "end": 1.01}, {"end": 0.0}, {"start": 5.0}):
        assert list(check(fine, find)) == []


@given(count=some.integers(2, 30), data=some.data())
def test_what_is_split_and_joined_is_what_it_was(count: int, data: some.DataObject) -> None:
    whole = counted(count)
    parts = split(whole, data.draw(some.integers(1, count - 1)) / 8)
    assert shown(concatenate((parts.first, parts.second))) == shown(whole)
    assert min(parts.first.count, parts.second.count) > 0


@pytest.mark.parametrize(("count", "at"), [(8, 0.0), (8, 1.0), (8, 0.05), (1, 0.06)])
def test_a_cut_at_the_edge_is_refused(count: int, at: float) -> None:
    with pytest.raises(InputError, match="leaves one part empty"):
        split(counted(count), at)


def test_clips_are_joined_at_the_size_and_rate_of_the_first() -> None:
    second = counted(3, Fraction(4), Size(9, 9), first=100)
    joined = concatenate((counted(3), second))
    assert (joined.size, joined.rate) == (Size(6, 4), EIGHT)
    assert shown(joined) == [0, 1, 2, 100, 100, 101, 101, 102, 102]
    bars = concatenate((counted(1), second), FitMode.CONTAIN).frames(1, 2)[0]
    assert (bars[:, 0] == 0).all()
    alone = counted(2)
    assert concatenate((alone,)) is alone
    with pytest.raises(InputError, match="nothing to join"):
        concatenate(())


@pytest.mark.parametrize("style", TransitionStyle)
def test_clips_of_other_sizes_and_rates_give_way(style: TransitionStyle) -> None:
    joined = transition(counted(9), counted(4, Fraction(4), Size(3, 9), first=200), style, 0.5, 90.0)
    assert (joined.size, joined.rate, joined.count) == (Size(6, 4), EIGHT, 9 + 8 - 4)
    seen = shown(joined)
    assert seen[:5] == [0, 1, 2, 3, 4]
    assert seen[9:] == [202, 202, 203, 203]


def test_a_transition_may_take_no_time_and_no_more_than_the_clips() -> None:
    assert shown(transition(counted(2), counted(2, first=7), seconds=0.0)) == [0, 1, 7, 8]
    assert transition(counted(1), counted(1), seconds=0.125).count == 1
    with pytest.raises(InputError, match=r"of 1 s is longer .* last 1\.125 s and 0\.25 s. Choose at most 0\.25 s"):
        transition(counted(9), counted(2))


def test_a_clip_plays_faster_and_slower() -> None:
    assert shown(change_speed(counted(7), 2.0)) == [0, 2, 4, 6]
    assert shown(change_speed(counted(3), 0.5)) == [0, 0, 1, 1, 2, 2]
    assert change_speed(counted(1), 100.0).count == 1
    same = counted(4)
    assert change_speed(same) is same


@given(count=some.integers(1, 30), speed=some.floats(0.05, 20), last=some.floats(0.05, 20))
def test_a_ramp_takes_the_time_of_its_mean_speed(count: int, speed: float, last: float) -> None:
    ramp = change_speed(counted(count), speed, last)
    assert abs(ramp.count - 2 * count / (speed + last)) <= 0.501 or ramp.count == 1
    tail = ramp.frames(max(0, ramp.count - 3), ramp.count)
    assert tail.max() <= count - 1


def test_another_frame_rate_keeps_the_length() -> None:
    assert shown(frame_rate(counted(4), 16.0)) == [0, 0, 1, 1, 2, 2, 3, 3]
    assert shown(frame_rate(counted(5), 4.0)) == [0, 2, 4]
    assert frame_rate(counted(8), 23.976).rate == Fraction(24000, 1001)
    assert shown(frame_rate(counted(2, first=10), 32.0, Between.BLEND)) == [10, 10, 10, 11, 11, 11, 11, 11]
    same = counted(3)
    assert frame_rate(same, 8.0) is same
    assert seconds(frame_rate(same, 24.0, Between.MOTION)) == seconds(same)


@pytest.mark.parametrize("count", [1, 2, 5, 6])
def test_there_and_back(count: int) -> None:
    numbers = list(range(count))
    assert shown(reverse(counted(count))) == numbers[::-1]
    assert shown(ping_pong(counted(count))) == numbers + numbers[-2:0:-1]


def test_a_clip_plays_over_and_over() -> None:
    assert shown(repeat(counted(3), 1.0)) == [0, 1, 2, 0, 1, 2, 0, 1]
    assert shown(repeat(counted(5), 0.25)) == [0, 1]
    assert shown(repeat(counted(1), 0.5)) == [0, 0, 0, 0]
    same = counted(4)
    assert repeat(same, 0.5) is same


def test_a_frame_is_held() -> None:
    assert shown(freeze(counted(4), 0.25, 0.25)) == [0, 1, 2, 2, 2, 3]
    assert shown(freeze(counted(3), 0.0, 0.125)) == [0, 0, 1, 2]
    assert shown(freeze(counted(3), 0.375, 0.125)) == [0, 1, 2, 2]
    assert shown(freeze(counted(1), 0.0, 0.25)) == [0, 0, 0]


def test_a_frame_becomes_a_picture_and_a_picture_a_clip() -> None:
    picture = pick_frame(counted(8), 0.5)
    assert isinstance(picture, Image)
    assert (picture.pixels() == 4).all()
    assert pick_frame(counted(8), 1.0).pixels()[0, 0, 0] == 7
    held = still(picture, 0.5, 8.0)
    assert shown(held) == [4, 4, 4, 4]
    assert still(FrameImage(counted(1), 0), 0.01, 24.0).count == 1


@pytest.mark.parametrize("use", [pick_frame, freeze])
def test_a_moment_after_the_end_is_refused(use: object) -> None:
    with pytest.raises(InputError, match=r"no frame at 1\.1 s: the clip lasts 1 s. Choose a moment from 0 to 1 s"):
        use(counted(8), 1.1)  # pyright: ignore[reportCallIssue]
