"""A mask follows what it marks: through moves, turns and noise, onward and back, and tells when that is gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import cv2
import numpy as np
import pytest

from soraapp.errors import InputError
from soraapp.media.clip import Clip, FrameImage, Frames, Image, Pixels, Size
from soraapp.media.ops.tracked import Lost, Tracked
from soraapp.media.shapes import ColourImage, Shape, ShapeImage
from tests.media.making import ArrayClip

SIZE = Size(120, 80)
THING = Size(30, 22)


def texture(size: Size, seed: int, level: int = 0) -> np.ndarray:
    noise = np.random.default_rng(seed).integers(level, 256, (size.height, size.width, 3), np.uint8)
    return cv2.GaussianBlur(noise, (0, 0), 2).astype(np.float32)


def laid(matrix: np.ndarray, seed: int = 0) -> Pixels:
    """A thing over a ground, both with a structure of their own, and a little noise over all."""
    thing, flat = texture(THING, 100, 60), np.ones((THING.height, THING.width), np.float32)
    share = cv2.warpAffine(flat, matrix[:2], SIZE)[..., None]
    seen = texture(SIZE, 101) * (1 - share) + cv2.warpAffine(thing, matrix[:2], SIZE) * share
    return np.clip(seen + np.random.default_rng(seed).normal(0, 3, seen.shape), 0, 255).astype(np.uint8)


def shift(across: float, down: float) -> np.ndarray:
    return np.array([[1, 0, across], [0, 1, down], [0, 0, 1]], float)


def clip_of(places: list[np.ndarray]) -> ArrayClip:
    return ArrayClip(np.stack([laid(place, seed) for seed, place in enumerate(places)]), Fraction(8))


def mask_at(place: np.ndarray) -> Image:
    flat = np.full((THING.height, THING.width, 3), 255, np.uint8)
    return FrameImage(ArrayClip(cv2.warpAffine(flat, place[:2], SIZE)[None].astype(np.uint8), Fraction(8)), 0)


def off(tracked: Tracked, places: list[np.ndarray]) -> list[float]:
    """By how many pixels the corners of the thing are off in each frame."""
    corners = np.array([[0, 0, 1], [THING.width, 0, 1], [0, THING.height, 1], [*THING, 1]], float).T
    found: list[float] = []
    for index, place in enumerate(places):
        seen = tracked.place(index)
        assert seen is not None, index
        found.append(float(np.abs((seen @ places[tracked.start] - place) @ corners)[:2].max()))
    return found


@pytest.mark.parametrize("start", [0, 5, 10])
@pytest.mark.parametrize("step", [(0.0, 0.0), (1.3, 0.4), (6.4, -2.1)])
def test_it_goes_along_with_a_thing_onward_and_back(start: int, step: tuple[float, float]) -> None:
    places = [shift(10 + step[0] * index, 40 + step[1] * index) for index in range(11)]
    assert max(off(Tracked(clip_of(places), mask_at(places[start]), start), places)) < 1


def test_it_turns_and_grows_with_a_thing() -> None:
    places: list[np.ndarray] = []
    for index in range(9):
        turn = cv2.getRotationMatrix2D((THING.width / 2, THING.height / 2), 3 * index, 1.02**index)
        places.append(shift(30 + 2 * index, 25 + index) @ np.vstack([turn, [0, 0, 1]]))
    clip, mask = clip_of(places), mask_at(places[4])
    turning, going = off(Tracked(clip, mask, 4, turns=True), places), off(Tracked(clip, mask, 4), places)
    assert max(turning) < 2
    assert max(going) > 2 * max(turning)


def test_the_mask_is_exact_where_it_was_made_and_moves_elsewhere() -> None:
    places = [shift(20 + 5 * index, 30) for index in range(4)]
    tracked = Tracked(clip_of(places), mask_at(places[1]), 1)
    frames = tracked.frames(0, 4)
    assert frames.shape == (4, 80, 120, 3)
    assert np.array_equal(frames[1], mask_at(places[1]).pixels())
    for frame, place in zip(frames, places, strict=True):
        wrong = (frame[..., 0] > 127) != (mask_at(place).pixels()[..., 0] > 127)
        assert wrong.sum() < 2 * THING.height


def test_parts_are_the_same_however_they_are_asked_for() -> None:
    places = [shift(20 + 4 * index, 30 + index) for index in range(7)]
    all_at_once = Tracked(clip_of(places), mask_at(places[3]), 3).frames(0, 7)
    one = Tracked(clip_of([*places[:6], shift(44, 36)]), mask_at(places[3]), 3)
    by_one = [one.frames(index, index + 1) for index in (6, 0, 3, 5, 1, 2, 4)]
    assert np.array_equal(np.concatenate([by_one[at] for at in (1, 4, 5, 2, 6, 3, 0)]), all_at_once)
    assert one.frames(4, 4).shape == (0, 80, 120, 3)


@dataclass(frozen=True)
class Watched:
    """A clip that notes which frames were asked for."""

    clip: Clip
    asked: list[int] = field(default_factory=list[int], compare=False)

    @property
    def size(self) -> Size:
        return self.clip.size

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.clip.count

    def frames(self, start: int, stop: int) -> Frames:
        self.asked.extend(range(start, stop))
        return self.clip.frames(start, stop)


def test_only_what_is_needed_is_looked_at_and_only_once() -> None:
    places = [shift(20 + 4 * index, 31) for index in range(12)]
    watched = Watched(clip_of(places))
    tracked = Tracked(watched, mask_at(places[4]), 4)
    assert watched.asked == []
    tracked.frames(6, 7)
    assert watched.asked == [4, 5, 6]
    Tracked(watched, mask_at(places[4]), 4, lost=Lost.STAY).frames(3, 7)
    assert watched.asked == [4, 5, 6, 3]


@pytest.mark.parametrize("start", [0, 2])
def test_beyond_a_cut_it_is_lost_and_says_so(start: int) -> None:
    places = [shift(20 + 4 * index, 30) for index in range(5)]
    other = np.random.default_rng(5).integers(0, 256, (3, 80, 120, 3), np.uint8)
    clip = ArrayClip(np.concatenate([clip_of(places).frames(0, 5), other]), Fraction(8))
    mask = mask_at(places[start])
    seen = [bool(frame.any()) for frame in Tracked(clip, mask, start).frames(0, 8)]
    assert seen == [True] * 5 + [False] * 3
    stays = Tracked(clip, mask, start, lost=Lost.STAY).frames(0, 8)
    assert all(np.array_equal(frame, stays[4]) for frame in stays[5:])
    stops = Tracked(clip, mask, start, lost=Lost.STOP)
    assert stops.frames(0, 5).any()
    with pytest.raises(InputError, match=r"lost at 0\.625 s"):
        stops.frames(6, 7)


def test_what_leaves_the_picture_is_followed_while_most_of_it_is_seen() -> None:
    places = [shift(60 + 6 * index, 30) for index in range(12)]
    tracked = Tracked(clip_of(places), mask_at(places[0]), 0)
    assert max(off(tracked, places[:8])) < 1
    assert tracked.place(11) is None


@pytest.mark.parametrize("size", [Size(1, 1), Size(3, 2), Size(16, 9), Size(640, 33)])
@pytest.mark.parametrize("count", [1, 2])
def test_the_smallest_clips_are_followed(size: Size, count: int) -> None:
    still = np.repeat(texture(size, 1).astype(np.uint8)[None], count, 0)
    still[:, :, : size.width // 2] = 0
    mask = ShapeImage(size, Shape.RECTANGLE, (size.width / 2, size.height / 2), (size.width, size.height))
    tracked = Tracked(ArrayClip(still, Fraction(8)), mask, count - 1)
    if size == (1, 1):
        with pytest.raises(InputError, match="of one colour"):
            tracked.frames(0, count)
    else:
        assert np.array_equal(tracked.frames(0, count), np.repeat(mask.pixels()[None], count, 0))


def test_nothing_to_follow_is_told() -> None:
    clip = clip_of([shift(20, 30), shift(22, 30)])
    with pytest.raises(InputError, match="black all over"):
        Tracked(clip, ColourImage(Size(5, 5), (0, 0, 0)), 0).frames(0, 1)
    plain = ArrayClip(np.full((2, 80, 120, 3), 90, np.uint8), Fraction(8))
    with pytest.raises(InputError, match="of one colour"):
        Tracked(plain, mask_at(shift(20, 30)), 0).frames(0, 1)
