"""Tiny clips for the tests of nodes, and what is seen of them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from soraapp.media.clip import Clip, Size
from soraapp.media.identity import digest
from tests.media.making import ArrayClip

EIGHT = Fraction(8)
SMALL = Size(6, 4)


def counted(count: int, rate: Fraction = EIGHT, size: Size = SMALL, first: int = 0) -> ArrayClip:
    """Frames whose every level is their number, from `first`."""
    levels = np.arange(first, first + count, dtype=np.uint8)[:, None, None, None]
    return ArrayClip(np.broadcast_to(levels, (count, size.height, size.width, 3)), rate)


def noisy(count: int, rate: Fraction = EIGHT, size: Size = SMALL, seed: int = 0) -> ArrayClip:
    """Frames of which no two pixels are alike."""
    shape = (count, size.height, size.width, 3)
    return ArrayClip(np.random.default_rng(seed).integers(0, 256, shape, np.uint8), rate)


def plain(colour: tuple[int, int, int], count: int = 3, size: Size = SMALL, rate: Fraction = EIGHT) -> ArrayClip:
    """Frames of one colour."""
    frames = np.empty((count, size.height, size.width, 3), np.uint8)
    frames[:] = colour
    return ArrayClip(frames, rate)


def whole(clip: Clip) -> np.ndarray:
    """All frames as int, after a look at what every clip must keep: its shape, its digest, and equal parts."""
    frames = clip.frames(0, clip.count)
    assert frames.shape == (clip.count, clip.size.height, clip.size.width, 3)
    assert frames.dtype == np.uint8
    assert digest(clip) == digest(clip)
    middle = clip.count // 2
    parts = [clip.frames(0, middle), clip.frames(middle, clip.count), clip.frames(clip.count, clip.count)]
    assert np.array_equal(np.concatenate(parts), frames)
    return frames.astype(int)


def shown(clip: Clip) -> list[int]:
    """The level of every frame, in its middle."""
    return [int(level) for level in whole(clip)[:, clip.size.height // 2, clip.size.width // 2, 0]]
