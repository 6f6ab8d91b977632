"""Rotary positions in time, height and width (RoPE, Su et al. 2021, with one band of frequencies an axis)."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

BASE = 50.0
SPREAD = 1.2
"""Radians between neighbours in the fastest band."""


@lru_cache(maxsize=32)
def rotations(frames: int, height: int, width: int, bands: tuple[int, int, int]) -> tuple[Tensor, Tensor]:
    """Cosines and sines (frames * height * width, sum of `bands`) for a grid of tokens.

    `bands` says how many frequencies time, height and width get. Rows and columns count from the middle of the picture;
    attention sees differences only, so the origin does not matter, and neither does when a window begins.
    """
    time = _angles(torch.arange(frames).float(), bands[0])[:, None, None]
    down = _angles(_centred(height), bands[1])[None, :, None]
    across = _angles(_centred(width), bands[2])[None, None]
    grid = (frames, height, width)
    angles = torch.cat([axis.expand(*grid, -1) for axis in (time, down, across)], -1).flatten(0, 2)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """Turns pairs of features of `x` (..., tokens, 2 * bands) by the angles of their tokens."""
    first, second = x.chunk(2, -1)
    return torch.cat([first * cosines - second * sines, first * sines + second * cosines], -1)


def _centred(length: int) -> Tensor:
    return torch.arange(length).float() - (length - 1) / 2


def _angles(places: Tensor, bands: int) -> Tensor:
    return places[:, None] * BASE ** (-torch.arange(bands).float() / bands) * SPREAD
