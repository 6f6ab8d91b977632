"""Extend, loop and connect: what was there stays bit for bit, and what is added meets it in time, place and colour."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from nodes.blend import blend
from nodes.extend import Direction, connect, extend, loop
from nodes.sampling import Strength
from soraapp.catalogue import Catalogue
from soraapp.errors import ModelError
from soraapp.media.clip import Clip, Size
from soraapp.media.ops import Trim
from soraapp.media.ops.painting import Curve
from soraapp.models.base import Capabilities
from tests.models.requests import TINY
from tests.nodes.artist import Artist, Pattern, levels, runs, whole

FIRST_ONLY = replace(TINY, keeps_anywhere=False)
NODES = Catalogue.of("nodes")


def problems(name: str, limits: Capabilities, **values: object) -> list[str]:
    check = NODES[name].check
    assert check is not None
    return [str(error) for error in check(values, lambda _: limits)]


def same(clip: Clip, original: Clip, start: int) -> bool:
    return np.array_equal(clip.frames(start, start + original.count), whole(original))


@pytest.mark.parametrize("count", [1, 2, 3, 8, 9, 20, 21])
@pytest.mark.parametrize("direction", list(Direction))
def test_the_frames_that_were_there_stay_bit_for_bit(direction: Direction, count: int) -> None:
    clip = Pattern(count=count)
    longer = extend(Artist(darker=9), clip, "on", direction, seconds=0.625).clip
    assert (longer.size, longer.rate) == (clip.size, clip.rate)
    assert longer.count == count + (10 if direction is Direction.BOTH else 5)
    assert same(longer, clip, 0 if direction is Direction.FORWARD else 5)


def test_the_model_is_shown_the_end_and_goes_on_after_it() -> None:
    job, clip = Artist(), Pattern()
    longer = extend(job, clip, "on", seconds=1.0).clip
    [request] = job.requests
    [keep] = request.keeps
    assert (request.count, keep.at, request.cues[0].text) == (17, 0, "on")
    assert np.array_equal(whole(keep.media), clip.frames(11, 20))  # type: ignore[arg-type]
    assert levels(longer)[20:] == [60 + frame for frame in range(9, 17)]


def test_backward_the_model_is_shown_the_beginning() -> None:
    job, clip = Artist(), Pattern()
    longer = extend(job, clip, "before", Direction.BACKWARD, seconds=0.75).clip
    [request] = job.requests
    [keep] = request.keeps
    assert (request.count, keep.at) == (17, -8)
    assert np.array_equal(whole(keep.media), clip.frames(0, 8))  # type: ignore[arg-type]
    assert levels(longer)[:6] == [60 + frame for frame in range(3, 9)]


def test_a_short_clip_is_shown_as_if_it_had_rested() -> None:
    job, clip = Artist(), Pattern(count=3)
    extend(job, clip, seconds=0.5)
    assert np.array_equal(whole(job.requests[0].keeps[0].media)[2:], whole(clip))  # type: ignore[arg-type]
    job = Artist()
    extend(job, Trim(clip, 0, 1), seconds=0.5)
    assert (job.requests[0].keeps[0].media.count, job.requests[0].count) == (1, 5)  # type: ignore[union-attr]


@pytest.mark.parametrize(("rate", "count"), [(Fraction(24), 41), (Fraction(4), 7), (Fraction(24000, 1001), 30)])
def test_a_clip_keeps_its_rate_and_what_is_added_moves_at_the_models(rate: Fraction, count: int) -> None:
    job, clip = Artist(), Pattern(rate=rate, count=count)
    longer = extend(job, clip, direction=Direction.BOTH, seconds=1.0).clip
    added = round(rate)
    assert (longer.rate, longer.count) == (rate, count + 2 * added)
    assert same(longer, clip, added)
    after = [length for _, length in runs(levels(longer)[added + count :])]
    assert sum(after) == added
    assert len(after) in ((7, 8) if rate > 8 else (4,))
    shown = whole(job.requests[1].keeps[0].media)  # type: ignore[arg-type]
    assert np.array_equal(shown[-1], clip.frames(count - 1, count)[0])
    step = rate / 8
    assert np.array_equal(shown[-3], clip.frames(*(round(count - 1 - 2 * step) + one for one in (0, 1)))[0])


@pytest.mark.parametrize("size", [Size(100, 60), Size(31, 47), Size(8, 8), Size(64, 48)])
def test_a_clip_keeps_its_size_and_the_model_has_one_of_its_own(size: Size) -> None:
    job, clip = Artist(), Pattern(size, count=6)
    longer = extend(job, clip, seconds=0.5).clip
    assert longer.size == size
    assert same(longer, clip, 0)
    assert job.requests[0].size == TINY.nearest_size(size)
    assert whole(longer).shape == (10, size.height, size.width, 3)


def test_colours_of_what_is_added_meet_those_of_the_clip() -> None:
    clip = Pattern()
    longer = extend(Artist(darker=20), clip, direction=Direction.BOTH, seconds=1.0).clip
    assert levels(longer)[28:] == [80 + frame for frame in range(9, 17)]
    assert levels(longer)[:8] == [80 + frame for frame in range(1, 9)]
    assert levels(extend(Artist(), clip, seconds=1.0).clip)[20:] == [60 + frame for frame in range(9, 17)]


def test_a_bridge_meets_both_clips() -> None:
    dark, bright = Pattern(level=60), Pattern(level=200, seed=2)
    whole_way = connect(Artist(darker=12), dark, bright, seconds=1.0).clip
    assert np.array_equal(whole_way.frames(0, 20), whole(dark))
    assert np.array_equal(whole_way.frames(28, 48), whole(bright))
    assert levels(whole_way)[20:28] == [60 + 12 + frame for frame in range(5, 13)]


def test_a_loop_goes_from_the_end_to_the_beginning() -> None:
    job, clip = Artist(), Pattern(count=12, level=66)
    endless = loop(job, clip, "around", seconds=1.0)
    [request] = job.requests
    first, last = request.keeps
    assert (request.count, first.at, last.at) == (17, 0, -4)
    assert np.array_equal(whole(first.media), clip.frames(7, 12))  # type: ignore[arg-type]
    assert np.array_equal(whole(last.media), clip.frames(0, 4))  # type: ignore[arg-type]
    assert endless.count == 20
    assert same(endless, clip, 0)
    assert levels(endless)[12:] == [60 + frame for frame in range(5, 13)]


def test_a_bridge_is_as_much_longer_as_the_model_needs() -> None:
    clip = Pattern(count=12)
    assert [loop(Artist(), clip, seconds=eighths / 8).count - 12 for eighths in range(2, 10)] == [4] * 3 + [8] * 4 + [
        12
    ]
    slow = Pattern(rate=Fraction(24), count=30, level=66)
    endless = loop(Artist(), slow, seconds=1.0)
    assert endless.count == 30 + 26  # Nine steps of an eighth of a second lead across eight frames.
    assert [length for _, length in runs(levels(endless)[30:])] == [4, 3, 3, 3, 3, 3, 3, 4]


def test_where_a_bridge_jumps_both_clips_go_on_and_one_fades_into_the_other() -> None:
    job, first, second = Artist(follows=True), Pattern(count=12, level=66), Pattern(count=12, level=200, seed=2)
    film = connect(job, first, second, "over", seconds=1.0).clip
    bridge, onwards, towards = job.requests
    assert len(bridge.keeps) == 2
    assert [keep.at for keep in (*onwards.keeps, *towards.keeps)] == [0, -8]
    assert film.count == 12 + 8 + 12
    assert same(film, first, 0)
    assert same(film, second, 20)
    faded = levels(film)[12:20]
    assert faded == sorted(faded)
    assert faded[0] < 80
    assert faded[-1] > 180


def test_where_a_blend_jumps_one_fades_into_the_other() -> None:
    job, first, second = Artist(follows=True), Pattern(count=20, level=66), Pattern(count=20, level=200, seed=2)
    film = blend(job, first, second, seconds=1.0)
    assert len(job.requests) == 1
    assert film.count == 32
    assert same(Trim(film, 0, 12), Trim(first, 0, 12), 0)
    assert same(Trim(film, 20, 32), Trim(second, 8, 20), 0)
    mixed = whole(film)[12:20].mean((1, 2, 3))
    assert list(mixed) == sorted(mixed)
    assert mixed[0] < 80
    assert mixed[-1] > 180


@pytest.mark.parametrize("count", [1, 2, 5])
def test_clips_of_a_few_frames_loop_and_connect(count: int) -> None:
    clip, other = Pattern(count=count), Pattern(count=3, seed=2)
    assert same(loop(Artist(), clip, seconds=0.5), clip, 0)
    both = connect(Artist(), clip, other, seconds=0.5).clip
    assert both.count == count + 4 + 3
    assert same(both, clip, 0)
    assert same(both, other, count + 4)


def test_clips_of_other_sizes_and_rates_are_fitted_to_the_first() -> None:
    first, second = Pattern(Size(40, 30), count=9), Pattern(Size(64, 64), Fraction(24), 24, seed=2)
    both = connect(Artist(), first, second, seconds=0.5).clip
    assert (both.size, both.rate, both.count) == (Size(40, 30), Fraction(8), 9 + 4 + 8)
    assert same(both, first, 0)


def test_what_a_model_cannot_do_is_told_before_it_runs() -> None:
    assert problems("extend.extend", TINY, direction=Direction.BOTH, seconds=2.0, model="tiny") == []
    assert problems("extend.extend", FIRST_ONLY, direction=Direction.FORWARD, model="tiny") == []
    for told in (
        problems("extend.extend", FIRST_ONLY, direction=Direction.BACKWARD, model="tiny"),
        problems("extend.loop", FIRST_ONLY, model="tiny"),
        problems("extend.connect", FIRST_ONLY, model="tiny"),
    ):
        assert "only at the first frame" in told[0]
    assert "it makes 1 to 81" in problems("extend.extend", TINY, seconds=20.0, model="tiny")[0]
    assert problems("extend.extend", TINY, seconds=20.0) == []
    with pytest.raises(ModelError, match="only at the first frame"):
        loop(Artist(FIRST_ONLY), Pattern())


def test_a_model_of_another_step_is_shown_whole_groups() -> None:
    limits = replace(TINY, count_step=8)
    job = Artist(limits)
    extend(job, Pattern(), seconds=0.5)
    assert (job.requests[0].count, job.requests[0].keeps[0].media.count) == (17, 9)  # type: ignore[union-attr]
    assert loop(job, Pattern(), seconds=0.5).count == 28


@pytest.mark.parametrize(("first", "second"), [(12, 16), (9, 9), (8, 20), (3, 30), (1, 1)])
def test_two_clips_blend_over_a_span_and_stay_outside_of_it(first: int, second: int) -> None:
    one, other = Pattern(count=first), Pattern(count=second, seed=2)
    both = blend(Artist(darker=5), one, other, seconds=1.0)
    span = first + second - both.count
    assert 1 <= span <= min(8, first, second)
    assert np.array_equal(both.frames(0, first - span), one.frames(0, first - span))
    assert np.array_equal(both.frames(first, both.count), other.frames(span, second))


def test_a_blend_starts_from_both_clips_by_its_curve() -> None:
    dark, bright = Pattern(count=16, level=60), Pattern(count=16, seed=2, level=180)
    sources: list[list[float]] = []
    for curve in Curve:
        job = Artist()
        blend(job, dark, bright, "both", 1.0, curve, Strength.SUBTLE)
        [request] = job.requests
        assert (request.count, len(request.keeps)) == (17, 2)
        assert request.source is not None
        assert request.source.change == 0.5
        sources.append([float(frame.mean()) for frame in whole(request.source.media)])  # type: ignore[arg-type]
    for means in sources:
        assert means[:5] == pytest.approx([59.5] * 5, abs=2)
        assert means[13:] == pytest.approx([179.5] * 4, abs=2)
        assert means[5:13] == sorted(means[5:13])
    even, gentle, sudden = (means[5] for means in sources)
    assert even > gentle > sudden
    assert "cannot start from media" in problems("extend.blend", replace(TINY, sources=False), model="tiny")[0]
    assert problems("extend.blend", TINY, model="tiny") == []


@pytest.mark.parametrize(("direction", "start"), [(Direction.FORWARD, 20), (Direction.BACKWARD, 0)])
def test_what_is_added_is_there_by_itself(direction: Direction, start: int) -> None:
    longer = extend(Artist(), Pattern(), direction=direction, seconds=1.0)
    assert np.array_equal(whole(longer.added), longer.clip.frames(start, start + 8))
    assert longer.added.rate == 8
    both = extend(Artist(), Pattern(), direction=Direction.BOTH, seconds=1.0)
    ends = (both.clip.frames(0, 8), both.clip.frames(28, 36))
    assert np.array_equal(whole(both.added), np.concatenate(ends))


@pytest.mark.parametrize("seconds", [0.25, 0.3, 1.0, 10 / 24, 25 * 1001 / 24000])
def test_what_is_added_lasts_as_long_as_was_asked_for(seconds: float) -> None:
    wish = Fraction(seconds).limit_denominator(1_000_000)
    film = connect(Artist(), Pattern(), Pattern(seed=2), seconds=seconds)
    assert Fraction(film.added.count) / film.added.rate == wish
    assert np.array_equal(whole(film.added), film.clip.frames(20, film.clip.count - 20))
    longer = extend(Artist(), Pattern(), direction=Direction.BOTH, seconds=seconds)
    assert Fraction(longer.added.count) / longer.added.rate == 2 * wish
