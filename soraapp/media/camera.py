"""How a camera moves over time: a curve of speeds for each of its moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from math import isfinite
from typing import NamedTuple, Self, cast

from soraapp.errors import InputError

FASTEST = 3.0
"""1 is a calm move; a negative speed goes the other way."""
LONGEST = 60.0
"""Seconds: the latest point of a curve."""
MOST = 100
"""The most points of a curve."""


class Point(NamedTuple):
    """A speed at a time."""

    at: float
    """Seconds from the first frame."""
    speed: float


Curve = tuple[Point, ...]
"""Points in the order of their times. The speed is straight between two, and stays before the first and after the
last. Without points nothing moves."""


def speed_at(curve: Sequence[Point], at: float) -> float:
    """The speed at a time; where two points share it, that of the later one."""
    for first, second in pairwise(curve):
        if first.at <= at < second.at:
            return first.speed + (second.speed - first.speed) * (at - first.at) / (second.at - first.at)
    if not curve:
        return 0.0
    return curve[0].speed if at < curve[0].at else curve[-1].speed


def amount_at(curve: Sequence[Point], at: float) -> float:
    """How far a move has got from 0 to a time: the area below its curve."""
    times = [0.0, *(point.at for point in curve if 0 < point.at < at), at]
    total = 0.0
    for start, stop in pairwise(times):
        middle = (start + stop) / 2  # Between two points the curve is straight, so its middle is its mean.
        total += speed_at(curve, middle) * (stop - start)
    return total


@dataclass(frozen=True)
class Camera:
    """The moves of a camera. Without any point it stands still."""

    pan: Curve = ()
    """Turning to the right."""
    tilt: Curve = ()
    """Turning upwards."""
    dolly: Curve = ()
    """Going ahead."""
    orbit: Curve = ()
    """Going around the subject, clockwise as seen from above."""
    zoom: Curve = ()
    """A longer lens."""

    @classmethod
    def of(cls, plain: object) -> Self:
        """The moves that `plain` wrote. Raises InputError that names the move and what is wrong with it."""
        if not isinstance(plain, dict):
            raise InputError("The camera moves are not an object.", remedy="Reset them.")
        members = cast("Mapping[str, object]", plain)
        for name in members:
            if name not in MOVES:
                raise InputError(
                    "There is no camera move {name}.", remedy="There are: {moves}.", name=name, moves=", ".join(MOVES)
                )
        return cls(**{name: _curve(name, value) for name, value in members.items()})

    def plain(self) -> dict[str, object]:
        """The moves as JSON values: a list of pairs of time and speed for each that has points."""
        return {name: [list(point) for point in self.curve(name)] for name in MOVES if self.curve(name)}

    def curve(self, move: str) -> Curve:
        return getattr(self, move)

    def changed(self, move: str, points: Sequence[Point]) -> Self:
        """The same camera with other points of one move, in any order."""
        return replace(self, **{move: tuple(sorted(points, key=lambda point: point.at))})


MOVES = tuple(field.name for field in fields(Camera))
"""The names of all moves."""


def _curve(move: str, value: object) -> Curve:
    if not isinstance(value, list) or len(cast("list[object]", value)) > MOST:
        raise InputError(
            "The camera's {move} is not a list of at most {most} points.", remedy="Reset it.", move=move, most=MOST
        )
    points = [_point(move, item, number) for number, item in enumerate(cast("list[object]", value), 1)]
    return tuple(sorted(points, key=lambda point: point.at))


def _point(move: str, item: object, number: int) -> Point:
    pair = cast("list[object]", item) if isinstance(item, list) else []
    at, speed = pair if len(pair) == 2 else (None, None)
    if not _within(at, 0, LONGEST) or not _within(speed, -FASTEST, FASTEST):
        raise InputError(
            "Point {number} of the camera's {move} is not a time and a speed.",
            remedy="Set a time from 0 to {longest} and a speed from {least} to {most}.",
            number=number,
            move=move,
            longest=f"{LONGEST:g}",
            least=f"{-FASTEST:g}",
            most=f"{FASTEST:g}",
        )
    return Point(float(cast("float", at)), float(cast("float", speed)))


def _within(value: object, least: float, most: float) -> bool:
    right = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    return right and least <= cast("float", value) <= most
