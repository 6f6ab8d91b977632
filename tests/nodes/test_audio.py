"""The nodes of sound, called as the functions they are."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from nodes.audio import fade, gain, load_audio, mix, offset_audio, replace_sound, sound_of_a_clip, trim_audio
from nodes.load import load_video
from nodes.output import export, viewer
from nodes.time import change_speed, concatenate, freeze, ping_pong, reverse, split, transition, trim
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.audio.waveform import WAVEFORM
from soraapp.media.export.film import write_video
from tests.example_sounds import write_sound
from tests.media.making import NumberedClip
from tests.media.sounds import Numbers, Sweep, levels, shift, talking

NODES = Catalogue.of("nodes")
SECOND = Numbers(8)
"""Eight samples a second."""


def test_a_file_is_heard_also_that_of_a_film(tmp_path: Path) -> None:
    wave = write_sound(tmp_path / "a.wav", Sweep(800, 8000).samples(0, 800), 8000, "pcm_f32le")
    assert np.array_equal(load_audio(wave).samples(0, 800), Sweep(800, 8000).samples(0, 800))
    write_video(tmp_path / "a.mp4", talking(Sweep(48000), 24, Fraction(24)))
    alone, film = load_audio(tmp_path / "a.mp4"), load_video(tmp_path / "a.mp4")
    assert sound_of(film) == alone
    assert shift(alone.samples(0, 48000), Sweep(48000).samples(0, 48000)) == 0
    write_video(tmp_path / "silent.mp4", NumberedClip(2))
    assert sound_of(load_video(tmp_path / "silent.mp4")) is None


def test_gain_and_fades() -> None:
    assert gain(SECOND, 0) is SECOND
    assert levels(gain(SECOND, 20))[:2] == [10, 20]
    assert fade(SECOND, 0, 0) is SECOND
    faded = levels(fade(SECOND, 0.25, 0.5))
    assert faded[2:4] == [3, 4]
    assert faded[0] < 1
    assert faded[-1] < 8 / 2
    with pytest.raises(InputError, match=r"The fades last 1\.2 s, but the sound only 1 s\. Choose shorter fades"):
        fade(SECOND, 1, 0.2)


def test_a_part_of_a_sound() -> None:
    assert levels(trim_audio(SECOND, 0.25, 0.5)) == [3, 4]
    assert trim_audio(SECOND) is SECOND
    for start, end in ((1, None), (0.5, 0.5), (0, 1.5), (3000, None)):
        with pytest.raises(InputError, match="in a sound of 1 s"):
            trim_audio(SECOND, start, end)
    kind = NODES["audio.trim_audio"]
    assert kind.check is not None
    (problem,) = kind.check({"start": 2.0, "end": 1.0}, lambda _: pytest.fail("asks no model"))
    assert str(problem).startswith("The end, 1 s, is not after the start, 2 s. Choose an end after the start")


def test_a_sound_begins_later_or_earlier() -> None:
    assert levels(offset_audio(SECOND, 0.25)) == [0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert levels(offset_audio(SECOND, -0.75)) == [7, 8]
    assert offset_audio(SECOND) is SECOND
    with pytest.raises(InputError, match="Nothing is left of a sound of 1 s that begins 1 s early"):
        offset_audio(SECOND, -1)


def test_sounds_are_mixed_from_their_moments_at_their_levels() -> None:
    assert mix(SECOND) is SECOND
    assert levels(mix(SECOND, Numbers(2), second_start=0.5, second_gain=20)) == [1, 2, 3, 4, 15, 26, 7, 8]
    assert levels(mix(SECOND, None, Numbers(1), first_start=-0.75, third_start=0.25)) == [7, 8, 1]
    assert levels(mix(SECOND, Numbers(2), second_start=-1)) == levels(SECOND)
    better = mix(Sweep(80, 8000, 1), fourth=Sweep(480, 48000, 6))
    assert (better.rate, better.channels, better.count) == (48000, 6, 480)
    with pytest.raises(InputError, match="There is no sound to mix"):
        mix(SECOND, first_start=-1)


def test_a_clip_is_given_a_sound_and_loses_it() -> None:
    clip = NumberedClip(4, Fraction(2))
    loud = replace_sound(clip, SECOND)
    assert (loud.count, sound_of(loud)) == (4, SECOND)
    assert sound_of_a_clip(loud) == SECOND
    assert levels(sound_of_a_clip(replace_sound(loud, Numbers(2), 0.5))) == [0, 0, 0, 0, 1, 2]
    assert levels(sound_of_a_clip(replace_sound(loud, Numbers(2), 0.5, keep_own_sound=True))) == [
        1,
        2,
        3,
        4,
        6,
        8,
        7,
        8,
    ]
    assert levels(sound_of_a_clip(replace_sound(loud, SECOND, -0.75))) == [7, 8]
    assert sound_of(replace_sound(loud)) is None
    assert sound_of_a_clip(replace_sound(loud, keep_own_sound=True)) == SECOND
    assert replace_sound(clip) == clip
    with pytest.raises(InputError, match="The clip has no sound"):
        sound_of_a_clip(clip)
    for start in (-1, 2, 3600):
        with pytest.raises(InputError, match="nothing of it is heard in a clip of 2 s"):
            replace_sound(loud, SECOND, start, keep_own_sound=True)


def test_nodes_of_time_keep_a_sound_in_step() -> None:
    clip = talking(Numbers(16), 8, Fraction(4))

    def said(found: object) -> list[float]:
        return levels(sound_of_a_clip(found))  # type: ignore[arg-type]

    assert said(trim(clip, 0.5, 1)) == [5, 6, 7, 8]
    first, second = split(clip, 1.5)
    assert said(first) == list(range(1, 13))
    assert said(concatenate((second, first))) == [13, 14, 15, 16, *range(1, 13)]
    assert said(reverse(clip)) == list(range(16, 0, -1))
    assert said(ping_pong(clip))[14:20] == [15, 16, 14, 13, 12, 11]
    assert said(freeze(clip, 1.0, 0.5))[8:16] == [0, 0, 0, 0, 0, 0, 11, 12]
    assert len(said(change_speed(clip, 2.0))) == 8
    assert len(said(transition(clip, clip, seconds=0.5))) == 28
    assert said(export((clip,), 64, 16)) == list(range(1, 17))
    assert sound_of(change_speed(clip, 16.0)) is None


def test_a_viewer_shows_a_sound_and_passes_it_on() -> None:
    shown = viewer(audio=Sweep(48000))
    assert (shown.size, shown.count) == (WAVEFORM, 24)
    assert sound_of_a_clip(shown) == Sweep(48000)
    with pytest.raises(InputError, match="More than one thing is connected"):
        viewer(NumberedClip(1), audio=SECOND)
