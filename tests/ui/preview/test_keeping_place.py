"""A film that changes while it is watched: the playhead, the play state, what is marked and the sound stay."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.clip import Clip
from tests.media.sounds import Sweep
from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades, painted, shows, wait_for
from tests.ui.preview.test_hearing import NULL, Heard, in_step, same
from ui.preview.preview import Preview
from ui.preview.speaker import RATE
from ui.theme import load_theme


def film(count: int = 48, blue: int = 0, rate: int = 16) -> Clip:
    return with_sound(Shades(count=count, blue=blue, rate=Fraction(rate)), Sweep(RATE * 3))


def test_a_paused_film_stays_on_its_frame_and_paused(preview: Preview) -> None:
    preview.pause()
    preview.show_clip(Shades(count=30), "Film")
    preview.seek(7)
    wait_for(preview, 7)
    preview.show_clip(Shades(count=30, blue=90), "Film", keep_place=True)
    assert preview.screen_area.image is not None, "no gap between the two"
    wait_for(preview, 7, blue=90)
    assert not preview.player.playing
    preview.show_clip(Shades(count=30, blue=30), "Film")
    wait_for(preview, 0, blue=30)


def test_one_that_plays_goes_on_in_time_however_often_it_changes(preview: Preview) -> None:
    preview.show_clip(Shades(count=400, rate=Fraction(50)), "Film")
    wait(lambda: preview.player.frame >= 3, "playing")
    begun = preview.player._clock._begun
    frames: list[int] = []
    preview.player.frame_changed.connect(frames.append)
    for blue in range(1, 60):
        preview.show_clip(Shades(count=400, rate=Fraction(50), blue=blue), "Film", keep_place=True)
        turn(0.01)
    assert preview.player._clock._begun == begun, "the clock runs on"
    assert preview.player.playing
    assert frames == sorted(frames)
    wait(lambda: painted(preview).blue() == 59, "the last one")


def test_a_film_that_changes_faster_than_it_is_decoded_is_seen_all_the_same(preview: Preview) -> None:
    preview.pause()
    preview.show_clip(Shades(count=300, delay=0.04), "Film")
    preview.seek(7)
    wait_for(preview, 7)
    seen: list[int] = []
    preview.player.shown.connect(lambda: seen.append(painted(preview).blue()))
    for blue in range(1, 60):
        preview.show_clip(Shades(count=300, delay=0.04, blue=blue), "Film", keep_place=True)
        turn(0.02)
    assert len(set(seen)) > 5, "it does not stand still meanwhile"
    assert seen == sorted(seen)
    wait_for(preview, 7, blue=59)


def test_a_shorter_film_keeps_the_playhead_inside_and_a_longer_one_leaves_it(preview: Preview) -> None:
    preview.pause()
    preview.show_clip(Shades(count=31), "Film")
    preview.seek(25)
    wait_for(preview, 25)
    preview.show_clip(Shades(count=40, blue=1), "Film", keep_place=True)
    wait_for(preview, 25, blue=1)
    preview.show_clip(Shades(count=10, blue=2), "Film", keep_place=True)
    wait_for(preview, 9, blue=2)
    assert preview.player.frame == 9


def test_what_is_marked_stays_as_far_as_the_film_goes(preview: Preview) -> None:
    preview.pause()
    preview.show_clip(Shades(count=30), "Film")
    preview.setFocus()
    for frame, key in ((5, Qt.Key.Key_I), (20, Qt.Key.Key_O)):
        preview.seek(frame)
        QTest.keyClick(preview, key)
    for count, part in ((30, (5, 21)), (15, (5, 15)), (4, (0, 4)), (9, (0, 9))):
        preview.show_clip(Shades(count=count, blue=count), "Film", keep_place=True)
        course = preview.player.course
        assert (course.start, course.stop) == part
        assert preview.transport.bar.part == part
    wait(lambda: shows(preview, preview.player.frame, blue=9), "the last one")


@pytest.fixture
def speaker() -> Iterator[Heard]:
    made = Heard(NULL)
    yield made
    made.close()


@pytest.fixture
def heard(app: QApplication, speaker: Heard) -> Iterator[Preview]:
    made = Preview(load_theme("dark"), None, speaker)
    made.resize(400, 360)
    made.show()
    turn(0.15)
    yield made
    made.shut_down()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_sound_that_is_the_same_goes_on_without_a_gap(speaker: Heard) -> None:
    audio = Sweep(RATE * 2)
    speaker.play(audio, 0.5)
    while len(speaker.samples) < RATE // 2:
        speaker.play(Sweep(RATE * 2), speaker.position or 0.5)
        turn(0.01)
    assert same(speaker.samples, audio.samples(RATE // 2, RATE))


def test_another_sound_is_heard_from_the_same_moment(heard: Preview, speaker: Heard) -> None:
    heard.show_clip(film(), "Film")
    wait(lambda: in_step(heard, speaker) and heard.player.seconds > 0.4, "sound and picture in step")
    other = with_sound(Shades(count=48), Sweep(RATE * 4))
    heard.show_clip(other, "Film", keep_place=True)
    wait(lambda: in_step(heard, speaker) and heard.player.seconds > 0.6, "in step again")
