"""An order as a clip: which part of it, in which frame, at which size and rate; and as JSON."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soraapp.errors import InputError
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Size, seconds
from soraapp.media.export.order import Filling, Order, Shape
from soraapp.media.export.paths import order_for, with_numbers
from soraapp.media.export.presets import PRESETS
from tests.media.making import NumberedClip, number_of
from tests.media.sounds import Sweep, talking

CLIP = NumberedClip(48, Fraction(24), Size(192, 108))


def test_an_order_without_wishes_is_the_clip_itself() -> None:
    assert Order().of(CLIP) is CLIP


def test_a_range_counts_from_0_with_its_last_frame_and_its_sound() -> None:
    clip = talking(Sweep(96000), 48, Fraction(24))
    part = Order(first=12, last=23).of(clip)
    assert [number_of(pixels) for pixels in part.frames(0, part.count)] == list(range(12, 24))
    sound = sound_of(part)
    assert sound is not None
    assert np.array_equal(sound.samples(0, 24000), Sweep(96000).samples(24000, 48000))
    assert Order(first=40).of(clip).count == 8
    assert Order(last=0).of(clip).count == 1


@pytest.mark.parametrize(("first", "last"), [(48, None), (0, 48), (60, 70)])
def test_a_range_outside_of_the_clip_names_its_last_frame(first: int, last: int | None) -> None:
    with pytest.raises(InputError, match="The last frame of the clip is 47"):
        Order(first=first, last=last).of(CLIP)


@pytest.mark.parametrize(
    ("shape", "filling", "size", "expected"),
    [
        (Shape.AS_IT_IS, Filling.FILL, 54, (96, 54)),
        (Shape.AS_IT_IS, Filling.FILL, 1080, (1920, 1080)),
        (Shape.TALL, Filling.FILL, None, (60, 108)),
        (Shape.TALL, Filling.FILL, 1080, (1080, 1920)),
        (Shape.TALL, Filling.FIT, None, (108, 192)),
        (Shape.TALL, Filling.FOLLOW, 72, (72, 128)),
        (Shape.SQUARE, Filling.FILL, None, (108, 108)),
        (Shape.PORTRAIT, Filling.FILL, 720, (720, 900)),
        (Shape.WIDE, Filling.FIT, None, (192, 108)),
    ],
)
def test_frames_for_the_web(shape: Shape, filling: Filling, size: int | None, expected: tuple[int, int]) -> None:
    made = Order(shape=shape, filling=filling, size=size).of(CLIP)
    assert made.size == expected
    assert made.frames(3, 5).shape == (2, expected[1], expected[0], 3)


def test_what_fits_is_seen_whole_between_bars() -> None:
    made = Order(shape=Shape.SQUARE, filling=Filling.FIT).of(CLIP).frames(0, 1)[0]
    assert not made[:20].any()
    assert not made[-20:].any()
    assert made[54, 100].tolist() == [128, 128, 128]


def test_what_fills_lies_where_a_person_puts_it() -> None:
    picture = CLIP.frames(0, 1)[0]
    left = Order(shape=Shape.SQUARE, across=0).of(CLIP).frames(0, 1)[0]
    right = Order(shape=Shape.SQUARE, across=1).of(CLIP).frames(0, 1)[0]
    assert np.array_equal(left, picture[:, :108])
    assert np.array_equal(right, picture[:, -108:])


def test_another_rate_keeps_the_length_and_the_sound() -> None:
    clip = talking(Sweep(96000), 48, Fraction(24))
    made = Order(rate=Fraction(30)).of(clip)
    assert (made.rate, made.count, seconds(made)) == (30, 60, 2)
    assert sound_of(made) == sound_of(clip)


def test_sizes_suit_the_format() -> None:
    odd = NumberedClip(2, Fraction(24), Size(131, 99))
    for preset in PRESETS.values():
        for quality in preset.qualities:
            if quality.coding is None:
                continue
            made = Order(preset.name, quality.word, shape=Shape.PORTRAIT, size=87).of(odd)
            assert quality.coding.fitted(made.size) == made.size
    with pytest.raises(InputError, match=r"131x99: H\.264 needs even sides.*130x98 or 132x100"):
        Order().of(odd)
    assert Order("gif").of(odd) is odd
    assert Order("prores4444").of(odd) is odd


def test_what_a_format_cannot_hold_is_told() -> None:
    with pytest.raises(InputError, match="AV1 holds pictures from 64x64 to 8192x4352"):
        Order("av1").of(NumberedClip(1, Fraction(24), Size(128, 32)))
    with pytest.raises(InputError, match="GIF cannot show 60 frames a second.*up to 50"):
        Order("gif").of(NumberedClip(1, Fraction(60)))
    assert Order("gif", rate=Fraction(25)).of(NumberedClip(60, Fraction(60))).count == 25


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({"preset": "h266"}, "There is no preset called h266. Did you mean h26"),
        ({"preset": "betamax"}, "There are: h264, h265"),
        ({"quality": "perfect"}, r"H\.264 has no quality called perfect.*draft, small, good"),
        ({"size": 8}, "cannot be 8 pixels high"),
        ({"rate": Fraction(0)}, "cannot show 0 frames a second"),
        ({"first": 9, "last": 3}, "no frames from 9 to 3"),
        ({"first": -1}, "no frames from -1"),
        ({"across": 1.5}, "The frame cannot lie there"),
    ],
)
def test_what_cannot_be_is_told_at_once(wishes: dict, told: str) -> None:
    with pytest.raises(InputError, match=told):
        Order(**wishes)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    preset = draw(st.sampled_from(list(PRESETS.values())))
    first = draw(st.none() | st.integers(0, 500))
    return Order(
        preset=preset.name,
        quality=draw(st.sampled_from(["", *(quality.word for quality in preset.qualities)])),
        shape=draw(st.sampled_from(Shape)),
        filling=draw(st.sampled_from(Filling)),
        across=draw(st.floats(0, 1)),
        down=draw(st.floats(0, 1)),
        size=draw(st.none() | st.integers(16, 8192)),
        rate=draw(st.none() | st.fractions(1, 240, max_denominator=1001)),
        first=first,
        last=draw(st.none() | st.integers(first or 0, 1000)),
        hardware=draw(st.booleans()),
    )


@given(orders())
def test_orders_come_back_from_json(order: Order) -> None:
    assert Order.from_json(order.to_json()) == order


_NAMES = st.sampled_from([field.name for field in fields(Order)]) | st.text(max_size=4)
_ANYTHING = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats() | st.lists(st.integers())


@given(st.dictionaries(_NAMES, _ANYTHING, max_size=4))
@example({"rate": float("inf")})
@example({"rate": "1/0"})
def test_a_strangers_order_is_read_or_refused(values: dict[str, object]) -> None:
    """Whatever else is raised fails the test."""
    with suppress(InputError):
        assert isinstance(Order.from_json(values), Order)


def test_a_path_stands_for_a_preset() -> None:
    found = {name: order_for(Path(name)).preset for name in ("a.mp4", "a.mov", "a.webm", "a.gif", "a_##.PNG", "a.m4a")}
    assert list(found.values()) == ["h264", "h264", "vp9", "gif", "png", "aac"]
    with pytest.raises(InputError, match=r"a\.txt has no ending.*\.mp4.*\.opus"):
        order_for(Path("a.txt"))


def test_paths_follow_the_preset() -> None:
    assert with_numbers(Order("prores"), Path("d/film.mp4")) == Path("d/film.mov")
    assert with_numbers(Order("h264"), Path("d/film.mkv")) == Path("d/film.mkv")
    assert with_numbers(Order("exr"), Path("d/film.mp4")) == Path("d/film_####.exr")
    assert with_numbers(Order("gif"), Path("d/film_####.png")) == Path("d/film.gif")


def test_pictures_of_a_part_have_the_numbers_that_they_have_in_the_whole() -> None:
    assert Order("png").number(0) == 1
    assert Order("png", first=24).number(0) == 25
    assert Order("png", first=24, rate=Fraction(12)).number(0) == 1
