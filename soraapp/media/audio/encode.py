"""The sound of a film while it is written: AAC at 48 kHz, exactly as long as the pictures, a little ahead of them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer

from soraapp.media.audio.fit import conformed
from soraapp.media.audio.frames import frame_of
from soraapp.media.audio.sound import BLOCK, LAYOUTS, Audio, Samples, sample_at, span

FILM_RATE = 48000
"""Samples a second in a film."""
_BITS = {1: 128_000, 2: 192_000, 6: 448_000}
"""A second, by the number of channels."""
_FRAME = 1024
"""Samples that AAC codes at a time."""


class SoundTrack:
    """Writes a sound into an open container. Beyond its end there is silence, and what lasts longer is cut off."""

    def __init__(self, container: OutputContainer, audio: Audio, seconds: Fraction, check: Callable[[], None]) -> None:
        self._container = container
        self._audio = conformed(audio, FILM_RATE, audio.channels)
        self._total = sample_at(seconds, FILM_RATE)
        self._check = check
        self._done = 0
        self._block: Samples = np.zeros((0, audio.channels), np.float32)
        self._start = 0
        self._stream: AudioStream = container.add_stream(
            "aac", rate=FILM_RATE, layout=LAYOUTS[audio.channels], bit_rate=_BITS[audio.channels]
        )
        self._stream.codec_context.flags |= Flags.bitexact  # Else it tells which version of FFmpeg wrote it.

    def write_until(self, seconds: Fraction) -> None:
        """Encode what is heard before a moment."""
        stop = min(self._total, sample_at(seconds, FILM_RATE))
        while self._done < stop:
            self._check()
            end = min(self._done + _FRAME, self._total)
            frame = frame_of(self._samples(self._done, end), FILM_RATE, self._done)
            self._container.mux(self._stream.encode(frame))
            self._done = end

    def finish(self) -> None:
        """Encode the rest."""
        self.write_until(Fraction(self._total, FILM_RATE))
        self._container.mux(self._stream.encode(None))

    def _samples(self, start: int, stop: int) -> Samples:
        """Made in larger blocks; what is louder than full scale is cut off there."""
        if stop > self._start + len(self._block):
            self._start = start
            self._block = np.clip(span(self._audio, start, min(start + BLOCK, self._total)), -1, 1)
        return self._block[start - self._start : stop - self._start]
