"""The moves of a camera as steers, which models understand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from soraapp.media.camera import FASTEST, Camera, speed_at
from soraapp.models.request import Steer

_FINEST = 3
"""Digits of a speed."""


def steers_of(camera: Camera | None, count: int, rate: Fraction) -> tuple[Steer, ...]:
    """What the camera does in `count` frames at a rate: a steer wherever a speed changes. None gives nothing, which
    leaves the camera to the prompt. Models know no lens, so a zoom counts as going ahead."""
    if camera is None:
        return ()
    steers: list[Steer] = []
    for index in range(count):
        steer = _steer(camera, index / rate)
        if not steers or steer != replace(steers[-1], start=steer.start):
            steers.append(steer)
    return tuple(steers)


def _steer(camera: Camera, start: Fraction) -> Steer:
    at = float(start)
    ahead = speed_at(camera.dolly, at) + speed_at(camera.zoom, at)
    return Steer(
        start,
        pan=_rounded(speed_at(camera.pan, at)),
        tilt=_rounded(speed_at(camera.tilt, at)),
        dolly=_rounded(max(-FASTEST, min(FASTEST, ahead))),
        orbit=_rounded(speed_at(camera.orbit, at)),
    )


def _rounded(speed: float) -> float:
    return round(speed, _FINEST) + 0.0  # Which makes -0.0 the same as 0.0.
