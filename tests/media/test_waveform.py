"""Sounds as pictures."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from soraapp.media.audio.ops import Cut, Gain
from soraapp.media.audio.sound import Silence
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.audio.waveform import WaveformImage, waveform_clip
from soraapp.media.clip import Clip, Image, Size
from tests.media.sounds import Sweep

GREEN, RED = (76, 195, 138), (255, 107, 107)


def coloured(image: WaveformImage, colour: tuple[int, int, int]) -> np.ndarray:
    """Where a picture has a colour, of shape (height, width)."""
    pixels = image.pixels()
    assert pixels.shape == (image.size.height, image.size.width, 3)
    return (pixels == colour).all(2)


def test_what_is_heard_is_seen_where_it_is_heard() -> None:
    late = Cut(Sweep(24000, channels=1), -24000, 48000)
    image = WaveformImage(late, Size(100, 40))
    wave = coloured(image, GREEN)
    assert isinstance(image, Image)
    assert wave[:, :50].sum() <= 50  # The line of silence alone.
    assert (wave[:, 52:].sum(0) > 15).all()


def test_louder_is_taller_and_too_loud_is_red() -> None:
    soft, loud = Sweep(48000, channels=1, level=0.1), Sweep(48000, channels=1, level=0.9)
    heights = [coloured(WaveformImage(sound, Size(20, 100)), GREEN).sum(0).mean() for sound in (soft, loud)]
    assert heights[0] * 5 < heights[1]
    over = WaveformImage(Gain(loud, 6), Size(20, 100))
    assert coloured(over, RED).any(0).all()


def test_each_channel_has_a_band() -> None:
    image = WaveformImage(Sweep(48000, channels=2), Size(40, 81))
    wave = coloured(image, GREEN)
    assert wave[:40].any(0).all()
    assert wave[41:].any(0).all()
    assert not wave[39:42].any()


def test_short_sounds_and_small_pictures_can_be_drawn() -> None:
    for sound in (Sweep(1), Silence(8000, 6, 3), Sweep(7, 8000, 1)):
        for size in (Size(1, 1), Size(64, 3), Size(3, 64)):
            coloured(WaveformImage(sound, size), GREEN)


def test_an_hour_is_drawn_without_reading_all_of_it() -> None:
    class Counting:
        rate, channels, count = 48000, 1, 48000 * 3600
        read = 0

        def samples(self, start: int, stop: int) -> np.ndarray:
            Counting.read += stop - start
            return np.ones((stop - start, 1), np.float32)

    WaveformImage(Counting(), Size(100, 20)).pixels()
    assert Counting.read <= 100 * 24000


def test_a_waveform_lasts_and_sounds_as_what_it_shows() -> None:
    clip = waveform_clip(Sweep(72000))
    assert isinstance(clip, Clip)
    assert (clip.count, clip.rate) == (36, Fraction(24))
    assert sound_of(clip) == Sweep(72000)
