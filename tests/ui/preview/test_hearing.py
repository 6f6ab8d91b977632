"""Sound in the preview, through a real device that nobody hears: what it takes, and that it keeps step."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import miniaudio
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.errors import MediaError
from soraapp.media.audio.sound import Audio, Samples
from soraapp.media.audio.soundtrack import with_sound
from tests.media.sounds import Sweep
from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades
from ui.preview.preview import Preview
from ui.preview.speaker import RATE, Hearing, Speaker
from ui.settings import Settings
from ui.theme import load_theme

NULL = [miniaudio.Backend.NULL]


class Heard(Speaker):
    """A speaker that remembers what its device took."""

    def __init__(self, backends: list[miniaudio.Backend]) -> None:
        super().__init__(backends)
        self.taken: list[Samples] = []

    def _take(self, count: int) -> Samples:
        taken = super()._take(count)
        self.taken.append(taken)
        return taken

    @property
    def samples(self) -> Samples:
        """All that was heard after the first silence."""
        taken = np.concatenate(self.taken) if self.taken else np.zeros((0, 2), np.float32)
        loud = np.flatnonzero(np.abs(taken).max(1, initial=0) > 1e-6)
        return taken[loud[0] :] if len(loud) else taken[:0]


@dataclass(frozen=True)
class Torn:
    """A sound that cannot be read."""

    rate: int = RATE
    channels: int = 2
    count: int = RATE

    def samples(self, start: int, stop: int) -> Samples:
        raise MediaError("{file} is damaged.", remedy="Choose another.", file="song.flac")


@pytest.fixture
def speaker() -> Iterator[Heard]:
    made = Heard(NULL)
    yield made
    made.close()


@pytest.fixture
def preview(app: QApplication, speaker: Heard) -> Iterator[Preview]:
    made = Preview(load_theme("dark"), None, speaker)
    made.resize(400, 360)
    made.show()
    turn(0.15)
    yield made
    made.shut_down()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def film(seconds: int = 3, audio: Audio | None = None) -> object:
    return with_sound(Shades(count=16 * seconds), Sweep(RATE * seconds) if audio is None else audio)


def same(samples: Samples, wanted: Samples) -> bool:
    """Whether the first samples are those, where what is silent at the beginning of these may be missing."""
    first = int(np.flatnonzero(np.abs(wanted).max(1) > 1e-6)[0])
    return np.allclose(samples[: len(wanted) - first], wanted[first:], atol=1e-6)


def until(speaker: Heard, count: int) -> None:
    wait(lambda: len(speaker.samples) >= count, f"{count} samples")


def in_step(preview: Preview, speaker: Heard) -> bool:
    position = speaker.position
    return position is not None and abs(position - preview.player.seconds) < 0.2


def test_what_is_heard_is_the_sound_from_where_it_was_asked(speaker: Heard) -> None:
    audio = Sweep(RATE * 2)
    speaker.play(audio, 0.5)
    until(speaker, RATE // 2)
    wanted = audio.samples(RATE // 2, RATE)
    assert same(speaker.samples, wanted)


def test_a_loop_has_no_gap(speaker: Heard) -> None:
    audio = Sweep(RATE)
    speaker.play(audio, 0.3, 0.2, 0.4)
    until(speaker, RATE // 2)
    once = audio.samples(round(0.2 * RATE), round(0.4 * RATE))
    wanted = np.concatenate([audio.samples(round(0.3 * RATE), round(0.4 * RATE)), once, once])
    assert same(speaker.samples, wanted[: RATE // 2])


def test_a_sound_that_is_over_is_silent(speaker: Heard) -> None:
    speaker.play(Sweep(RATE // 4), 0.0)
    until(speaker, RATE // 2)
    assert np.abs(speaker.samples[RATE // 4 : RATE // 2]).max() == 0


def test_how_loud_it_is_holds_at_once_and_nothing_is_over_full_scale(speaker: Heard) -> None:
    feed = speaker._feed()
    next(feed)
    speaker._waiting.append(np.full((100, 2), 3.0, np.float32))
    assert feed.send(10).max() == 1
    speaker.volume = 0.1
    assert feed.send(10).max() == pytest.approx(0.3)


def test_the_last_that_was_asked_for_wins_and_stop_is_silence(speaker: Heard) -> None:
    for at in (0.0, 0.4, 0.8):
        speaker.play(Sweep(RATE * 2), at)
    wait(lambda: speaker.position is not None and speaker.position > 0.85, "the last one")
    speaker.stop()
    assert speaker.position is None
    before = len(speaker.taken)
    time.sleep(0.3)
    assert len(speaker.taken) - before < 3, "the device rests"
    speaker.play(Sweep(RATE * 2), 0.0)
    wait(lambda: speaker.position is not None and speaker.position > 0.1, "it plays again")


def test_without_a_device_it_is_told_and_nothing_fails(preview: Preview) -> None:
    deaf = Speaker([miniaudio.Backend.AAUDIO])
    deaf.play(Sweep(RATE), 0.0)
    wait(lambda: deaf.hearing is Hearing.NO_DEVICE, "no device")
    deaf.play(Sweep(RATE), 0.0)
    assert deaf.position is None
    deaf.stop()
    preview.sound.speaker.close()
    preview.sound.speaker = deaf
    preview.show_clip(film())  # type: ignore[arg-type]
    wait(lambda: "no sound device" in preview.transport.sound.toolTip(), "the button to say so")


def test_sound_plays_in_step_rests_with_the_picture_and_goes_where_it_goes(preview: Preview, speaker: Heard) -> None:
    preview.show_clip(film())  # type: ignore[arg-type]
    wait(lambda: in_step(preview, speaker), "sound and picture in step")
    turn(0.6)
    assert in_step(preview, speaker)
    preview.pause()
    assert speaker.position is None
    preview.seek(32)
    turn(0.2)
    assert speaker.position is None
    preview.play()
    wait(lambda: (speaker.position or 0) > 2, "sound from the third second")
    assert in_step(preview, speaker)


def test_sound_goes_round_with_the_picture(preview: Preview, speaker: Heard) -> None:
    preview.show_clip(film(1))  # type: ignore[arg-type]
    rounds = 0
    last = 0.0
    end = time.monotonic() + 20
    while rounds < 2:
        turn(0.02)
        assert time.monotonic() < end
        position = speaker.position
        if position is not None:
            rounds += position < last
            last = position
    apart = abs((speaker.position or 0) - preview.player.seconds)
    assert min(apart, 1 - apart) < 0.25


def test_sound_that_has_lost_step_begins_anew(preview: Preview, speaker: Heard) -> None:
    preview.show_clip(film())  # type: ignore[arg-type]
    wait(lambda: in_step(preview, speaker), "sound and picture in step")
    speaker.play(Sweep(RATE * 3), 2.5)
    wait(lambda: in_step(preview, speaker), "in step again", 3)


def test_sound_is_turned_off_and_made_louder_by_button_wheel_and_keys(preview: Preview, speaker: Heard) -> None:
    preview.show_clip(film())  # type: ignore[arg-type]
    button = preview.transport.sound
    assert button.isVisible()
    wait(lambda: speaker.position is not None, "sound")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (preview.sound.on, speaker.position) == (False, None)
    assert "off" in button.accessibleName()
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_M)
    assert preview.sound.on
    wait(lambda: speaker.position is not None, "sound again")
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(button, down)
    assert speaker.volume == 0.95
    QTest.keyClick(button, Qt.Key.Key_Down)
    assert "90 %" in button.toolTip()
    for _ in range(5):
        QTest.keyClick(button, Qt.Key.Key_Up)
    assert speaker.volume == 1


def test_how_sound_is_set_is_kept(preview: Preview, speaker: Heard, tmp_path: Path) -> None:
    file = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    preview.sound.keep_in(Settings(file))
    preview.sound.set_volume(0.35)
    preview.sound.turn(on=False)
    other = Preview(load_theme("dark"), None, Speaker(NULL))
    other.sound.keep_in(Settings(file))
    assert (other.sound.on, other.sound.volume) == (False, 0.35)
    file.setValue("preview/volume", "900")
    other.sound.keep_in(Settings(file))
    assert other.sound.volume == 1
    other.shut_down()
    other.deleteLater()


def test_where_there_is_no_sound_there_is_no_button(preview: Preview, speaker: Heard) -> None:
    preview.show_clip(Shades())
    turn(0.2)
    assert not preview.transport.sound.isVisible()
    assert speaker.position is None
    assert "speaker" not in {thread.name for thread in threading.enumerate()}


def test_a_sound_that_cannot_be_read_leaves_the_picture_alone(preview: Preview, speaker: Heard) -> None:
    preview.show_clip(film(audio=Torn()))  # type: ignore[arg-type]
    wait(lambda: speaker.hearing is Hearing.BROKEN, "the sound to break")
    first = preview.player.frame
    wait(lambda: preview.player.frame > first + 3, "the picture to go on")
    preview.show_clip(film())  # type: ignore[arg-type]
    wait(lambda: in_step(preview, speaker), "the next sound is heard")


def test_another_rate_and_mono_are_played_as_they_should_be(speaker: Heard) -> None:
    audio = Sweep(22050, 22050, 1)
    speaker.play(audio, 0.0)
    until(speaker, RATE // 4)
    left, right = speaker.samples[: RATE // 4].T
    assert np.array_equal(left, right)
    wanted = Sweep(RATE, RATE, 1).samples(0, RATE // 4)[:, 0]
    assert np.corrcoef(left[:4000], wanted[1:4001])[0, 1] > 0.99
