"""A sound as a picture: how loud it is from its beginning, on the left, to its end."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from soraapp.media.audio.sound import Audio, length
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.clip import Clip, Pixels, Size, StillClip
from soraapp.media.time import frame_count

WAVEFORM = Size(1280, 360)
"""The size of a waveform that is looked at."""
_RATE = Fraction(24)
_LOOKED_AT = 24000
"""Samples of a column at most, from its start: an hour is seen in a second or two, though not every peak of it."""
_READ = 1 << 16
"""Samples that are read at a time where columns are shorter."""
_GROUND, _LINE, _WAVE, _CLIPPED = (21, 23, 27), (44, 49, 57), (76, 195, 138), (255, 107, 107)


@dataclass(frozen=True)
class WaveformImage:
    """The peaks of each channel below the other, drawn when asked for. What is louder than full scale is red."""

    audio: Audio
    size: Size = WAVEFORM

    def pixels(self) -> Pixels:
        """The picture. Raises MediaError when the sound cannot be read."""
        peaks = _peaks(self.audio, self.size.width)
        picture = np.empty((self.size.height, self.size.width, 3), np.uint8)
        picture[:] = _GROUND
        edges = [self.size.height * number // self.audio.channels for number in range(self.audio.channels + 1)]
        for channel, (top, bottom) in enumerate(pairwise(edges)):
            _draw(picture[top:bottom], peaks[:, channel])
        return picture


def waveform_clip(audio: Audio) -> Clip:
    """The picture of a sound for as long as it is heard, with the sound."""
    picture = StillClip(WaveformImage(audio), _RATE, frame_count(length(audio), _RATE))
    return with_sound(picture, audio)


@lru_cache(maxsize=16)
def _peaks(audio: Audio, columns: int) -> NDArray[np.float32]:
    """The lowest and the highest sample of each channel in each column, of shape (columns, channels, 2)."""
    peaks = np.zeros((columns, audio.channels, 2), np.float32)
    starts = np.minimum(np.arange(columns + 1) * audio.count // columns, audio.count - 1)
    if audio.count > columns * _LOOKED_AT:
        for column, start in enumerate(starts[:-1].tolist()):
            samples = audio.samples(start, start + _LOOKED_AT)
            peaks[column, :, 0], peaks[column, :, 1] = samples.min(0), samples.max(0)
        return peaks
    at_once = max(1, columns * _READ // audio.count)
    for first in range(0, columns, at_once):
        last = min(columns, first + at_once)
        begin, end = int(starts[first]), audio.count if last == columns else int(starts[last])
        samples = audio.samples(begin, max(end, begin + 1))
        places = starts[first:last] - begin
        peaks[first:last, :, 0] = np.minimum.reduceat(samples, places, axis=0)
        peaks[first:last, :, 1] = np.maximum.reduceat(samples, places, axis=0)
    return peaks


def _draw(picture: Pixels, peaks: NDArray[np.float32]) -> None:
    """Peaks of shape (columns, 2) into a part of a picture."""
    height = picture.shape[0]
    if not height:
        return  # There are fewer rows than channels.
    middle, reach = (height - 1) / 2, max(1.0, height * 0.46)
    rows = np.arange(height)[:, None]
    shown = np.clip(peaks, -1, 1)
    highest, lowest = np.round(middle - shown[:, 1] * reach), np.round(middle - shown[:, 0] * reach)
    picture[round(middle)] = _LINE
    wave = (rows >= highest[None]) & (rows <= lowest[None])
    loud = np.abs(peaks).max(1) > 1
    picture[wave & ~loud] = _WAVE
    picture[wave & loud] = _CLIPPED
