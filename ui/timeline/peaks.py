"""How loud a sound is over its length, at several finenesses: read once, in the order of its time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from soraapp.media.audio.sound import Audio

BUCKET = 64
"""Samples of a bucket at the finest."""
FACTOR = 4
"""How many times as coarse each next one is."""
BLOCK = BUCKET * 8192
"""Samples that are read at a time: some ten seconds."""

Levels = NDArray[np.int8]


class Peaks:
    """The lowest and the highest sample of each bucket, over all channels, as -127 to 127."""

    def __init__(self, audio: Audio) -> None:
        self.audio = audio
        self.read = 0
        """Samples that are known."""
        self.failed = False
        count = -(-audio.count // BUCKET)
        self._levels: list[Levels] = []
        while True:
            self._levels.append(np.zeros((2, count + 1), np.int8))  # The last is never shown: see `columns`.
            if count <= 1:
                break
            count = -(-count // FACTOR)

    @property
    def complete(self) -> bool:
        return self.failed or self.read >= self.audio.count

    def next_block(self) -> Callable[[], Levels]:
        """Reads what comes next; for any thread. The answer goes to `add`."""
        start, stop, audio = self.read, min(self.read + BLOCK, self.audio.count), self.audio
        return lambda: _reduced(audio, start, stop)

    def add(self, block: Levels) -> None:
        """Keep what was read, at all finenesses."""
        first = self.read // BUCKET
        self.read = min(self.read + BLOCK, self.audio.count)
        last = first + block.shape[1]
        self._levels[0][:, first:last] = block
        for finer, coarser in zip(self._levels, self._levels[1:], strict=False):
            first, last = first // FACTOR, -(-last // FACTOR)
            part = finer[:, first * FACTOR : min(last * FACTOR, finer.shape[1] - 1)]
            places = np.arange(0, part.shape[1], FACTOR)
            coarser[0, first:last] = np.minimum.reduceat(part[0], places)
            coarser[1, first:last] = np.maximum.reduceat(part[1], places)

    def columns(self, edges: NDArray[np.float64]) -> Levels:
        """The lowest and the highest between each two neighbours of `edges`, samples in rising order, or a little
        beyond: of shape (2, columns). Outside of the sound it is silent."""
        each = float(edges[1] - edges[0]) if len(edges) > 1 else 1.0
        level = 0
        while level + 1 < len(self._levels) and BUCKET * FACTOR ** (level + 1) <= each:
            level += 1
        data = self._levels[level]
        count, bucket = data.shape[1] - 1, BUCKET * FACTOR**level
        places = edges / bucket
        spans = np.empty((len(edges) - 1, 2), np.int64)
        spans[:, 0], spans[:, 1] = places[:-1], np.ceil(places[1:])
        outside = (places[:-1] < 0) | (places[:-1] >= count)
        np.clip(spans[:, 0], 0, count - 1, out=spans[:, 0])
        np.clip(spans[:, 1], spans[:, 0] + 1, count, out=spans[:, 1])
        found = np.empty((2, len(spans)), np.int8)
        found[0] = np.minimum.reduceat(data[0], spans.ravel())[::2]
        found[1] = np.maximum.reduceat(data[1], spans.ravel())[::2]
        found[:, outside] = 0
        return found


def _reduced(audio: Audio, start: int, stop: int) -> Levels:
    samples = audio.samples(start, stop)
    short = -len(samples) % BUCKET
    if short:
        samples = np.concatenate((samples, np.repeat(samples[-1:], short, axis=0)))
    buckets = samples.reshape(-1, BUCKET * samples.shape[1])
    found = np.stack((buckets.min(1), buckets.max(1)))
    return np.round(np.clip(found, -1, 1) * 127).astype(np.int8)
