"""The subjects of the world: each is one function that draws a sprite of a height, colour and phase of movement."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from soraapp.models.nano.world.brush import INK, Brush, Sprite
from soraapp.models.nano.world.palette import INDEX, shades

SKIN, SKIN_DARK = INDEX["skin"], INDEX["skin_dark"]
WHITE, PALE = INDEX["white_light"], INDEX["white_plain"]
GLASS, STEEL = INDEX["sky_pale"], INDEX["rock_pale"]

Drawing = Callable[[Brush, int, int, int, float], None]
"""Draws with a brush in the shades dark, plain and light; the phase of movement runs from 0 to 1 and repeats."""


def _legs(brush: Brush, phase: float, index: int, spread: float = 0.12, top: float = 0.34, width: float = 0.1) -> None:
    swing = spread * math.sin(2 * math.pi * phase)
    brush.line([(-0.06, top), (-0.06 + swing, 0.03)], width, index)
    brush.line([(0.06, top), (0.06 - swing, 0.03)], width, index)


def person(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    swing = 0.14 * math.sin(2 * math.pi * phase)
    _legs(brush, phase, dark)
    brush.box(-0.16, 0.32, 0.16, 0.66, plain)
    brush.line([(0.0, 0.6), (0.2 - swing, 0.38)], 0.08, light)
    brush.disc(0.0, 0.82, 0.16, SKIN)
    brush.box(-0.17, 0.86, 0.15, 0.98, dark)
    brush.dot(0.08, 0.82, INK)


def astronaut(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    swing = 0.12 * math.sin(2 * math.pi * phase)
    brush.box(-0.3, 0.34, -0.16, 0.7, dark)
    _legs(brush, phase, plain, width=0.14)
    brush.box(-0.19, 0.3, 0.19, 0.66, plain)
    brush.line([(0.1, 0.58), (0.27, 0.42 + swing)], 0.11, light)
    brush.disc(0.0, 0.8, 0.22, light)
    brush.oval(0.07, 0.8, 0.14, 0.11, INDEX["night"])
    brush.dot(0.11, 0.85, WHITE)


def painter(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    reach = 0.12 * math.sin(2 * math.pi * phase)
    brush.line([(-0.06, 0.34), (-0.07, 0.03)], 0.1, dark)
    brush.line([(0.06, 0.34), (0.07, 0.03)], 0.1, dark)
    brush.shape([(-0.17, 0.24), (0.17, 0.24), (0.13, 0.66), (-0.13, 0.66)], plain)
    brush.box(-0.08, 0.28, 0.12, 0.5, light)
    brush.line([(0.06, 0.58), (0.32, 0.56 + reach)], 0.08, plain)
    brush.line([(0.32, 0.56 + reach), (0.46, 0.64 + reach)], 0.05, INDEX["wood_dark"])
    brush.disc(0.0, 0.8, 0.15, SKIN)
    brush.oval(-0.03, 0.94, 0.2, 0.07, plain)
    brush.dot(0.08, 0.8, INK)


def cat(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    wave = 0.1 * math.sin(2 * math.pi * phase)
    brush.line([(-0.4, 0.34), (-0.56, 0.6), (-0.5 + wave, 0.82)], 0.09, plain)
    for x, sign in ((-0.3, 1), (-0.14, -1), (0.16, 1), (0.3, -1)):
        brush.line([(x, 0.26), (x + sign * wave, 0.03)], 0.1, dark)
    brush.oval(-0.03, 0.36, 0.4, 0.19, plain)
    brush.disc(0.36, 0.6, 0.22, plain)
    brush.shape([(0.18, 0.7), (0.2, 0.98), (0.34, 0.78)], plain)
    brush.shape([(0.4, 0.78), (0.54, 0.98), (0.56, 0.7)], plain)
    brush.oval(0.42, 0.52, 0.1, 0.07, light)
    brush.dot(0.32, 0.64, INK)
    brush.dot(0.48, 0.64, INK)


def dog(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    wave = 0.12 * math.sin(2 * math.pi * phase)
    brush.line([(-0.42, 0.5), (-0.58, 0.68 + wave)], 0.09, plain)
    for x, sign in ((-0.34, 1), (-0.2, -1), (0.14, 1), (0.28, -1)):
        brush.line([(x, 0.34), (x + sign * wave, 0.03)], 0.12, plain)
    brush.box(-0.42, 0.32, 0.32, 0.6, plain)
    brush.box(0.18, 0.5, 0.46, 0.9, plain)
    brush.box(0.44, 0.54, 0.64, 0.7, light)
    brush.box(0.1, 0.52, 0.22, 0.88, dark)
    brush.dot(0.38, 0.78, INK)
    brush.dot(0.62, 0.68, INK)


def bird(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    flap = 0.42 * math.sin(2 * math.pi * phase)
    brush.shape([(-0.28, 0.5), (-0.62, 0.62), (-0.58, 0.38)], dark)
    brush.oval(-0.02, 0.48, 0.34, 0.19, plain)
    brush.disc(0.3, 0.6, 0.18, plain)
    brush.shape([(0.44, 0.64), (0.66, 0.56), (0.44, 0.5)], INDEX["orange_plain"])
    brush.shape([(-0.18, 0.5), (0.16, 0.5), (-0.12, 0.54 + flap)], light)
    brush.dot(0.34, 0.64, INK)


def fish(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    wave = 0.12 * math.sin(2 * math.pi * phase)
    brush.shape([(-0.28, 0.5), (-0.62, 0.78 + wave), (-0.5, 0.5), (-0.62, 0.22 + wave)], dark)
    brush.shape([(-0.14, 0.7), (0.04, 0.96), (0.2, 0.68)], dark)
    brush.oval(0.06, 0.5, 0.44, 0.28, plain)
    brush.oval(0.06, 0.38, 0.3, 0.12, light)
    brush.disc(0.3, 0.58, 0.07, WHITE)
    brush.dot(0.32, 0.58, INK)


def car(brush: Brush, dark: int, plain: int, _light: int, phase: float) -> None:
    brush.box(-0.72, 0.2, 0.72, 0.5, plain)
    brush.shape([(-0.46, 0.48), (-0.32, 0.84), (0.22, 0.84), (0.44, 0.48)], plain)
    brush.shape([(-0.34, 0.52), (-0.25, 0.76), (-0.06, 0.76), (-0.06, 0.52)], GLASS)
    brush.shape([(0.02, 0.52), (0.02, 0.76), (0.18, 0.76), (0.32, 0.52)], GLASS)
    brush.box(0.6, 0.36, 0.72, 0.46, INDEX["yellow_light"])
    brush.box(-0.72, 0.2, 0.72, 0.27, dark)
    for x in (-0.42, 0.42):
        brush.disc(x, 0.18, 0.17, INDEX["black_plain"])
        brush.disc(x, 0.18, 0.07, STEEL)
        turn = 2 * math.pi * phase
        brush.dot(x + 0.1 * math.cos(turn), 0.18 - 0.1 * math.sin(turn), PALE)


def boat(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    tip = 0.04 * math.sin(2 * math.pi * phase)
    brush.shape([(-0.6, 0.3 + tip), (0.62, 0.3 - tip), (0.4, 0.03), (-0.4, 0.03)], plain)
    brush.box(-0.46, 0.06, 0.44, 0.13, dark)
    brush.line([(0.0, 0.3), (0.0, 0.98)], 0.06, INDEX["wood_dark"])
    brush.shape([(0.06, 0.36), (0.06, 0.96), (0.46, 0.4)], WHITE)
    brush.shape([(-0.05, 0.4), (-0.05, 0.86), (-0.36, 0.42)], light)


def rocket(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    flame = 0.1 + 0.1 * (0.5 + 0.5 * math.sin(4 * math.pi * phase))
    brush.shape([(-0.12, 0.2), (0.12, 0.2), (0.0, 0.16 - flame)], INDEX["orange_plain"])
    brush.shape([(-0.18, 0.4), (-0.34, 0.14), (-0.1, 0.2)], dark)
    brush.shape([(0.18, 0.4), (0.34, 0.14), (0.1, 0.2)], dark)
    brush.oval(0.0, 0.52, 0.19, 0.34, plain)
    brush.shape([(-0.15, 0.74), (0.15, 0.74), (0.0, 1.0)], light)
    brush.disc(0.0, 0.56, 0.09, GLASS)


def ball(brush: Brush, dark: int, plain: int, light: int, phase: float) -> None:
    turn = 2 * math.pi * phase
    brush.disc(0.0, 0.5, 0.46, plain)
    brush.line(
        [(-0.4 * math.cos(turn), 0.5 + 0.4 * math.sin(turn)), (0.4 * math.cos(turn), 0.5 - 0.4 * math.sin(turn))],
        0.14,
        dark,
    )
    brush.disc(-0.15, 0.68, 0.1, light)


def burger(brush: Brush, dark: int, plain: int, light: int, _phase: float, bites: int = 0) -> None:
    brush.shape([(-0.56, 0.56), (-0.44, 0.86), (0.0, 0.98), (0.44, 0.86), (0.56, 0.56)], plain)
    brush.box(-0.6, 0.44, 0.6, 0.55, INDEX["grass_pale"])
    brush.box(-0.56, 0.3, 0.56, 0.44, INDEX["brown_dark"])
    brush.box(-0.52, 0.06, 0.52, 0.28, plain)
    brush.box(-0.52, 0.06, 0.52, 0.12, dark)
    for x, y in ((-0.24, 0.84), (0.04, 0.9), (0.28, 0.8)):
        brush.dot(x, y, light)
    for bite in range(bites):
        brush.disc(0.62 - 0.3 * bite, 0.68 - 0.2 * (bite % 2), 0.24, 255)


DRAWINGS: dict[str, Drawing] = {
    "person": person,
    "astronaut": astronaut,
    "painter": painter,
    "cat": cat,
    "dog": dog,
    "bird": bird,
    "fish": fish,
    "car": car,
    "boat": boat,
    "rocket": rocket,
    "ball": ball,
    "burger": burger,
}
SUBJECTS = tuple(DRAWINGS)

PHASES = 8
"""How many phases of movement are told apart."""

HEIGHTS = {"car": 0.78, "fish": 0.7, "bird": 0.8, "cat": 0.8, "dog": 0.82, "ball": 0.7, "burger": 0.72}
"""How tall a subject is against a person."""


@lru_cache(maxsize=8192)
def sprite(kind: str, colour: str, phase: int, facing: int, height: int, outline: int | None, bites: int = 0) -> Sprite:
    """The sprite of a subject, `height` pixels tall for a person; `phase` from 0 to PHASES - 1, `facing` 1 or -1."""
    brush = Brush(max(4, round(height * HEIGHTS.get(kind, 1.0))), 1.7, facing)
    if kind == "burger":
        burger(brush, *shades(colour), phase / PHASES, bites)
    else:
        DRAWINGS[kind](brush, *shades(colour), phase / PHASES)
    return brush.sprite(outline)
