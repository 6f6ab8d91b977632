"""Time is rational: counts, timecodes and rates agree without rounding errors."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from soraapp.errors import InputError
from soraapp.media.time import exact, frame_at, frame_count, parse_moment, parse_rate, timecode

rates = some.fractions(min_value=Fraction(1, 10), max_value=240, max_denominator=1001)


@given(count=some.integers(1, 100_000), rate=rates)
def test_a_duration_made_of_frames_gives_back_their_number(count: int, rate: Fraction) -> None:
    assert frame_count(Fraction(count) / rate, rate) == count


@given(seconds=some.fractions(min_value=0, max_value=1000), rate=rates)
def test_the_count_is_the_nearest_and_never_zero(seconds: Fraction, rate: Fraction) -> None:
    count = frame_count(seconds, rate)
    assert count >= 1
    assert count == 1 or abs(count - seconds * rate) <= Fraction(1, 2)


@given(frame=some.integers(0, 10_000_000), rate=rates)
def test_a_timecode_reads_back_as_its_frame(frame: int, rate: Fraction) -> None:
    hours, minutes, seconds, frames = map(int, timecode(frame, rate).split(":"))
    base = max(1, int(rate + Fraction(1, 2)))
    assert ((hours * 60 + minutes) * 60 + seconds) * base + frames == frame
    assert max(minutes, seconds) < 60
    assert frames < base


def test_timecodes_look_like_timecodes() -> None:
    assert timecode(24 * 3661 + 5, Fraction(24)) == "01:01:01:05"
    assert timecode(24, Fraction(24000, 1001)) == "00:00:01:00"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("24", Fraction(24)),
        ("24.0", Fraction(24)),
        ("24000/1001", Fraction(24000, 1001)),
        ("23.976", Fraction(24000, 1001)),
        (" 29.97 ", Fraction(30000, 1001)),
        ("59.94", Fraction(60000, 1001)),
        ("12.5", Fraction(25, 2)),
        ("0.5", Fraction(1, 2)),
    ],
)
def test_rates_are_read_as_broadcast_means_them(text: str, rate: Fraction) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["", "fast", "0", "-24", "1/0", "1001", "nan"])
def test_what_is_no_rate_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"30000/1001"):
        parse_rate(text)


@given(rate=rates)
def test_a_written_fraction_is_read_exactly(rate: Fraction) -> None:
    assert parse_rate(f"{rate.numerator}/{rate.denominator}") == rate


def test_decimals_mean_what_they_say() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact(2) == 2
    assert exact(Fraction(1, 3)) == Fraction(1, 3)
    assert [frame_at(moment, Fraction(10)) for moment in (0, 0.04, 0.05, 0.1, 0.149, 7)] == [0, 0, 1, 1, 1, 70]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("0", 0),
        ("250", 250),
        ("1:12", 36),
        ("1:02:03", 24 * 62 + 3),
        ("01:00:00:00", 24 * 3600),
        (":5", 5),
        ("2.5", 60),
        ("2s", 48),
        (" 0.5 S ", 12),
        ("+10", 110),
        ("-10", 90),
        ("+1:00", 124),
        ("-1s", 76),
        ("１：１２", 36),
    ],
)
def test_a_moment_is_read_as_a_person_types_it(text: str, frame: int) -> None:
    assert parse_moment(text, Fraction(24), 100) == frame


def test_a_second_of_timecode_has_whole_frames_at_a_broken_rate() -> None:
    assert parse_moment("1:00", Fraction(24000, 1001)) == 24
    assert parse_moment("1s", Fraction(24000, 1001)) == 24


@pytest.mark.parametrize("text", ["", "+", "soon", "1.2.3", "1:2:3:4:5", "1:-2", ".", "s", "--3", "1e3"])
def test_what_is_no_moment_is_told(text: str) -> None:
    with pytest.raises(InputError, match="is not a time"):
        parse_moment(text, Fraction(24))
