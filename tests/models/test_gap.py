"""Gaps of any length between clips of any rate are asked for as the model allows, and filled exactly."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from soraapp.media.clip import Clip, Size
from soraapp.models.gap import CONTEXT, Gap
from soraapp.models.keep_limits import kept_span
from soraapp.models.request import Cue, Request
from tests.models.requests import TINY
from tests.nodes.artist import Made, Pattern, whole

RATES = [Fraction(4), Fraction(8), Fraction(10), Fraction(24), Fraction(24000, 1001), Fraction(60)]
CLIPS = st.one_of(st.none(), st.integers(1, 60))


def request(gap: Gap) -> Request:
    return Request("tiny@0", (Cue(""),), gap.model_size, gap.count, gap.limits.rate, 0, 2, 1.0, keeps=gap.keeps)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(RATES), st.sampled_from(RATES), st.sampled_from([1, 4, 8, 16]), st.integers(1, 90), CLIPS, CLIPS)
def test_every_gap_is_legal_and_filled(
    rate: Fraction, native: Fraction, step: int, wish: int, past: int | None, future: int | None
) -> None:
    limits, size = replace(TINY, rate=native, count_step=step, smallest=Size(2, 2), size_multiple=2), Size(4, 2)
    before, after = (None if count is None else Pattern(size, rate, count) for count in (past, future))
    gap = Gap.of(limits, size, rate, wish, before, after)
    asked = request(gap)
    assert limits.legal_count(gap.count) == gap.count
    assert sum(len(kept_span(keep, asked)) for keep in asked.keeps) == gap.past + gap.future == gap.count - gap.made
    assert gap.past + gap.future <= max(CONTEXT, 2 * step) + 1
    for keep in asked.keeps:
        span = kept_span(keep, asked)
        assert 0 <= span.start < span.stop <= gap.count
    filled = gap.filled(Made(asked, 0))
    assert (filled.count, filled.rate, filled.size) == (gap.length, rate, size)
    if before is None or after is None:
        assert gap.length == wish
    else:
        assert wish - 1 <= gap.length <= wish + 2 + (step + 1) * rate / native


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(RATES), st.integers(1, 40), st.data())
def test_within_a_clip_only_the_part_is_open(rate: Fraction, count: int, data: st.DataObject) -> None:
    clip = Pattern(Size(4, 2), rate, count)
    start = data.draw(st.integers(0, count - 1))
    stop = data.draw(st.integers(start + 1, count))
    limits = replace(TINY, smallest=Size(2, 2), size_multiple=2)
    gap = Gap.within(limits, clip, start, stop)
    parts: list[Clip | None] = [gap.before, gap.after]
    assert gap.length + sum(part.count for part in parts if part is not None) == count
    assert gap.before is None or gap.before.count == start
    assert limits.legal_count(gap.count) == gap.count
    if gap.before is not None and gap.after is not None:
        assert gap.length <= max(stop - start, 1 + 5 * rate / 8)
    source = gap.source(clip)
    assert (source.count, source.rate) == (gap.count, limits.rate)


def test_a_source_lies_in_time_as_the_gap_does() -> None:
    clip = Pattern(Size(32, 32), count=30)
    gap = Gap.within(TINY, clip, 12, 20)
    assert (gap.past, gap.made, gap.future) == (5, 8, 4)
    assert np.array_equal(whole(gap.source(clip)), clip.frames(7, 24))
    ending = Gap.within(TINY, clip, 12, 30)
    assert np.array_equal(ending.source(clip).frames(0, 27), clip.frames(3, 30))
    beginning = Gap.within(TINY, clip, 0, 7)
    assert (beginning.made, beginning.future) == (9, 8)
    assert np.array_equal(beginning.source(clip).frames(2, 17), clip.frames(0, 15))
    assert np.array_equal(whole(Gap.within(TINY, clip, 0, 30).source(clip))[:30], whole(clip))
