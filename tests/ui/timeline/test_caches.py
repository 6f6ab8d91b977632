"""Strips of pictures and peaks of sounds: what is kept, what stands in, and what fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from soraapp.errors import MediaError
from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames, Size
from tests.ui.events import turn, wait
from tests.ui.timeline.reel import Hills, Waves
from ui.timeline.filmstrip import AT_ONCE, Filmstrips
from ui.timeline.peaks import BLOCK, Peaks


@pytest.fixture
def strips(app: QApplication) -> Iterator[Filmstrips]:
    made = Filmstrips()
    yield made
    made.close()


@dataclass(frozen=True)
class Torn:
    """A clip that cannot be read."""

    size: Size
    rate: Fraction
    count: int

    def frames(self, start: int, stop: int) -> Frames:
        raise MediaError("{file} is damaged.", file=f"torn {start} {stop}")


@dataclass(frozen=True)
class Steps:
    """A sound whose sample tells its number."""

    count: int
    rate: int = 48000
    channels: int = 1

    def samples(self, start: int, stop: int) -> Samples:
        return ((np.arange(start, stop) % 254 - 127) / 127).astype(np.float32)[:, None]


def made(strips: Filmstrips, clip: Hills, *frames: int) -> None:
    strips.begin("lane")
    for frame in frames:
        strips.picture(strips.strip(clip), frame, 40)
    strips.work()
    wait(lambda: not strips.waiting, "the pictures", 10)


def test_a_picture_is_made_once_for_clips_of_the_same_content(strips: Filmstrips) -> None:
    made(strips, Hills(1), 5)
    assert strips.strip(Hills(1)) is strips.strip(Hills(1))
    assert strips.strip(Hills(1)) is not strips.strip(Hills(2))
    version = strips.version
    made(strips, Hills(1), 5)
    assert strips.version == version


def test_until_it_is_there_the_nearest_stands_in(strips: Filmstrips) -> None:
    made(strips, Hills(1), 5, 80)
    strip = strips.strip(Hills(1))
    near, far = strip.pictures[5, 40], strip.pictures[80, 40]
    assert strips.picture(strip, 20, 40) is near
    assert strips.picture(strip, 70, 40) is far
    assert strips.picture(strip, 5, 72) is near


def test_what_is_not_wanted_any_more_is_not_made(strips: Filmstrips) -> None:
    strips.begin("lane")
    for frame in range(0, 96, 2):
        strips.picture(strips.strip(Hills(1)), frame, 40)
    strips.work()
    strips.begin("lane")
    wait(lambda: not strips.waiting, "the pictures", 10)
    assert len(strips.strip(Hills(1)).pictures) <= AT_ONCE


def test_each_clip_has_one_picture_before_any_has_many(strips: Filmstrips) -> None:
    clips = [strips.strip(Hills(number)) for number in range(5)]
    strips.begin("lane")
    for strip in clips:
        for frame in range(0, 96, 4):
            strips.picture(strip, frame, 40)
    strips.work()
    wait(lambda: sum(len(strip.known) for strip in clips) >= 5, "the first pictures", 10)
    assert max(len(strip.known) for strip in clips) <= 1 + AT_ONCE
    assert all(strip.known for strip in clips)


def test_pictures_are_kept_within_their_room(strips: Filmstrips, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.timeline.filmstrip.MOST_BYTES", 6 * 71 * 40 * 4)
    made(strips, Hills(1), *range(0, 40, 4))
    strip = strips.strip(Hills(1))
    assert len(strip.pictures) == 6
    assert strip.known == sorted({frame for frame, _ in strip.pictures})
    assert 36 in strip.known


def test_a_clip_that_cannot_be_read_is_asked_once(strips: Filmstrips) -> None:
    torn = Torn(Size(16, 16), Fraction(24), 9)
    for _ in range(2):
        strips.begin("lane")
        assert strips.picture(strips.strip(torn), 3, 40) is None
        strips.work()
        wait(lambda: not strips.waiting, "the failure", 10)
    assert strips.strip(torn).failed
    turn()


def test_frames_are_rounded_to_steps_that_double(strips: Filmstrips) -> None:
    strip = strips.strip(Hills(1, count=960))
    for tile in (0.5, 0.6, 0.9):  # Pictures of half a second and more ask for each half second.
        assert {strip.frame(moment / 10, tile) % 12 for moment in range(200)} == {0}
    assert strip.frame(3.0, 1 / 24) == 72
    assert strip.frame(1e9, 1.0) == 959


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3 * BLOCK), st.integers(1, 400), st.floats(0, 1), st.floats(0.0005, 1))
def test_peaks_hold_what_is_heard_between_two_moments(count: int, columns: int, first: float, share: float) -> None:
    sound = Steps(count)
    peaks = Peaks(sound)
    while not peaks.complete:
        peaks.add(peaks.next_block()())
    assert peaks.read == count
    edges = np.linspace(first * count, (first + share) * count, columns + 1)
    found = peaks.columns(edges)
    assert found.shape == (2, columns)
    whole = np.round(sound.samples(0, count)[:, 0] * 127).astype(int)
    for column in range(0, columns, max(1, columns // 7)):
        start, stop = int(edges[column]), int(edges[column + 1])
        part = whole[start : min(stop, count)]
        if edges[column] < count and len(part):
            assert found[0, column] <= part.min()
            assert found[1, column] >= part.max()
        elif edges[column] >= count + 64 * 4**6:
            assert not found[:, column].any()


def test_a_sound_is_read_from_its_beginning_and_shown_as_far_as_it_is(app: QApplication) -> None:
    peaks = Peaks(Waves(count=3 * BLOCK))
    peaks.add(peaks.next_block()())
    assert not peaks.complete
    found = peaks.columns(np.linspace(0, 3 * BLOCK, 31))
    assert found[1, 2] > 5
    assert not found[:, 15:].any()
