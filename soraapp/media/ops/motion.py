"""Pictures between two frames, by following how everything moves from one to the other.

The flow is found on small grey pictures in both directions (Kroeger et al., "Fast Optical Flow using Dense Inverse
Search", ECCV 2016). A picture in between takes the motion at its moment from both (as in Jiang et al., "Super SloMo",
CVPR 2018, equation 4) and blends what each of the two frames shows there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Pixels

_LONGEST = 512
"""Pixels of the longer side at which the flow is found: it needs no more, and the time goes with the square."""
_SHORTEST = 16
"""Below this many pixels of the shorter side no flow can be found: the pictures are blended."""
_CUT = 32
"""Levels by which two frames still differ on average once the motion is taken out: there is a cut between them."""

_Flow = NDArray[np.float32]
"""For each pixel of one frame how far it moves to the other, in pixels: (height, width, 2), x first."""


@dataclass(frozen=True)
class Motion:
    """How everything moves between two frames of one size."""

    first: Pixels
    second: Pixels
    onward: _Flow | None
    """None where nothing can be followed: the pictures are too small."""
    back: _Flow | None
    cut: bool

    @classmethod
    def of(cls, first: Pixels, second: Pixels) -> Motion:
        """The motion from one frame to the next."""
        small = _small(first), _small(second)
        if min(small[0].shape) < _SHORTEST:
            return cls(first, second, None, None, cut=False)
        search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        onward = np.asarray(search.calc(small[0], small[1], None), np.float32)  # pyright: ignore[reportCallIssue, reportArgumentType]
        back = np.asarray(search.calc(small[1], small[0], None), np.float32)  # pyright: ignore[reportCallIssue, reportArgumentType]
        left = cv2.absdiff(small[0], _warped(small[1], onward))
        return cls(first, second, _enlarged(onward, first), _enlarged(back, first), cut=float(left.mean()) > _CUT)

    def at(self, share: float) -> Pixels:
        """The picture at a share of the way, 0 to 1. Across a cut it is the nearer frame."""
        if self.cut:
            return self.first if share <= 1 / 2 else self.second
        first, second = self.first, self.second
        if self.onward is not None and self.back is not None:
            gone, rest = np.float32(share), np.float32(1 - share)
            first = _warped(first, gone * gone * self.back - rest * gone * self.onward)
            second = _warped(second, rest * rest * self.onward - gone * rest * self.back)
        return cv2.addWeighted(first, 1 - share, second, share, 0).astype(np.uint8, copy=False)


def _small(pixels: Pixels) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    shrink = min(1.0, _LONGEST / max(grey.shape))
    size = (max(1, round(grey.shape[1] * shrink)), max(1, round(grey.shape[0] * shrink)))
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _enlarged(flow: _Flow, pixels: Pixels) -> _Flow:
    height, width = pixels.shape[:2]
    scale = np.array([width / flow.shape[1], height / flow.shape[0]], np.float32)
    return (cv2.resize(flow, (width, height), interpolation=cv2.INTER_LINEAR) * scale).astype(np.float32, copy=False)


def _warped(pixels: NDArray[np.uint8], flow: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    """The picture that shows at each pixel what `pixels` shows where the flow points to from there."""
    height, width = flow.shape[:2]
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = cv2.remap(pixels, across + flow[..., 0], down + flow[..., 1], cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
    return moved.astype(np.uint8, copy=False)
