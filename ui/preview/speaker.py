"""What is heard: a thread opens the sound device, reads ahead, and feeds it; where there is no device it is silent."""

from __future__ import annotations

import ctypes
import threading
from collections import deque
from collections.abc import Generator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import numpy as np

from soraapp.errors import SoraError
from soraapp.media.audio.fit import conformed
from soraapp.media.audio.sound import Audio, Samples, silent

RATE = 48_000
"""Samples a second, and the channels, in which everything is played."""
CHANNELS = 2
BLOCK = 4_800
"""How many samples are read at a time."""
AHEAD = 5 * BLOCK
"""How many samples wait at the most."""
DELAY = 80
"""Milliseconds that the device holds."""
APART = 0.1
"""Seconds from which picture and sound are seen to be out of step: the sound begins anew where it should be."""


class Hearing(Enum):
    """What becomes of sound."""

    UNTRIED = "untried"
    HEARD = "heard"
    NO_DEVICE = "no device"
    BROKEN = "broken"
    """The sound that was to be played could not be read."""


@dataclass(frozen=True)
class _Tune:
    """A sound and where to begin in it; after `end` it goes on at `begin`, or it is over where these are equal."""

    audio: Audio
    at: int
    begin: int
    end: int


class Speaker:
    """Plays one sound at a time. Its methods return at once and may be called from any thread."""

    def __init__(self, backends: list[Any] | None = None) -> None:
        """`backends` of miniaudio to try, by default those of the system."""
        self.hearing = Hearing.UNTRIED
        self.volume = 1.0
        """From 0 to 1; it holds at once."""
        self._backends = backends
        self._wake = threading.Condition()
        self._tune: _Tune | None = None
        self._serial = 0
        """How often another tune, or none, was asked for."""
        self._closed = False
        self._waiting: deque[Samples] = deque()
        self._heard = 0
        """Samples of the tune that the device has taken."""
        self._thread: threading.Thread | None = None

    def play(self, audio: Audio, at: float, begin: float = 0.0, end: float = 0.0) -> None:
        """Play a sound from the second `at` on; after `end` it goes on at `begin`, if that is earlier. Where the sound
        is over before, it is silent. One that is heard there already goes on without a gap."""
        fitted = conformed(audio, RATE, CHANNELS)
        tune = _Tune(fitted, round(at * RATE), round(begin * RATE), round(end * RATE))
        if not self._goes_on(tune):
            self._ask(tune)

    def stop(self) -> None:
        """Be silent."""
        if self._tune is not None:
            self._ask(None)

    @property
    def position(self) -> float | None:
        """The second of the sound that is handed to the device now; None while there is none."""
        with self._wake:
            tune = self._tune
            if tune is None or self.hearing is not Hearing.HEARD:
                return None
            return _wrapped(tune, tune.at + self._heard) / RATE

    def _goes_on(self, tune: _Tune) -> bool:
        """Whether it is heard already, about where it should be."""
        now, position = self._tune, self.position
        if now is None or position is None or replace(now, at=tune.at) != tune:
            return False
        return abs(position - tune.at / RATE) < APART

    def close(self) -> None:
        """End the thread and let the device go."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()

    def _ask(self, tune: _Tune | None) -> None:
        with self._wake:
            if self._closed:
                return
            self._tune, self._heard = tune, 0
            if self.hearing is Hearing.BROKEN:
                self.hearing = Hearing.HEARD
            self._serial += 1
            self._waiting.clear()
            if self._thread is None and tune is not None:
                self._thread = threading.Thread(target=self._work, name="speaker", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    # In the thread

    def _work(self) -> None:
        device = self._open()
        if device is None:
            return
        feed = self._feed()
        next(feed)
        running = False
        try:
            while self._rest(idle=not running):
                with self._wake:
                    wanted = self._tune is not None
                if wanted and not running:
                    device.start(feed)
                elif running and not wanted:
                    device.stop()
                    feed = self._feed()
                    next(feed)
                running = wanted
                self._fill()
        finally:
            device.close()

    def _open(self) -> Any:
        """The device; None where there is none."""
        import miniaudio

        _silence_alsa()
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=CHANNELS,
                sample_rate=RATE,
                buffersize_msec=DELAY,
                backends=self._backends,
            )
        except miniaudio.MiniaudioError:
            self.hearing = Hearing.NO_DEVICE
            return None
        self.hearing = Hearing.HEARD
        return device

    def _rest(self, *, idle: bool) -> bool:
        """Wait until there is something to do; whether there is."""
        with self._wake:
            serial = self._serial
            if idle and self._tune is None:
                self._wake.wait_for(lambda: self._closed or self._tune is not None)
            elif sum(map(len, self._waiting)) >= AHEAD:
                self._wake.wait_for(lambda: self._closed or self._serial != serial, BLOCK / RATE / 2)
            return not self._closed

    def _fill(self) -> None:
        """Read the next block of the tune, if there is room for it."""
        with self._wake:
            tune, serial = self._tune, self._serial
            waiting = sum(map(len, self._waiting))
            if tune is None or waiting >= AHEAD:
                return
            start = _wrapped(tune, tune.at + self._heard + waiting)
        stop = start + BLOCK
        if tune.begin < tune.end and start < tune.end:
            stop = min(stop, tune.end)
        try:
            block = _read(tune.audio, start, stop)
        except SoraError:  # The picture tells of it: a sound comes out of the same file.
            self.hearing, block = Hearing.BROKEN, silent(stop - start, CHANNELS)
        with self._wake:
            if serial == self._serial:
                self._waiting.append(block)

    def _feed(self) -> Generator[Samples, int, None]:
        """What the device takes, in its own thread: as many samples as it asks for, silence where none are there."""
        count = yield silent(0, CHANNELS)
        while True:
            with self._wake:
                taken = self._take(count)
            count = yield np.ascontiguousarray(np.clip(taken * np.float32(self.volume), -1, 1))

    def _take(self, count: int) -> Samples:
        taken, have = silent(count, CHANNELS), 0
        while have < count and self._waiting:
            block = self._waiting.popleft()
            part = block[: count - have]
            taken[have : have + len(part)] = part
            have += len(part)
            if len(part) < len(block):
                self._waiting.appendleft(block[len(part) :])
        self._heard += have
        return taken


@ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
def _say_nothing(*_: object) -> None:
    """What ALSA calls with each of its complaints."""


def _silence_alsa() -> None:
    """Where there is no sound card, Linux' sound library would write some twenty lines to the terminal."""
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_say_nothing)
    except (OSError, AttributeError):
        return  # Another system, or another library: nothing is written then.


def _wrapped(tune: _Tune, sample: int) -> int:
    """The sample that is played after so many, where the tune goes round."""
    if tune.begin >= tune.end or sample < tune.end:
        return sample
    return tune.begin + (sample - tune.end) % (tune.end - tune.begin)


def _read(audio: Audio, start: int, stop: int) -> Samples:
    """The samples start <= i < stop; silent where the sound is over."""
    last = min(stop, audio.count)
    if start >= last:
        return silent(stop - start, CHANNELS)
    block = audio.samples(start, last)
    return block if last == stop else np.concatenate([block, silent(stop - last, CHANNELS)])
