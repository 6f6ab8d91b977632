"""The sound of what plays: it begins with the playhead's clock, keeps in step with it, and rests when it rests."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from soraapp.media.audio.soundtrack import sound_of
from ui.preview.player import Player
from ui.preview.speaker import APART, DELAY, Hearing, Speaker
from ui.settings import SOUND, VOLUME, Settings


class Sound(QObject):
    """Follows a player."""

    changed = Signal()
    """Whether there is sound, whether it is on, or how loud it is."""

    def __init__(self, player: Player, parent: QObject, speaker: Speaker | None = None) -> None:
        super().__init__(parent)
        self.speaker = speaker or Speaker()
        self.on = True
        self._player = player
        self._told = self.speaker.hearing
        player.loaded.connect(self.changed)
        player.begun.connect(self._begin)
        player.rested.connect(self.speaker.stop)
        player.frame_changed.connect(self._keep_step)
        self.destroyed.connect(self.speaker.close)  # A thread must not outlive what it plays for.

    @property
    def there(self) -> bool:
        """Whether what is played has a sound."""
        return self._player.clip is not None and sound_of(self._player.clip) is not None

    @property
    def possible(self) -> bool:
        """Whether there is a device to hear it by, as far as that is known."""
        return self.speaker.hearing is not Hearing.NO_DEVICE

    @property
    def volume(self) -> float:
        return self.speaker.volume

    def keep_in(self, settings: Settings) -> None:
        """Be as it was set last, and keep what is changed from now on."""
        self.on, self.speaker.volume = settings.get(SOUND), min(100, settings.get(VOLUME)) / 100
        self.changed.connect(lambda: settings.set(SOUND, self.on))
        self.changed.connect(lambda: settings.set(VOLUME, round(100 * self.volume)))
        self.changed.emit()

    def close(self) -> None:
        self.speaker.close()

    def turn(self, on: bool) -> None:
        """Let sound be heard, or not."""
        if on != self.on:
            self.on = on
            self._begin() if self._player.ticks else self.speaker.stop()
            self.changed.emit()

    def set_volume(self, volume: float) -> None:
        """From 0 to 1."""
        self.speaker.volume = round(min(1.0, max(0.0, volume)), 2)
        self.changed.emit()

    def _begin(self) -> None:
        player, clip = self._player, self._player.clip
        course = player.course
        audio = sound_of(clip) if clip is not None and self.on and course.pace == 1 else None
        if clip is None or audio is None:
            self.speaker.stop()
            return
        begin, end = (float(frame / clip.rate) for frame in (course.start, course.stop))
        self.speaker.play(audio, player.seconds, begin, end if course.loop else begin)

    def _keep_step(self) -> None:
        """While it plays, picture and sound run by clocks of their own."""
        if self.speaker.hearing is not self._told:
            self._told = self.speaker.hearing
            self.changed.emit()
        position = self.speaker.position
        if position is None or not self._player.ticks or self._player.clip is None:
            return
        apart = abs(position - self._player.seconds - DELAY / 2000)
        whole = float(self._player.course.count / self._player.clip.rate)
        if min(apart, abs(whole - apart)) > APART:
            self._begin()
