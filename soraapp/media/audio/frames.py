"""Between FFmpeg's frames of sound and samples as everything else here knows them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from soraapp.media.audio.sound import LAYOUTS, Samples

_SCALES = {"u8": (128, 2.0**-7), "s16": (0, 2.0**-15), "s32": (0, 2.0**-31)}
"""The silent level of a format of whole numbers, and what one step is worth."""


def samples_of(frame: AudioFrame, channels: int, rate: int) -> Samples:
    """The samples of a frame; one of another rate or number of channels is converted by FFmpeg."""
    if len(frame.layout.channels) != channels or frame.sample_rate != rate:
        converter = AudioResampler("fltp", LAYOUTS[channels], rate)
        frame.pts = None
        made = [*converter.resample(frame), *converter.resample(None)]
        return np.concatenate([part.to_ndarray().T for part in made]).astype(np.float32, copy=False)
    array: NDArray[Any] = frame.to_ndarray()
    rows = array.T if frame.format.is_planar else array.reshape(-1, channels)
    silent, step = _SCALES.get(frame.format.packed.name, (0, 1.0))
    if not silent and step == 1:
        return rows.astype(np.float32)
    return ((rows.astype(np.float64) - silent) * step).astype(np.float32)


def frame_of(samples: Samples, rate: int, start: int) -> AudioFrame:
    """Samples as a frame that begins with the sample of number `start`."""
    planes = np.ascontiguousarray(samples.T)
    frame = AudioFrame.from_ndarray(planes, format="fltp", layout=LAYOUTS[samples.shape[1]])
    frame.rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
    return frame
