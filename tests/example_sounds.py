"""Makes the sounds of the example project by arithmetic: `python3 -m tests.example_sounds`."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

from soraapp.media.audio.frames import frame_of
from soraapp.media.audio.sound import LAYOUTS, Samples

EXAMPLES = Path(__file__).parents[1] / "resources" / "examples"
_BEAT = 0.25
_TUNE = (69, 72, 76, 81, 79, 76, 72, 74, 77, 81, 84, 81)
"""Keys of a piano: 69 is the A of 440 Hz."""


def tune(rate: int = 48000) -> Samples:
    """Plucked notes that wander from left to right, stereo."""
    target = np.zeros((round((len(_TUNE) + 4) * _BEAT * rate), 2), np.float32)
    for number, key in enumerate(_TUNE):
        time = np.arange(round(4 * _BEAT * rate)) / rate
        hertz = 440 * 2 ** ((key - 69) / 12)
        waves = sum(np.sin(2 * np.pi * hertz * part * time) / part**2 for part in range(1, 5))
        note = 0.25 * waves * np.exp(-time / 0.3) * np.minimum(1, time / 0.004)
        place = number / (len(_TUNE) - 1) * np.pi / 2
        start = round(number * _BEAT * rate)
        target[start : start + len(note)] += note[:, None] * (np.cos(place), np.sin(place))
    return target


def bubbles(rate: int = 16000) -> Samples:
    """Short rising chirps, mono."""
    target = np.zeros((2 * rate, 1), np.float32)
    generator = np.random.default_rng(7)
    for start in np.sort(generator.uniform(0, 1.8, 14)):
        time = np.arange(round(0.12 * rate)) / rate
        low = generator.uniform(250, 700)
        chirp = np.sin(2 * np.pi * low * (time + 4 * time**2)) * np.exp(-time / 0.03) * np.minimum(1, time / 0.004)
        first = round(start * rate)
        target[first : first + len(chirp), 0] += (0.4 * chirp)[: len(target) - first]
    return target


def write_sound(path: Path, samples: Samples, rate: int, codec: str, bits: int | None = None) -> Path:
    """Writes samples of shape (samples, channels) with PyAV alone."""
    layout = LAYOUTS[samples.shape[1]]
    with av.open(str(path), "w", options={"fflags": "bitexact"}) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        if bits:
            stream.bit_rate = bits
        context = stream.codec_context
        context.open()
        block = context.frame_size or 4096
        converter = av.AudioResampler(context.format, layout, rate)
        container.start_encoding()  # Also where there is nothing to encode.
        for start in range(0, len(samples), block):
            for frame in converter.resample(frame_of(samples[start : start + block], rate, start)):
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


if __name__ == "__main__":
    write_sound(EXAMPLES / "tune.ogg", tune(), 48000, "libopus", 48000)
    write_sound(EXAMPLES / "bubbles.flac", bubbles(), 16000, "flac")
