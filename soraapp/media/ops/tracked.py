"""A mask that was made for one frame of a clip and follows what it marks through all others."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from threading import Lock

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Image, Pixels, Size
from soraapp.media.fit import FitMode, fit_pixels, within
from soraapp.media.identity import digest
from soraapp.media.tracking import Follower, Place

_WORK = Size(480, 480)
"""Frames are at most so large where things are sought in them: it needs no more."""
_GROWN = 2
"""By so many pixels, at that size, more than the mask is sought: its edge is what tells a plain thing's place."""
_EDGE = 0.1
"""How much the edge of a mask counts beside its middle."""
_BRIGHT = 127
_SOFT = 0.008
"""How soft pictures are made, as a share of the longer side."""
_CHUNK = 8


class Lost(Enum):
    """What becomes of a mask when what it follows is not found any more."""

    VANISH = "vanish"
    """It is black from there on."""
    STAY = "stay"
    """It stays where it was last."""
    STOP = "stop"
    """That is an error."""


@dataclass(frozen=True)
class Tracked:
    """A mask over each frame of a clip, which lies as `mask` does over the frame `start`. Found when frames are first
    asked for, from frame to frame, and only as far as they are; the last answers are remembered."""

    clip: Clip
    mask: Image
    start: int
    turns: bool = False
    lost: Lost = Lost.VANISH

    @property
    def size(self) -> Size:
        return self.clip.size

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.clip.count

    def frames(self, start: int, stop: int) -> Frames:
        """Raises InputError when nothing can be followed, or it is lost and that is to be an error."""
        target = np.zeros((stop - start, self.size.height, self.size.width, 3), np.uint8)
        mask = fit_pixels(self.mask.pixels(), self.size, FitMode.STRETCH) if stop > start else None
        for place, index in zip(target, range(start, stop), strict=True):
            found = self.place(index)
            if mask is not None and found is not None:
                place[:] = mask if index == self.start else _moved(mask, found)
        return target

    def place(self, index: int) -> Place | None:
        """Where the mask is in a frame, in pixels of the clip; None where it has vanished."""
        path = _path(_Subject(digest((self.clip, self.mask, self.start, self.turns)), self))
        found, end = path.at(index)
        if found is None and self.lost is Lost.STOP:
            raise InputError(
                "What the mask follows is lost at {seconds} s.",
                remedy="Choose another moment or a larger mask, cut the clip there, or let the mask vanish.",
                seconds=f"{float(end / self.rate):.5g}",
            )
        return (
            path.at(end - 1 if end > self.start else end + 1)[0] if found is None and self.lost is Lost.STAY else found
        )


@dataclass(frozen=True)
class _Subject:
    """What is followed, told from others by its content."""

    digest: str
    tracked: Tracked = field(compare=False)


@lru_cache(maxsize=16)
def _path(subject: _Subject) -> _Path:
    return _Path(subject.tracked.clip, subject.tracked.mask, subject.tracked.start, turns=subject.tracked.turns)


class _Path:
    """Places in all frames, found one after the other, onward and back from the first one."""

    def __init__(self, clip: Clip, mask: Image, start: int, *, turns: bool) -> None:
        self._clip, self._mask, self._start, self._turns = clip, mask, start, turns
        self._lock = Lock()
        self._small = within(clip.size, _WORK)
        self._soft = max(0.5, _SOFT * max(self._small))
        self._follower: Follower | None = None
        self._places: dict[int, Place] = {start: np.eye(3)}
        self._ends = {1: clip.count, -1: -1}
        """The frame in which it is lost, or beyond the last one, in each direction."""
        self._last: dict[int, NDArray[np.float32]] = {}
        """The picture of the last place in each direction."""

    def at(self, index: int) -> tuple[Place | None, int]:
        """The place in a frame, in pixels of the clip, or None; and in which frame of that direction it is lost."""
        with self._lock:
            way = 1 if index >= self._start else -1
            self._begin()
            self._follow(index, way)
            found = self._places.get(index)
            return None if found is None else self._enlarged(found), self._ends[way]

    def _begin(self) -> None:
        if self._follower is not None:
            return
        first = self._read(self._start, self._start + 1)[0]
        mask = fit_pixels(self._mask.pixels(), self._small, FitMode.STRETCH).max(-1)
        brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _GROWN + 1, 2 * _GROWN + 1))
        grown = np.asarray(cv2.dilate(mask, brush), np.uint8)
        self._follower = Follower(first, _weights(grown), self._turns)
        self._last = {1: first, -1: first}

    def _follow(self, index: int, way: int) -> None:
        """Find all places up to a frame that are not known yet."""
        assert self._follower is not None, "It has begun."
        at = max(way * known for known in self._places if way * (known - self._start) >= 0) * way
        while way * (index - at) > 0 and at + way != self._ends[way]:
            steps = min(_CHUNK, abs(index - at))
            low, high = (at + 1, at + steps + 1) if way > 0 else (at - steps, at)
            for picture in self._read(low, high)[::way]:
                place = self._follower.step(self._last[way], self._places[at], picture, self._going(at, way))
                at += way
                if place is None:
                    self._ends[way] = at
                    return
                self._places[at], self._last[way] = place, picture

    def _going(self, at: int, way: int) -> tuple[float, float]:
        """How far the middle of the picture moved to this frame from the one found before it."""
        middle = np.array([self._small.width / 2, self._small.height / 2, 1])
        earlier = self._places.get(at - way, self._places[at])
        across, down, _ = (self._places[at] - earlier) @ middle
        return float(across), float(down)

    def _read(self, start: int, stop: int) -> NDArray[np.float32]:
        """Pictures in which things are sought: a little soft, for what moves changes its edges."""
        small = [fit_pixels(one, self._small, FitMode.STRETCH) for one in self._clip.frames(start, stop)]
        soft = [cv2.GaussianBlur(one, (0, 0), self._soft) for one in np.stack(small).astype(np.float32)]
        return np.stack(soft).astype(np.float32, copy=False) / np.float32(255)

    def _enlarged(self, place: Place) -> Place:
        across, down = (side / small for side, small in zip(self._clip.size, self._small, strict=True))
        # Pixels are squares, and OpenCV counts from the middle of the first one.
        scale = np.array([[across, 0, (across - 1) / 2], [0, down, (down - 1) / 2], [0, 0, 1]])
        return scale @ place @ np.linalg.inv(scale)


def _weights(mask: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How much each pixel under a mask counts, 0 to 1: what is in its middle counts most, since towards its edge there
    is more and more of what lies behind."""
    inside = np.zeros((mask.shape[0] + 2, mask.shape[1] + 2), np.uint8)
    inside[1:-1, 1:-1] = mask > _BRIGHT
    deep = np.asarray(cv2.distanceTransform(inside, cv2.DIST_L2, 5), np.float32)[1:-1, 1:-1]
    deep /= max(1.0, float(deep.max()))
    return (mask / 255 * (_EDGE + (1 - _EDGE) * deep)).astype(np.float32)


def _moved(mask: Pixels, place: Place) -> Pixels:
    size = (mask.shape[1], mask.shape[0])
    return cv2.warpAffine(mask, place[:2], size, flags=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
