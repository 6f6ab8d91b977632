"""A crop that follows what happens: it holds a moving ball, rests where nothing moves, and never jumps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np
import pytest

from soraapp.media.clip import Frames, Size
from soraapp.media.export.follow import Followed
from soraapp.media.export.order import Filling, Order, Shape

SIZE = Size(320, 180)


@dataclass(frozen=True)
class Ball:
    """A ball crosses a still landscape from left to right; with `shaking` the camera pans over it to and fro."""

    count: int = 72
    rate: Fraction = Fraction(24)
    shaking: float = 0.0

    @property
    def size(self) -> Size:
        return SIZE

    def middle(self, index: int) -> float:
        return 30 + 260 * index / (self.count - 1)

    def frames(self, start: int, stop: int) -> Frames:
        chance = np.random.default_rng(3)
        land = cv2.resize(chance.integers(60, 200, (12, 24, 3), np.uint8), (400, 180), interpolation=cv2.INTER_CUBIC)
        target = np.empty((stop - start, 180, 320, 3), np.uint8)
        for place, index in zip(target, range(start, stop), strict=True):
            left = 40 + round(self.shaking * np.sin(index / 5))
            place[:] = land[:, left : left + 320]
            cv2.circle(place, (round(self.middle(index)), 90), 14, (250, 240, 30), -1, cv2.LINE_AA)
        return target


@pytest.mark.parametrize("shaking", [0.0, 12.0])
def test_the_crop_holds_the_ball(shaking: float) -> None:
    clip = Ball(shaking=shaking)
    way = Followed(clip, Size(102, 180)).way()
    inside = [left <= clip.middle(index) <= left + 102 for index, (left, _) in enumerate(way)]
    assert sum(inside) / len(inside) > 0.9
    middle = [not 109 <= clip.middle(index) <= 211 for index in range(clip.count)]
    assert sum(middle) > clip.count / 2, "a crop that stayed in the middle would lose it"
    assert np.abs(np.diff(way[:, 0])).max() <= 12, "it moves, and never jumps"
    assert not way[:, 1].any()


def test_where_nothing_moves_it_rests() -> None:
    still = Ball(count=40)
    frame = still.frames(5, 6)

    @dataclass(frozen=True)
    class Still(Ball):
        def frames(self, start: int, stop: int) -> Frames:
            return np.repeat(frame, stop - start, axis=0)

    way = Followed(Still(count=40), Size(102, 180)).way()
    assert (way == way[0]).all()


def test_frames_are_those_of_the_crop_wherever_they_are_asked_for() -> None:
    clip = Ball(count=24)
    followed = Order(shape=Shape.TALL, filling=Filling.FOLLOW).of(clip)
    assert isinstance(followed, Followed)
    assert followed.size == (100, 180)
    frames = followed.frames(0, 24)
    for index, (left, top) in enumerate(followed.way()):
        assert np.array_equal(frames[index], clip.frames(index, index + 1)[0][top : top + 180, left : left + 100])
    assert np.array_equal(followed.frames(7, 9), frames[7:9])
    assert followed.frames(3, 3).shape == (0, 180, 100, 3)


def test_one_frame_and_a_plain_one_are_followed_too() -> None:
    @dataclass(frozen=True)
    class Plain(Ball):
        def frames(self, start: int, stop: int) -> Frames:
            return np.full((stop - start, 180, 320, 3), 90, np.uint8)

    assert Followed(Plain(count=1), Size(100, 180)).way().tolist() == [[110, 0]]
    assert Followed(Plain(count=30), Size(100, 180)).frames(0, 30).shape == (30, 180, 100, 3)
