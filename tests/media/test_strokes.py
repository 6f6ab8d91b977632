"""Strokes of a brush: what they paint, and what a file may hold in their place."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from soraapp.errors import InputError
from soraapp.media.clip import Size
from soraapp.media.identity import digest
from soraapp.media.strokes import LEAST, WIDEST, Spot, Stroke, Strokes, StrokesImage, painted

SPOTS = some.builds(Spot, some.floats(-1, 2), some.floats(-1, 2))
STROKES = some.lists(
    some.builds(
        Stroke, some.floats(LEAST, WIDEST), some.lists(SPOTS, min_size=1, max_size=5).map(tuple), some.booleans()
    ),
    max_size=5,
).map(lambda strokes: Strokes(tuple(strokes)))
DOT = Stroke(0.125, (Spot(0.5, 0.5),))


@given(STROKES)
def test_strokes_survive_a_file(strokes: Strokes) -> None:
    assert Strokes.of(json.loads(json.dumps(strokes.plain()))) == strokes


@given(STROKES, some.sampled_from([Size(1, 1), Size(17, 9), Size(40, 64)]))
def test_a_mask_has_the_size_that_is_asked_for_and_the_same_bits(strokes: Strokes, size: Size) -> None:
    pixels = StrokesImage(size, strokes, 3).pixels()
    assert pixels.shape == (size.height, size.width, 3)
    assert np.array_equal(pixels, StrokesImage(size, strokes, 3).pixels())
    assert np.array_equal(255 - pixels, StrokesImage(size, strokes, 3, inverted=True).pixels())


def test_a_touch_is_a_disc_in_its_place() -> None:
    level = painted([DOT], Size(64, 32))
    assert level[16, 32] == 255
    assert level[0, 0] == level[31, 63] == 0
    assert np.count_nonzero(level > 127) == pytest.approx(np.pi * 8**2, rel=0.05)
    assert np.abs(level.astype(int) - level[::-1, ::-1]).max() < 64


def test_a_stroke_covers_its_way_and_is_as_wide_as_the_brush() -> None:
    level = painted([Stroke(0.05, (Spot(0.2, 0.5), Spot(0.8, 0.5)))], Size(100, 60))
    assert level[30, 20:80].min() == 255
    assert np.count_nonzero(level[:, 50] > 127) == pytest.approx(10, abs=1)
    assert level[30, 5] == level[30, 95] == 0


def test_what_is_painted_later_lies_above() -> None:
    eraser = Stroke(0.05, (Spot(0.5, 0.5),), erases=True)
    size = Size(64, 64)
    assert painted([DOT, eraser], size)[32, 32] == 0
    assert painted([DOT, eraser], size)[32, 38] == 255
    assert painted([DOT, eraser, DOT], size)[32, 32] == 255
    assert not painted([eraser], size).any()


def test_a_larger_mask_is_the_same_picture() -> None:
    strokes = [Stroke(0.1, (Spot(0.3, 0.3), Spot(0.7, 0.6)))]
    small, large = painted(strokes, Size(60, 40)), painted(strokes, Size(240, 160))
    shrunk = large.reshape(40, 4, 60, 4).mean((1, 3))
    assert np.abs(shrunk - small).mean() < 4


def test_the_feather_makes_edges_soft_and_others_are_other_media() -> None:
    size, strokes = Size(64, 64), Strokes((DOT,))
    hard, soft = StrokesImage(size, strokes).pixels(), StrokesImage(size, strokes, 12).pixels()
    assert np.count_nonzero((soft > 10) & (soft < 245)) > 3 * np.count_nonzero((hard > 10) & (hard < 245))
    assert not soft.flags.writeable
    one, other = StrokesImage(size, strokes, 12, inverted=True), StrokesImage(size, Strokes(), 12)
    kinds = {digest(image) for image in (StrokesImage(size, strokes), StrokesImage(size, strokes, 12), one, other)}
    assert len(kinds) == 4


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({}, "not a list"),
        ([{}] * 2001, "at most 2000"),
        ([{"radius": 0, "spots": [[0, 0]]}], "Stroke 1 has no radius"),
        ([{"radius": 0.1, "spots": [[0, 0]], "colour": "red"}], "something that strokes have not"),
        ([{"radius": 0.1, "spots": [[0, 0]], "erases": 1}], "something that strokes have not"),
        ([DOT.__class__], "Stroke 1"),
        ([{"radius": 0.1, "spots": []}], "no list of 1 to 10000 places"),
        ([{"radius": 0.1, "spots": [[0, 0], [float("nan"), 0]]}], "not a pair of shares"),
        ([{"radius": 0.1, "spots": [[0, 3]]}], "not a pair of shares"),
        ([{"radius": 0.1, "spots": [[True, 0]]}], "not a pair of shares"),
    ],
)
def test_a_strangers_strokes_are_judged(plain: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        Strokes.of(plain)
