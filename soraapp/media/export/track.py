"""The sound of a file while it is written: at 48 kHz, exactly as long as the pictures, a little ahead of them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import cast

import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer

from soraapp.media.audio.fit import conformed
from soraapp.media.audio.frames import frame_of
from soraapp.media.audio.sound import BLOCK, LAYOUTS, Audio, Samples, sample_at, span
from soraapp.media.export.coding import SoundCoding

FILM_RATE = 48000
"""Samples a second in a film."""
_FRAME = 1024
"""Samples that are handed on at a time: as many as AAC codes."""
_FORMATS = {"aac": "fltp", "libmp3lame": "fltp", "libopus": "flt"}
"""How encoders that lose something take samples; the others take whole numbers."""


class SoundTrack:
    """Writes a sound into an open container. Beyond its end there is silence, and what lasts longer is cut off."""

    def __init__(
        self,
        container: OutputContainer,
        audio: Audio,
        seconds: Fraction,
        coding: SoundCoding,
        check: Callable[[], None],
    ) -> None:
        channels = min(audio.channels, coding.channels)
        self._container = container
        self._audio = conformed(audio, FILM_RATE, channels)
        self._total = sample_at(seconds, FILM_RATE)
        self._check = check
        self._done = 0
        self._block: Samples = np.zeros((0, channels), np.float32)
        self._start = 0
        added = container.add_stream(coding.encoder, rate=FILM_RATE, layout=LAYOUTS[channels])
        self._stream = cast("AudioStream", added)
        context = self._stream.codec_context
        context.format = _FORMATS.get(coding.encoder) or ("s16" if coding.bits == 16 else "s32")
        if any(coding.kilobits):
            context.bit_rate = coding.bit_rate(channels)
        context.flags |= Flags.bitexact  # Else it tells which version of FFmpeg wrote it.

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
