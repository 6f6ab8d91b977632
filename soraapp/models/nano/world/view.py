"""The camera: where it stands at a moment, and where a point of the stage is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from soraapp.models.nano.world.palette import Numbers
from soraapp.models.nano.world.scene import ACTIONS, Scene

CAMERA_HEIGHT = 1.05
"""Metres above the ground."""

RATES = {"pan": 0.16, "tilt": 0.12, "dolly": 0.7, "orbit": 0.28}
"""How fast a camera of speed 1 moves: radians a second, metres a second for the dolly."""
WAYS = {"pan": ("left", "right"), "tilt": ("down", "up"), "dolly": ("out", "in"), "orbit": ("left", "right")}
"""What each of these moves is called backwards and forwards."""
_BACKWARDS = {backwards for backwards, _ in WAYS.values()}


@dataclass(frozen=True)
class View:
    """A camera at a moment. x is to the right, y up, z away from the camera's starting point; in metres and radians."""

    x: float
    z: float
    yaw: float
    focal: float
    """Pixels of one metre at a distance of one metre."""
    horizon: float
    """The row of the horizon."""
    width: int
    height: int
    control: Numbers
    """Pan, tilt, dolly and orbit a second, then the player's action, one of six; shape (10,)."""

    def ahead(self, x: float, z: float) -> tuple[float, float]:
        """A point of the ground as seen by the camera: metres to the right, and metres away."""
        right, away = x - self.x, z - self.z
        cosine, sine = math.cos(self.yaw), math.sin(self.yaw)
        return right * cosine - away * sine, right * sine + away * cosine

    def project(self, x: float, y: float, z: float) -> tuple[int, int, float] | None:
        """Where a point is seen: column, row, and pixels a metre there; None when it is behind the camera."""
        right, away = self.ahead(x, z)
        if away < 0.5:
            return None
        scale = self.focal / away
        return round(self.width / 2 + right * scale), round(self.horizon + (CAMERA_HEIGHT - y) * scale), scale

    def ground(self) -> tuple[Numbers, Numbers, Numbers, int]:
        """The ground under each pixel below the horizon: x, z, distance (rows, width); and the first row."""
        first = max(0, math.floor(self.horizon) + 1)
        rows = np.arange(first, self.height, dtype=np.float32)
        away = (self.focal * CAMERA_HEIGHT / np.maximum(rows - self.horizon, 0.5))[:, None]
        right = (np.arange(self.width, dtype=np.float32)[None] - self.width / 2) * away / self.focal
        cosine, sine = math.cos(self.yaw), math.sin(self.yaw)
        return (
            self.x + right * cosine + away * sine,
            self.z - right * sine + away * cosine,
            np.broadcast_to(away, right.shape),
            first,
        )

    def bearings(self) -> Numbers:
        """The direction in which each column looks, in radians, shape (width,)."""
        return self.yaw + np.arctan((np.arange(self.width, dtype=np.float32) - self.width / 2) / self.focal)


def view_at(scene: Scene, seconds: float, duration: float, width: int, height: int, depth: float) -> View:
    """The camera of a scene at a moment. `depth` is how far away the subjects stand: what an orbit goes around."""
    name, _, way = scene.camera.partition(" ")
    sign = -1.0 if way in _BACKWARDS else 1.0
    rate = scene.speed * RATES.get(name, 0.0) * sign
    there = seconds
    if scene.event == "return":
        there, rate = (seconds, rate) if seconds < duration / 2 else (duration - seconds, rate)
    amount = rate * there
    going = -rate if scene.event == "return" and seconds >= duration / 2 else rate
    control = np.zeros(10, np.float32)
    for index, kind in enumerate(("pan", "tilt", "dolly", "orbit")):
        control[index] = going if name == kind else 0.0
    move = scene.moves[min(int(seconds * 2), len(scene.moves) - 1)] if scene.moves else "none"
    control[4 + ACTIONS.index(move)] = 1.0
    focal = 1.42 * min(height, width * 0.72)
    x = z = yaw = 0.0
    if name == "pan":
        yaw = amount
    elif name == "dolly":
        z = max(-2.5, min(1.8, amount))
    elif name == "orbit":
        x, z, yaw = -depth * math.sin(amount), depth - depth * math.cos(amount), amount
    horizon = height * 0.46 + (focal * amount if name == "tilt" else 0.0)
    return View(x, z, yaw, focal, horizon, width, height, control)
