"""Where a part of a picture is in the following pictures: found by likeness, without a trained network.

A part is sought in the next picture by the least sum of squared differences over all shifts near its last place,
counted where both it and the picture are. Corners in it tell turn and size (Lucas and Kanade, IJCAI 1981; Bouguet,
"Pyramidal Implementation of the Lucas Kanade Feature Tracker", 2000). What was found is laid over the first picture
again as long as the two are alike, so that small errors do not add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.errors import InputError

Place = NDArray[np.float64]
"""Where the points of the first picture are in another: a matrix (3, 3), by which (x, y, 1) is multiplied."""

_Grid = NDArray[np.float32]
"""A picture (height, width, 3) with values from 0 to 1, or shares of pixels (height, width)."""

_NEAR = 0.2
"""How far a part may move from one picture to the next, as a share of the longer side."""
_MARGIN = 4
"""Pixels by which a place is corrected at most when the part is laid over the first picture again."""
_SEEN = 0.4
"""The share of the part that must be within the picture."""
_FLAT = (3 / 255) ** 2
"""The variance below which a part has nothing in it by which it could be found."""
_NOISE = (8 / 255) ** 2
"""What the same thing differs by in two pictures."""
_UNLIKE = 0.8
"""Two parts are alike if they differ by less than this share of the variance of the part, beside noise; by all of it it
differs from a plain patch of its mean colour."""
_STEADY = 0.2
"""A part that does not go on as before but leaves its way by as much as it may move at most must be more alike by this
share of its variance."""
_POINTS = 6
"""Fewer corners tell no turn."""


@dataclass
class Follower:
    """Follows the part of a picture that `weights` (height, width), from 0 to 1, mark. Raises InputError when there is
    no such part, or nothing in it by which it could be found."""

    first: _Grid
    weights: _Grid
    turns: bool

    def __post_init__(self) -> None:
        """Works out what it needs to know of the part."""
        if not self.weights.any():
            raise InputError("The mask is black all over.", remedy="Make it white where the picture is to be followed.")
        variance = _variance(self.first, self.weights)
        if variance < _FLAT:
            raise InputError(
                "Under the mask the picture is of one colour, so that nothing there can be followed.",
                remedy="Make the mask larger, so that an edge lies under it, or choose another moment.",
            )
        self._limit, self._pull = variance * _UNLIKE + _NOISE, variance * _STEADY

    def step(self, before: _Grid, place: Place, after: _Grid, going: tuple[float, float] = (0, 0)) -> Place | None:
        """The place in the picture `after`, when it was `place` in the picture `before`, and had moved by `going` since
        the picture before that one; None when it is lost there."""
        weights = _laid(self.weights, place, after.shape[:2])
        box = _box(weights)
        if box is None or float(weights.sum()) < _SEEN * float(self.weights.sum()) * abs(np.linalg.det(place[:2, :2])):
            return None
        reach = _Reach(max(2, round(_NEAR * max(after.shape[:2]))), going, self._pull)
        found = _sought(before[box.slices], weights[box.slices], after, box, reach)
        moved, unlike = _shift(found.across, found.down), found.unlike
        if self.turns:
            turned = _turned(before, after, weights, moved)
            left = np.inf if turned is None else _residual(before, after, weights, turned)
            if turned is not None and left < unlike:
                moved, unlike = turned, left
        return self._corrected(moved @ place, after) if unlike <= self._limit else None

    def _corrected(self, place: Place, after: _Grid) -> Place:
        """The place at which the picture is most like the first one, if they are alike at all."""
        box = _box(self.weights)
        assert box is not None, "There is such a part."
        back, seen = _back(after, place, self.first.shape[:2])
        found = _sought(self.first[box.slices], self.weights[box.slices], back, box, _Reach(_MARGIN), seen)
        if found.unlike > self._limit / 2 or max(abs(found.across), abs(found.down)) >= _MARGIN:
            return place
        shift = _shift(found.across, found.down)
        turned = _turned(self.first, back, self.weights, shift) if self.turns else None
        better = turned is not None and _residual(self.first, back, self.weights, turned) < found.unlike
        return place @ (turned if turned is not None and better else shift)


class _Box(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    @property
    def slices(self) -> tuple[slice, slice]:
        return slice(self.top, self.bottom), slice(self.left, self.right)


class _Reach(NamedTuple):
    """How far a part is sought."""

    most: int
    """Pixels to each side of where it was."""
    going: tuple[float, float] = (0, 0)
    """Where it is expected."""
    pull: float = _NOISE / 64
    """How much less alike it may be there than as far away as it is sought; of places equally alike the nearest
    counts."""

    def cost(self) -> _Grid:
        """What is added to the unlikeness at every shift."""
        across, down = (np.arange(-self.most, self.most + 1, dtype=np.float32) - np.float32(at) for at in self.going)
        pull = self.pull / self.most**2 * (down[:, None] ** 2 + across[None, :] ** 2)
        return pull.astype(np.float32, copy=False)


class _Found(NamedTuple):
    across: float
    down: float
    unlike: float
    """The mean squared difference there."""


def _box(weights: _Grid) -> _Box | None:
    """Where there is any weight."""
    rows, columns = np.flatnonzero(weights.max(1) > 0.01), np.flatnonzero(weights.max(0) > 0.01)
    if not rows.size:
        return None
    return _Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _variance(picture: _Grid, weights: _Grid) -> float:
    share = weights[..., None] / weights.sum()
    mean = (picture * share).sum((0, 1))
    return float((((picture - mean) ** 2) * share).sum() / 3)


def _shift(across: float, down: float) -> Place:
    return np.array([[1, 0, across], [0, 1, down], [0, 0, 1]], np.float64)


def _laid(weights: _Grid, place: Place, shape: tuple[int, ...]) -> _Grid:
    return np.asarray(cv2.warpAffine(weights, place[:2], (shape[1], shape[0])), np.float32)


def _sought(
    part: _Grid, weights: _Grid, picture: _Grid, box: _Box, near: _Reach, seen: NDArray[np.bool_] | None = None
) -> _Found:
    """By how much a part that was at `box` is shifted in a picture of which `seen` is known."""
    reach = near.most
    edges = (reach, reach, reach, reach)
    known = np.ones(picture.shape[:2], np.float32) if seen is None else seen.astype(np.float32)
    area = slice(box.top, box.bottom + 2 * reach), slice(box.left, box.right + 2 * reach)
    ground = _padded((picture - np.float32(0.5)) * known[..., None], edges)[area]
    counts = _padded(known, edges)[area]
    part = part - np.float32(0.5)
    weighted, weights = part * weights[..., None], np.ascontiguousarray(weights)
    number = _correlation(counts, weights)
    total = _correlation((ground**2).sum(-1), weights) - 2 * _correlation(ground, weighted)
    total += _correlation(counts, (part * weighted).sum(-1))
    enough = number >= _SEEN * float(weights.sum())
    unlike = np.where(enough, np.maximum(total, 0) / np.maximum(3 * number, 1e-6), np.inf)
    row, column = (int(at) for at in np.unravel_index(np.argmin(unlike + near.cost()), unlike.shape))
    across, down = column + _vertex(unlike[row, :], column), row + _vertex(unlike[:, column], row)
    return _Found(across - reach, down - reach, float(unlike[row, column]))


def _padded(grid: _Grid, edges: tuple[int, int, int, int]) -> _Grid:
    return np.asarray(cv2.copyMakeBorder(grid, *edges, cv2.BORDER_CONSTANT, value=(0, 0, 0)), np.float32)


def _correlation(ground: _Grid, part: _Grid) -> _Grid:
    found = cv2.matchTemplate(np.ascontiguousarray(ground), np.ascontiguousarray(part), cv2.TM_CCORR)
    return np.asarray(found, np.float32)


def _vertex(line: _Grid, at: int) -> float:
    """How far from its least value, at a whole number, a curve has its lowest point."""
    if not 0 < at < len(line) - 1 or not np.isfinite(line[at - 1 : at + 2]).all():
        return 0.0
    before, here, after = map(float, line[at - 1 : at + 2])
    bend = before - 2 * here + after
    return 0.0 if here <= 1e-5 or bend <= 0 else max(-0.5, min(0.5, (before - after) / (2 * bend)))


def _turned(before: _Grid, after: _Grid, weights: _Grid, guess: Place) -> Place | None:
    """Shift, turn and change of size of what `weights` mark, by its corners; None when these do not agree."""
    first, second = (cv2.cvtColor((grid * 255).astype(np.uint8), cv2.COLOR_RGB2GRAY) for grid in (before, after))
    corners: Any = cv2.goodFeaturesToTrack(first, 200, 0.01, 3, mask=(weights > 0.5).astype(np.uint8))
    if corners is None or len(corners) < _POINTS:
        return None
    moved = (corners + guess[:2, 2].astype(np.float32)).astype(np.float32)
    use = cv2.OPTFLOW_USE_INITIAL_FLOW
    there, good, _ = cv2.calcOpticalFlowPyrLK(first, second, corners, moved.copy(), flags=use)
    back, also, _ = cv2.calcOpticalFlowPyrLK(second, first, there, corners.copy(), flags=use)
    same = np.logical_and(good, also).ravel() & (np.abs(back - corners).max(-1).ravel() < 1)
    if same.sum() < _POINTS:
        return None
    matrix: Any
    matrix, agreeing = cv2.estimateAffinePartial2D(corners[same], there[same], ransacReprojThreshold=1.5)
    if matrix is None or agreeing.sum() < same.sum() / 2:
        return None
    return np.vstack([matrix, [0, 0, 1]])


def _residual(before: _Grid, after: _Grid, weights: _Grid, step: Place) -> float:
    """By how much, squared, two pictures differ once the second is taken back by a step."""
    back, seen = _back(after, step, before.shape[:2])
    counted = weights * seen
    if counted.sum() < _SEEN * weights.sum():
        return float("inf")
    return float((((back - before) ** 2).sum(-1) * counted).sum() / (3 * counted.sum()))


def _back(after: _Grid, place: Place, shape: tuple[int, ...]) -> tuple[_Grid, NDArray[np.bool_]]:
    """What a picture shows at the places of the points of an earlier one of a shape, and where that is known."""
    size, flags = (shape[1], shape[0]), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(np.ones(after.shape[:2], np.float32), place[:2], size, flags=flags)
    return np.asarray(cv2.warpAffine(after, place[:2], size, flags=flags), np.float32), np.asarray(seen) > 0.99
