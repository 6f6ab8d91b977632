"""The pictures of a film: exactly the frames of its sources that a cut asks for, whatever lies over them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Size, StillClip
from soraapp.media.film.cut import Cut, Heard, Lead, Shot, Title
from soraapp.media.film.picture import Film
from soraapp.media.fit import FitMode
from soraapp.media.identity import digest
from soraapp.media.image import open_image
from soraapp.media.ops import Concatenate, Transition, TransitionStyle, Trim
from soraapp.media.shapes import ColourImage
from tests.media.making import NUMBERED, ArrayClip, NumberedClip, number_of

RATE = Fraction(24)


def film(*layers: tuple[Shot, ...], clips: tuple[Clip | None, ...], count: int = 0, size: Size = NUMBERED) -> Film:
    ends = [shot.end for layer in layers for shot in layer]
    return Film(Cut(size, RATE, count or max(ends), layers), clips)


def numbers(film: Film) -> list[int]:
    """What each frame shows, read in runs of three: a run must not tell."""
    found: list[int] = []
    for start in range(0, film.count, 3):
        found += map(number_of, film.frames(start, min(film.count, start + 3)))
    return found


def flat(level: int, count: int = 1, size: Size = NUMBERED) -> Clip:
    """A clip of one grey."""
    return StillClip(ColourImage(size, (level, level, level)), RATE, count)


def test_a_cut_shows_the_frames_it_names_and_black_between_them() -> None:
    first = Shot(source=0, start=2, length=3, offset=Fraction(10, 24))
    second = Shot(source=1, start=5, length=2)
    made = film((first, second), clips=(NumberedClip(50), NumberedClip(200)), count=9)
    assert numbers(made) == [0, 0, 10, 11, 12, 0, 1, 0, 0]
    assert not made.frames(7, 9).any()
    assert (made.size, made.rate, made.count) == (NUMBERED, RATE, 9)
    assert made.frames(4, 4).shape == (0, NUMBERED.height, NUMBERED.width, 3)
    assert digest(made) == digest(film((first, second), clips=(NumberedClip(50), NumberedClip(200)), count=9))


def test_beyond_its_ends_a_source_rests() -> None:
    late = Shot(source=0, start=0, length=4, offset=Fraction(8, 24))
    assert numbers(film((late,), clips=(NumberedClip(10),))) == [8, 9, 9, 9]


@pytest.mark.parametrize(
    ("speed", "reverse", "seen"),
    [
        (Fraction(2), False, [4, 6, 8, 10]),
        (Fraction(1, 2), False, [4, 4, 5, 5]),
        (Fraction(1), True, [7, 6, 5, 4]),
        (Fraction(3, 2), True, [8, 7, 5, 4]),
        (Fraction(1, 3), True, [5, 4, 4, 4]),
    ],
)
def test_speed_and_direction(speed: Fraction, reverse: bool, seen: list[int]) -> None:
    shot = Shot(source=0, start=0, length=4, offset=Fraction(4, 24), speed=speed, reverse=reverse)
    assert numbers(film((shot,), clips=(NumberedClip(20),))) == seen


def test_a_source_of_another_rate_is_seen_as_it_is_at_that_moment() -> None:
    shot = Shot(source=0, start=0, length=6, offset=Fraction(1, 24))
    assert numbers(film((shot,), clips=(NumberedClip(20, Fraction(30)),))) == [1, 2, 3, 5, 6, 7]
    assert numbers(film((shot,), clips=(NumberedClip(20, Fraction(24000, 1001)),))) == [0, 1, 2, 3, 4, 5]
    assert numbers(film((shot,), clips=(NumberedClip(20, Fraction(12)),))) == [0, 1, 1, 2, 2, 3]


class Unread:
    """A clip that must not be looked at."""

    size, rate, count = NUMBERED, RATE, 100

    def frames(self, start: int, stop: int) -> Frames:
        raise AssertionError("it was read")


def test_what_is_covered_is_not_read_and_a_whole_run_is_read_at_once() -> None:
    asked: list[tuple[int, int]] = []

    class Told(NumberedClip):
        def frames(self, start: int, stop: int) -> Frames:
            asked.append((start, stop))
            return super().frames(start, stop)

    below, above = Shot(source=0, start=0, length=8), Shot(source=1, start=0, length=8, offset=Fraction(1))
    made = film((below,), (above,), clips=(Unread(), Told(100)))
    assert [number_of(frame) for frame in made.frames(0, 8)] == list(range(24, 32))
    assert asked == [(24, 32)]


def test_around_a_picture_that_is_contained_the_layers_below_are_seen() -> None:
    wide, narrow = NumberedClip(10), flat(200, size=Size(10, 20))
    shots = (Shot(source=0, start=0, length=2),), (Shot(source=1, start=0, length=2),)
    frame = film(*shots, clips=(wide, narrow)).frames(1, 2)[0]
    left = (NUMBERED.width - 16) // 2
    assert (frame[:, left : left + 16] == 200).all()
    assert np.array_equal(frame[:, :left], wide.frames(1, 2)[0][:, :left])
    assert np.array_equal(frame[:, left + 16 :], wide.frames(1, 2)[0][:, left + 16 :])
    covering = (shots[0], (Shot(source=1, start=0, length=2, fit=FitMode.COVER),))
    assert (film(*covering, clips=(wide, narrow)).frames(0, 2) == 200).all()
    padded = (shots[0], (Shot(source=1, start=0, length=2, fit=FitMode.PAD),))
    frame = film(*padded, clips=(wide, narrow)).frames(0, 1)[0]
    assert np.count_nonzero((frame == 200).all(-1)) == 10 * 20


def test_opacity_and_fades_let_what_is_below_through() -> None:
    below = Shot(source=0, start=0, length=8)
    above = Shot(source=1, start=0, length=8, opacity=0.5, fade_in=3, fade_out=1)
    made = film((below,), (above,), clips=(flat(0), flat(240)))
    assert made.frames(0, 8)[:, 0, 0, 0].tolist() == [30, 60, 90, 120, 120, 120, 120, 60]


@pytest.mark.parametrize("style", list(TransitionStyle))
def test_a_transition_is_that_of_the_transition_node(style: TransitionStyle) -> None:
    first, second = NumberedClip(20), NumberedClip(40, RATE)
    leaving = Shot(source=0, start=0, length=6, fade_out=3)
    coming = Shot(source=1, start=6, length=8, offset=Fraction(20, 24), fade_in=5, lead=Lead(style, 2, 3))
    made = film((leaving, coming), clips=(first, second))
    expected = Transition(Trim(first, 0, 9), Trim(second, 18, 28), 5, style)
    assert made.count == expected.count == 14
    assert np.array_equal(made.frames(0, 14), expected.frames(0, 14))


def test_beyond_the_end_of_its_source_a_transition_rests_on_the_last_frame() -> None:
    leaving = Shot(source=0, start=0, length=4)
    coming = Shot(source=1, start=4, length=4, lead=Lead(TransitionStyle.WIPE, 0, 2))
    made = film((leaving, coming), clips=(NumberedClip(4), flat(0, 4)))
    wiped = Transition(ArrayClip(np.repeat(NumberedClip(4).frames(3, 4), 2, 0)), flat(0, 2), 2, TransitionStyle.WIPE)
    assert np.array_equal(made.frames(4, 6), wiped.frames(0, 2))


def test_a_transition_of_pictures_that_do_not_fill_the_frame_leaves_the_rest_as_it_is() -> None:
    ground, old, new = flat(60), flat(200, size=Size(20, 20)), flat(100, size=Size(20, 20))
    left = (NUMBERED.width - NUMBERED.height) // 2
    for style, middle in ((TransitionStyle.DISSOLVE, 150), (TransitionStyle.BLACK, 0)):
        leaving = Shot(source=1, start=0, length=4)
        coming = Shot(source=2, start=4, length=4, lead=Lead(style, 1, 2))
        made = film((Shot(source=0, start=0, length=8),), (leaving, coming), clips=(ground, old, new))
        frame = made.frames(4, 5)[0]  # The middle of the three.
        assert (frame[:, :left] == 60).all()
        assert abs(int(frame[5, left + 5, 0]) - middle) <= 1


def test_a_title_lies_over_the_picture_and_fades() -> None:
    size = Size(160, 90)
    title = Title("Soraapp", 30, 50, 50, "#ff8a3d", 0)
    made = film(
        (Shot(source=0, start=0, length=6),),
        (Shot(source=title, start=1, length=4, fade_in=1),),
        clips=(flat(80, size=size),),
        size=size,
    )
    frames = made.frames(0, 6)
    assert (frames[0] == 80).all()
    assert (frames[5] == 80).all()
    letters = (frames[2] == (255, 138, 61)).all(-1)
    assert letters.sum() > 200
    assert (frames[2][:5] == 80).all()
    half = frames[1][letters]
    assert np.abs(half.astype(int) - (168, 109, 70)).max() <= 2
    dark = film(
        (Shot(source=Title("Soraapp", 30, 50, 50, "#ffffff", 10), start=0, length=1),), clips=(), size=size
    ).frames(0, 1)
    assert dark.max() == 255


def test_a_picture_with_transparency_shows_what_is_below(tmp_path: Path) -> None:
    rgba = np.zeros((NUMBERED.height, NUMBERED.width, 4), np.uint8)
    rgba[:, :64] = (0, 0, 255, 255)
    rgba[:, 64:96] = (0, 0, 255, 128)
    cv2.imwrite(str(tmp_path / "badge.png"), rgba)
    badge = StillClip(open_image(tmp_path / "badge.png"), Fraction(1), 1)
    made = film(
        (Shot(source=0, start=0, length=3),), (Shot(source=1, start=0, length=3),), clips=(flat(100), badge)
    ).frames(0, 3)
    assert (made[:, :, :64] == (255, 0, 0)).all()
    assert np.abs(made[:, :, 64:96].astype(int) - (178, 50, 50)).max() <= 1
    assert (made[:, :, 96:] == 100).all()


def test_a_film_can_be_part_of_another_and_what_is_not_there_shows_nothing() -> None:
    inner = film((Shot(source=0, start=1, length=5, offset=Fraction(1)),), clips=(NumberedClip(60),))
    outer = film(
        (Shot(source=1, start=0, length=6),),
        (Shot(source=0, start=2, length=4, speed=Fraction(2)),),
        clips=(None, inner),
    )
    assert numbers(outer) == [0, 24, 25, 26, 27, 28]
    with pytest.raises(InputError):
        film((Shot(source=2, start=0, length=6),), clips=(inner,))


def test_a_plain_row_of_clips_is_what_concatenate_makes() -> None:
    clips = tuple(NumberedClip(5 + at) for at in range(4))
    starts = [sum(clip.count for clip in clips[:at]) for at in range(4)]
    shots = tuple(Shot(source=at, start=starts[at], length=clips[at].count) for at in range(4))
    made = film(shots, clips=clips)
    assert np.array_equal(made.frames(0, made.count), Concatenate(clips).frames(0, made.count))


@st.composite
def shots(draw: st.DrawFn) -> tuple[Shot, ...]:
    """A layer of anything that there can be."""
    found: list[Shot] = []
    at = draw(st.integers(0, 3))
    for _ in range(draw(st.integers(0, 3))):
        length = draw(st.integers(2, 6))
        touches = bool(found) and found[-1].end == at
        taken = found[-1].lead.after if found and found[-1].lead else 0
        lead = None
        if touches and found[-1].length - taken > 0 and draw(st.booleans()):
            before, after = draw(st.integers(0, found[-1].length - taken)), draw(st.integers(1, length))
            lead = Lead(draw(st.sampled_from(TransitionStyle)), before, after)
        found.append(
            Shot(
                source=draw(st.sampled_from([0, 1, 2, Title("a", 60, 50, 50, "#ffffff", 5)])),
                start=at,
                length=length,
                offset=draw(st.fractions(0, 1, max_denominator=24)),
                speed=draw(st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2), Fraction(7, 5)])),
                reverse=draw(st.booleans()),
                fade_in=draw(st.integers(0, 3)),
                fade_out=draw(st.integers(0, 3)),
                fit=draw(st.sampled_from(FitMode)),
                opacity=draw(st.sampled_from([1.0, 1.0, 0.5, 0.0])),
                lead=lead,
            )
        )
        at += length + draw(st.sampled_from([0, 0, 1]))
    return tuple(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(shots(), min_size=1, max_size=3), st.data())
def test_frames_are_the_same_in_whatever_runs_they_are_read(
    layers: list[tuple[Shot, ...]], data: st.DataObject
) -> None:
    small = Size(24, 16)
    clips = (
        NumberedClip(20),
        NumberedClip(15, Fraction(30)),
        ArrayClip(np.arange(30 * small.height * small.width * 3, dtype=np.uint8).reshape(30, *reversed(small), 3)),
    )
    cut = Cut(small, RATE, 30, tuple(layers))
    again = Cut.of(cut.plain())
    assert again == cut
    made = Film(again, clips)
    start = data.draw(st.integers(0, 29))
    stop = data.draw(st.integers(start + 1, 30))
    single = np.concatenate([made.frames(at, at + 1) for at in range(start, stop)])
    assert np.array_equal(made.frames(start, stop), single)


def test_a_cut_tells_its_sources_and_takes_other_numbers() -> None:
    lead = Lead(TransitionStyle.SLIDE, 1, 1)
    layer = (Shot(source=0, start=0, length=4), Shot(source=2, start=4, length=4, lead=lead))
    voice = (Heard(source=1, start=0, length=8, gain=-3.0),)
    cut = Cut(NUMBERED, RATE, 8, (layer,), (voice,))
    assert cut.sources() == {0, 1, 2}
    assert cut.renumbered((2, 1, 0)).layers[0][1].source == 0
    without = cut.renumbered((None, 0, 1))
    assert without.layers == ((Shot(source=1, start=4, length=4),),)
    assert without.voices[0][0].source == 0


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        3,
        [],
        {"size": [4, 4]},
        {**Cut(NUMBERED, RATE, 1).plain(), "layers": [[{"source": 0}]]},
        {**Cut(NUMBERED, RATE, 1).plain(), "layers": [[{"source": 0, "start": 0, "length": 1, "speed": "0"}]]},
    ],
)
def test_what_is_no_cut_is_refused(wrong: object) -> None:
    with pytest.raises(InputError):
        Cut.of(wrong)


def test_a_title_without_letters_shows_nothing() -> None:
    for text in ("", " \n "):
        made = film((Shot(source=Title(text, 30, 50, 50, "#ffffff", 6), start=0, length=2),), clips=())
        assert not made.frames(0, 2).any()
