"""The sound of a film: every sample where a cut puts it, and as long as the pictures to the sample."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from soraapp.media.audio.fit import conformed
from soraapp.media.audio.ops import factor
from soraapp.media.audio.sound import Audio, Samples, Silence
from soraapp.media.audio.soundtrack import sound_of, with_sound
from soraapp.media.clip import Size
from soraapp.media.film.cut import Cut, Heard, Lead, Shot
from soraapp.media.film.film import film_of
from soraapp.media.film.sound import mix
from soraapp.media.ops import TransitionStyle
from soraapp.media.shapes import ColourImage
from tests.media.making import NumberedClip
from tests.media.sounds import Sweep, heard

RATE = Fraction(24)
FRAME = 2000
"""Samples of a frame."""
SIZE = Size(16, 16)


def mixed(
    *voices: tuple[Heard, ...], sounds: tuple[Audio | None, ...], count: int = 0, rate: Fraction = RATE
) -> Samples:
    ends = [part.end for voice in voices for part in voice]
    audio = mix(Cut(SIZE, rate, count or max(ends), (), voices), sounds)
    assert audio is not None
    return heard(audio)


def test_parts_of_a_sound_are_where_the_cut_puts_them() -> None:
    sweep = Sweep(48000 * 5)
    made = mixed(
        (Heard(source=0, start=2, length=3, offset=Fraction(1)), Heard(source=0, start=5, length=1)),
        sounds=(sweep,),
        count=8,
    )
    assert made.shape == (8 * FRAME, 2)
    assert not made[: 2 * FRAME].any()
    assert np.array_equal(made[2 * FRAME : 5 * FRAME], sweep.samples(48000, 48000 + 3 * FRAME))
    assert np.array_equal(made[5 * FRAME : 6 * FRAME], sweep.samples(0, FRAME))
    assert not made[6 * FRAME :].any()


def test_frames_that_are_no_whole_number_of_samples_leave_no_gap_and_no_drift() -> None:
    rate, tone = Fraction(30000, 1001), Sweep(48000 * 60)
    parts = tuple(Heard(source=0, start=at, length=1, offset=at / rate) for at in range(300))
    made = mixed(parts, sounds=(tone,), rate=rate)
    assert len(made) == 480480  # 300 frames of 1601.6 samples.
    assert np.array_equal(made, tone.samples(0, 480480))


def test_gains_add_up_and_what_is_heard_at_once_is_added() -> None:
    sweep, other = Sweep(48000), Sweep(48000, channels=1, rate=48000)
    made = mixed(
        (Heard(source=0, start=0, length=4, gain=-6.0),), (Heard(source=1, start=1, length=2),), sounds=(sweep, other)
    )
    expected = sweep.samples(0, 4 * FRAME) * np.float32(factor(-6.0))
    expected[FRAME : 3 * FRAME] += other.samples(0, 2 * FRAME)
    assert np.allclose(made, expected, atol=1e-6)


def test_fades_begin_and_end_in_silence() -> None:
    level = np.abs(mixed((Heard(source=0, start=0, length=10, fade_in=2, fade_out=4),), sounds=(_Steady(48000),)))
    assert level[0, 0] < 0.001
    assert np.isclose(level[FRAME, 0], np.sin(np.pi / 4), atol=0.001)
    assert (level[2 * FRAME : 6 * FRAME] == 1).all()
    assert np.isclose(level[8 * FRAME, 0], np.sin(np.pi / 4), atol=0.001)
    assert level[-1, 0] < 0.001


def test_under_a_transition_both_are_heard_and_stay_equally_loud() -> None:
    lead = Lead(TransitionStyle.DISSOLVE, 2, 2)
    parts = (
        Heard(source=0, start=0, length=6, fade_out=3),
        Heard(source=1, start=6, length=6, offset=Fraction(1), fade_in=3, lead=lead),
    )
    first, second = _Steady(48000), _Steady(96000)
    old, new = (mixed(parts, sounds=sounds) for sounds in ((first, None), (None, second)))
    assert (old[: 4 * FRAME] == 1).all()
    assert not old[8 * FRAME :].any()
    assert not new[: 4 * FRAME].any()
    assert (new[8 * FRAME :] == 1).all()
    assert np.allclose(old**2 + new**2, 1, atol=1e-5)
    assert np.allclose(mixed(parts, sounds=(first, second)), old + new)
    early = mixed(parts, sounds=(None, Sweep(96000)))[6 * FRAME : 12 * FRAME]
    assert np.allclose(early[2 * FRAME :], Sweep(96000).samples(48000 + 2 * FRAME, 48000 + 6 * FRAME))


def test_backwards_and_faster() -> None:
    sweep = Sweep(48000 * 4)
    made = mixed((Heard(source=0, start=1, length=4, offset=Fraction(1), reverse=True),), sounds=(sweep,))
    assert np.array_equal(made[FRAME:], sweep.samples(48000, 48000 + 4 * FRAME)[::-1])
    twice = Heard(source=0, start=0, length=12, offset=Fraction(1), speed=Fraction(2))
    fast = mixed((twice,), sounds=(sweep,))
    inner = slice(2000, 22000)
    assert np.abs(fast[inner] - sweep.samples(48000, 96000)[::2][inner]).max() < 0.01
    back = Heard(source=0, start=0, length=12, offset=Fraction(1), speed=Fraction(2), reverse=True)
    assert np.abs(mixed((back,), sounds=(sweep,))[inner] - sweep.samples(48000, 96000)[::-2][inner]).max() < 0.01
    silent = Cut(SIZE, RATE, 4, (), ((Heard(source=0, start=0, length=4, speed=Fraction(9)),),))
    assert mix(silent, (sweep,)) is None


def test_sounds_of_other_rates_are_brought_to_one() -> None:
    sweep = Sweep(44100 * 3, 44100, 1)
    made = mixed((Heard(source=0, start=0, length=24, offset=Fraction(1)),), sounds=(sweep,))
    assert np.array_equal(made, conformed(sweep, 48000, 2).samples(48000, 96000))


def test_a_film_sounds_as_its_voices_tell_and_not_as_its_pictures() -> None:
    clip, tone = with_sound(NumberedClip(24), Sweep(48000)), Silence(48000, 2, 48000)
    shot = Shot(source=0, start=0, length=12)
    picture = ColourImage(SIZE, (9, 9, 9))
    assert sound_of(film_of(Cut(SIZE, RATE, 12, ((shot,),)), (clip,))) is None
    both = Cut(
        SIZE, RATE, 12, ((Shot(source=1, start=0, length=12),), (shot,)), ((Heard(source=0, start=0, length=12),),)
    )
    made = film_of(both, (clip, picture, tone))
    assert made.count == 12
    sound = sound_of(made)
    assert sound is not None
    assert np.array_equal(heard(sound), Sweep(48000).samples(0, 24000))
    assert (made.frames(3, 4)[0, 15] == 9).all()


@dataclass(frozen=True)
class _Steady:
    """All samples at full level."""

    count: int
    rate: int = 48000
    channels: int = 2

    def samples(self, start: int, stop: int) -> Samples:
        return np.ones((stop - start, 2), np.float32)
