"""How the colours of one picture act on those of another beneath it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Pixels


class BlendMode(Enum):
    """What the upper picture does to the lower one."""

    NORMAL = "normal"
    """Covers it."""
    MULTIPLY = "multiply"
    """Darkens it, as a filter of that colour would: white changes nothing."""
    SCREEN = "screen"
    """Lightens it, as a second projector would: black changes nothing."""
    ADD = "add"
    """Adds its light: black changes nothing."""
    OVERLAY = "overlay"
    """Darkens what is dark and lightens what is light: middle grey changes nothing."""


def blended(ground: Pixels, top: Pixels, mode: BlendMode) -> Pixels:
    """What is seen where `top` lies over `ground`, of one size, without any transparency."""
    return _MODES[mode](ground, top)


def mixed(ground: Pixels, top: Pixels, share: float | NDArray[np.float32]) -> Pixels:
    """`top` over `ground` with a share from 0 to 1, one for all pixels or one for each, of shape (height, width)."""
    if isinstance(share, np.ndarray):
        return cv2.blendLinear(top, ground, share, 1 - share).astype(np.uint8, copy=False)
    return top if share == 1 else cv2.addWeighted(top, share, ground, 1 - share, 0).astype(np.uint8, copy=False)


def _multiplied(ground: Pixels, top: Pixels, scale: float = 1) -> Pixels:
    return cv2.multiply(ground, top, scale=scale / 255).astype(np.uint8, copy=False)


def _screened(ground: Pixels, top: Pixels, scale: float = 1) -> Pixels:
    return ~_multiplied(~ground, ~top, scale)


def _added(ground: Pixels, top: Pixels) -> Pixels:
    return cv2.add(ground, top).astype(np.uint8, copy=False)


def _overlaid(ground: Pixels, top: Pixels) -> Pixels:
    return np.where(ground < 128, _multiplied(ground, top, 2), _screened(ground, top, 2))


_MODES: Mapping[BlendMode, Callable[[Pixels, Pixels], Pixels]] = {
    BlendMode.NORMAL: lambda _, top: top,
    BlendMode.MULTIPLY: _multiplied,
    BlendMode.SCREEN: _screened,
    BlendMode.ADD: _added,
    BlendMode.OVERLAY: _overlaid,
}
