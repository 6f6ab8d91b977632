"""A crop that moves with what happens in a picture, so that a wide film can be shown in a tall frame.

How much a place draws the eye is told by what is unlike the rest of the picture (the spectral residual of Hou and
Zhang, CVPR 2007) and by what moves against the picture as a whole. The way of the crop through the clip is the one that
holds the most of it while it moves the least (dynamic programming), made soft in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import Lock

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Clip, Frames, Pixels, Size
from soraapp.media.identity import digest
from soraapp.media.ops.derived import Derived

_LOOKS = 4
"""A second: in between nothing gets far."""
_WORK = 64
"""Pixels of the longer side of the pictures that are looked at."""
_PLACES = 49
"""Along each axis: between them the way is made soft anyway."""
_RESTLESS = 6.0
"""What it costs to move by the whole room at once, beside what is seen there, from 0 to 1."""
_LIKENESS = 0.3
"""How much what is unlike the rest counts beside what moves."""
_NOISE = 0.02
"""Differences of grey, from 0 to 1, that are no motion."""
_SOFT = 0.6
"""Seconds over which the way is made soft."""

_Grid = NDArray[np.float32]


@dataclass(frozen=True)
class Followed(Derived):
    """The part of a clip, of the size `part`, that moves with what draws the eye. It is found for the whole clip when
    frames are first asked for, and remembered."""

    part: Size

    @property
    def size(self) -> Size:
        return self.part

    def frames(self, start: int, stop: int) -> Frames:
        target = np.empty((stop - start, self.part.height, self.part.width, 3), np.uint8)
        if start == stop:
            return target
        way = self.way()[start:stop]
        for place, pixels, (left, top) in zip(target, self.clip.frames(start, stop), way, strict=True):
            place[:] = pixels[top : top + self.part.height, left : left + self.part.width]
        return target

    def way(self) -> NDArray[np.int64]:
        """Where the left upper corner is in each frame: (count, 2), across and down, in pixels of the clip."""
        return _way(_Subject(digest(self), self))


class _Subject:
    """A clip by its digest: what was found for one holds for all that are the same."""

    def __init__(self, name: str, followed: Followed) -> None:
        self.name, self.followed, self.lock = name, followed, Lock()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Subject) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


@lru_cache(maxsize=8)
def _way(subject: _Subject) -> NDArray[np.int64]:
    clip, part = subject.followed.clip, subject.followed.part
    stride = max(1, round(clip.rate / _LOOKS))
    looks = sorted({*range(0, clip.count, stride), clip.count - 1})
    eyes = _eyes(clip, looks)
    axes = [_axis(eyes.sum(1), part.width / clip.size.width), _axis(eyes.sum(2), part.height / clip.size.height)]
    rooms = clip.size.width - part.width, clip.size.height - part.height
    ways = [
        np.rint(_soft(np.interp(np.arange(clip.count), looks, places), float(clip.rate)) * room).astype(np.int64)
        for places, room in zip(axes, rooms, strict=True)
    ]
    return np.stack(ways, axis=1)


def _eyes(clip: Clip, looks: list[int]) -> _Grid:
    """How much each place of each picture draws the eye: (looks, height, width), at most 1 in a picture."""
    scale = _WORK / max(clip.size)
    small = Size(max(8, round(clip.size.width * scale)), max(8, round(clip.size.height * scale)))
    pictures = [_grey(clip.frames(at, at + 1)[0], small) for at in looks]
    steps = [_moved(before, after) for before, after in pairwise(pictures)]
    # What is elsewhere both before and after is here now; at the ends there is but one of them to ask.
    moved = [np.minimum(before, after) for before, after in pairwise([*steps[:1], *steps, *steps[-1:]])]
    found = [
        _LIKENESS * _shares(_unlike(picture) ** 2) + (1 - _LIKENESS) * _shares(motion)
        for picture, motion in zip(pictures, moved or [np.zeros_like(pictures[0])], strict=True)
    ]
    return np.stack(found).astype(np.float32, copy=False)


def _grey(pixels: Pixels, size: Size) -> _Grid:
    """A small picture without colour, from 0 to 1."""
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.multiply(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), 1 / 255, dtype=np.float32)


def _unlike(picture: _Grid) -> _Grid:
    """How much each place is unlike the rest of a picture."""
    spectrum = np.fft.fft2(picture)
    strength = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
    residual = strength - cv2.blur(strength, (3, 3), borderType=cv2.BORDER_REFLECT)
    back = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    return np.asarray(cv2.GaussianBlur(back.astype(np.float32), (0, 0), 2.5), np.float32)


def _moved(before: _Grid, after: _Grid) -> _Grid:
    """How much each place moves against the picture as a whole; nothing where that is no more than noise."""
    window = cv2.createHanningWindow(before.shape[::-1], cv2.CV_32F)
    (across, down), _ = cv2.phaseCorrelate(before, after, window)
    shift = np.array([[1, 0, across], [0, 1, down]], np.float64)
    carried = cv2.warpAffine(before, shift, before.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    difference = cv2.GaussianBlur(np.abs(after - carried), (0, 0), 1.5)
    return np.asarray(np.maximum(np.asarray(difference) - _NOISE, 0), np.float32)


def _shares(values: _Grid) -> _Grid:
    """The same with a sum of 1, unless there is nothing."""
    return np.asarray(values / max(float(values.sum()), 1e-6), np.float32)


def _axis(eyes: _Grid, share: float) -> NDArray[np.float64]:
    """The best place of a crop along one axis at each look, from 0 to 1. `eyes` is (looks, pixels), and the crop takes
    `share` of the pixels."""
    if share >= 1:
        return np.full(len(eyes), 0.5)
    count = eyes.shape[1]
    sums = np.concatenate([np.zeros((len(eyes), 1)), np.cumsum(eyes, axis=1)], axis=1)
    places = np.linspace(0, 1, _PLACES)  # An odd number: one of them is the middle.
    starts = places * (1 - share) * count
    edges = np.arange(count + 1)
    seen = np.stack([np.interp(starts + share * count, edges, row) - np.interp(starts, edges, row) for row in sums])
    # Of places that hold equally much, the one in the middle.
    gain = seen - 0.02 * np.abs(places - 0.5)[None]
    cost = _RESTLESS * (places[:, None] - places[None]) ** 2
    best, back = gain[0], list[NDArray[np.int64]]()
    for row in gain[1:]:
        total = best[None] - cost
        back.append(total.argmax(1))
        best = total.max(1) + row
    path = [int(best.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return places[path[::-1]]


def _soft(way: NDArray[np.float64], rate: float) -> NDArray[np.float64]:
    """A way made soft in time; at its ends it goes on as it began."""
    reach = max(1, round(_SOFT * rate))
    weights = np.hanning(2 * reach + 1)
    padded = np.pad(way, reach, mode="edge")
    return np.convolve(padded, weights / weights.sum(), mode="valid").astype(np.float64)
