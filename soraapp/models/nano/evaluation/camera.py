"""How the camera of a clip moved: the move of a calm camera through the world that explains its background best."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from soraapp.models.nano.evaluation.oracle import Track
from soraapp.models.nano.world.palette import RGB, Indices
from soraapp.models.nano.world.scene import CAMERAS, Actor, Scene
from soraapp.models.nano.world.stage import DEPTH, FPS
from soraapp.models.nano.world.view import CAMERA_HEIGHT, View, view_at

SPEEDS = (0.5, 1.0, 1.5)
PAIRS = ((0, 8), (4, 12), (8, 16), (0, 16))
"""Frames that are compared."""
FARTHEST = 48.0
"""Greater differences of colour, 0 to 255, count as this one: a thing in the way should not decide."""
PIXEL = 0.8
"""What a pixel that the subject is away from where the move would show it counts, in differences of colour."""
_STILL = Scene(
    "grassland", "day", "clear", "pixel", "static", 1.0, (Actor("ball", "red", "stay", 0, 0),), "none", (), 0
)


def told_camera(clip: Indices, masks: NDArray[np.bool_], track: Track) -> tuple[str, float]:
    """The camera move of a clip of 17 frames with a subject that stays, one of CAMERAS, and its speed (1 is calm)."""
    moves = [("static", 0.0)] + [(camera, speed) for camera in CAMERAS[1:] for speed in SPEEDS]
    return min(moves, key=lambda move: _wrong(clip, masks, track, *move))


def _wrong(clip: Indices, masks: NDArray[np.bool_], track: Track, camera: str, speed: float) -> float:
    height, width = clip.shape[1:]
    views = [view_at(_turned(camera, speed), frame / FPS, 2.0, width, height, DEPTH) for frame in range(len(clip))]
    found = [
        _difference(clip[early], clip[late], masks[early] | masks[late], views[early], views[late])
        for early, late in PAIRS
    ]
    return float(np.mean(found)) + PIXEL * _subject_away(track, views)


def _turned(camera: str, speed: float) -> Scene:
    return replace(_STILL, camera=camera, speed=speed or 1.0)


def _difference(early: Indices, late: Indices, subject: NDArray[np.bool_], before: View, after: View) -> float:
    """How unlike the late frame is to the early one seen from the other view, where both show background."""
    rows, columns = _origins(before, after)
    inside = (rows >= 0) & (rows < before.height) & (columns >= 0) & (columns < before.width)
    rows, columns = np.clip(rows, 0, before.height - 1), np.clip(columns, 0, before.width - 1)
    inside &= ~subject & ~subject[rows, columns]
    if inside.mean() < 0.1:
        return FARTHEST
    unlike = np.abs(RGB[late].astype(np.float32) - RGB[early[rows, columns]]).mean(-1)
    return float(np.minimum(unlike, FARTHEST)[inside].mean())


def _origins(before: View, after: View) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each pixel of the view `after`, the row and the column where the view `before` shows the same: the ground
    below the horizon, and things infinitely far above it."""
    rows = (
        np.repeat(np.arange(after.height, dtype=np.float64)[:, None], after.width, 1) + before.horizon - after.horizon
    )
    turned = np.tan(np.clip(after.bearings() - before.yaw, -1.4, 1.4))
    columns = np.repeat((before.width / 2 + turned * before.focal)[None], after.height, 0)
    x, z, _, first = after.ground()
    if first < after.height:
        right, away = x - before.x, z - before.z
        cosine, sine = np.cos(before.yaw), np.sin(before.yaw)
        right, away = right * cosine - away * sine, np.maximum(right * sine + away * cosine, 0.2)
        rows[first:] = before.horizon + before.focal * CAMERA_HEIGHT / away
        columns[first:] = before.width / 2 + before.focal * right / away
    return np.round(rows).astype(np.intp), np.round(columns).astype(np.intp)


def _subject_away(track: Track, views: list[View]) -> float:
    """How many pixels, in the mean, a subject that stands still is away from where the views would show it."""
    seen = np.nonzero(~np.isnan(track.x))[0]
    if len(seen) < 2:
        return 0.0
    first = views[seen[0]]
    right = (float(track.x[seen[0]]) - first.width / 2) * DEPTH / first.focal
    away: list[float] = []
    for number in seen[1:]:
        spot = views[number].project(right, 0.0, DEPTH)
        if spot is not None:
            away.append(min(12.0, abs(spot[0] - float(track.x[number]))))
    return float(np.mean(away)) if away else 0.0
