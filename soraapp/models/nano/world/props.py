"""Things that stand in a place: trees, rocks, buildings, furniture. Each is a function that draws one sprite."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from soraapp.models.nano.world.brush import INK, Brush, Sprite
from soraapp.models.nano.world.palette import INDEX

_I = INDEX


def tree(brush: Brush) -> None:
    brush.box(-0.06, 0.0, 0.06, 0.45, _I["wood_dark"])
    brush.disc(0.0, 0.68, 0.3, _I["grass_dark"])
    brush.disc(-0.1, 0.76, 0.18, _I["grass"])


def bush(brush: Brush) -> None:
    brush.oval(0.0, 0.25, 0.5, 0.26, _I["grass_dark"])
    brush.oval(-0.14, 0.34, 0.2, 0.12, _I["grass"])


def cactus(brush: Brush) -> None:
    brush.box(-0.09, 0.0, 0.09, 0.98, _I["grass_dark"])
    brush.line([(0.0, 0.4), (0.32, 0.46), (0.32, 0.74)], 0.14, _I["grass_dark"])
    brush.line([(0.0, 0.55), (-0.3, 0.6), (-0.3, 0.86)], 0.14, _I["grass_dark"])
    brush.line([(-0.03, 0.06), (-0.03, 0.9)], 0.05, _I["grass"])


def rock(brush: Brush) -> None:
    brush.shape([(-0.5, 0.0), (-0.36, 0.4), (-0.04, 0.56), (0.36, 0.42), (0.5, 0.0)], _I["rock"])
    brush.shape([(-0.36, 0.4), (-0.04, 0.56), (0.02, 0.34), (-0.26, 0.22)], _I["rock_pale"])


def pine(brush: Brush) -> None:
    brush.box(-0.05, 0.0, 0.05, 0.2, _I["wood_dark"])
    for base, top, half in ((0.16, 0.56, 0.34), (0.4, 0.78, 0.26), (0.62, 1.0, 0.18)):
        brush.shape([(-half, base), (half, base), (0.0, top)], _I["grass_dark"])
        brush.shape(
            [(-half * 0.5, base + (top - base) * 0.5), (half * 0.5, base + (top - base) * 0.5), (0.0, top)],
            _I["snow_pale"],
        )


def snowman(brush: Brush) -> None:
    brush.disc(0.0, 0.26, 0.28, _I["snow_pale"])
    brush.disc(0.0, 0.68, 0.2, _I["snow_pale"])
    brush.line([(0.0, 0.68), (0.24, 0.64)], 0.07, _I["orange_plain"])
    brush.dot(-0.06, 0.74, INK)
    brush.dot(0.08, 0.74, INK)


def seaweed(brush: Brush) -> None:
    for x, tall in ((-0.2, 0.7), (0.0, 1.0), (0.2, 0.6)):
        brush.line(
            [(x, 0.0), (x + 0.08, tall * 0.35), (x - 0.06, tall * 0.7), (x + 0.04, tall)], 0.1, _I["green_plain"]
        )


def coral(brush: Brush) -> None:
    brush.line([(0.0, 0.0), (0.0, 0.6)], 0.14, _I["pink_plain"])
    brush.line([(0.0, 0.25), (-0.3, 0.5), (-0.3, 0.8)], 0.12, _I["pink_plain"])
    brush.line([(0.0, 0.3), (0.28, 0.5), (0.3, 0.9)], 0.12, _I["pink_plain"])


def tower(brush: Brush) -> None:
    brush.box(-0.3, 0.0, 0.3, 1.0, _I["night"])
    for row in range(5):
        for column in range(3):
            if (row * 3 + column * 5) % 4:
                x, y = -0.2 + 0.17 * column, 0.1 + 0.18 * row
                brush.box(x, y, x + 0.07, y + 0.08, _I["neon_cyan"] if (row + column) % 2 else _I["yellow_plain"])


def sign(brush: Brush) -> None:
    brush.box(-0.04, 0.0, 0.04, 0.6, _I["rock_dark"])
    brush.box(-0.3, 0.55, 0.3, 0.98, _I["ink"])
    brush.box(-0.22, 0.63, 0.22, 0.9, _I["neon_pink"])


def lamp(brush: Brush) -> None:
    brush.box(-0.2, 0.0, 0.2, 0.06, _I["wood_dark"])
    brush.box(-0.03, 0.0, 0.03, 0.7, _I["wood_dark"])
    brush.shape([(-0.24, 0.66), (0.24, 0.66), (0.12, 0.98), (-0.12, 0.98)], _I["yellow_light"])


def sofa(brush: Brush) -> None:
    brush.box(-0.9, 0.06, 0.9, 0.5, _I["rock"])
    brush.box(-0.75, 0.4, 0.75, 0.9, _I["rock_pale"])
    brush.box(-0.95, 0.1, -0.7, 0.66, _I["rock"])
    brush.box(0.7, 0.1, 0.95, 0.66, _I["rock"])


def block(brush: Brush) -> None:
    brush.box(-0.5, 0.0, 0.5, 1.0, _I["orange_plain"])
    brush.box(-0.5, 0.44, 0.5, 0.52, _I["orange_dark"])
    brush.box(-0.04, 0.0, 0.04, 0.46, _I["orange_dark"])
    brush.box(0.2, 0.5, 0.27, 1.0, _I["orange_dark"])


def pipe(brush: Brush) -> None:
    brush.box(-0.3, 0.0, 0.3, 0.8, _I["green_plain"])
    brush.box(-0.4, 0.74, 0.4, 1.0, _I["green_plain"])
    brush.box(-0.22, 0.0, -0.1, 0.98, _I["green_light"])


def coin(brush: Brush) -> None:
    brush.oval(0.0, 0.5, 0.32, 0.46, _I["yellow_plain"])
    brush.oval(0.0, 0.5, 0.12, 0.26, _I["yellow_dark"])


def wall(brush: Brush) -> None:
    """The occluder: a broad stone wall that hides what passes behind it."""
    brush.box(-0.42, 0.0, 0.42, 1.0, _I["rock"])
    for row in range(4):
        brush.line([(-0.42, 0.25 * row), (0.42, 0.25 * row)], 0.03, _I["rock_dark"])
        x = -0.2 if row % 2 else 0.08
        brush.line([(x, 0.25 * row), (x, 0.25 * row + 0.25)], 0.03, _I["rock_dark"])


def canvas(brush: Brush, strokes: tuple[str, ...] = ()) -> None:
    """A painter's easel with the strokes painted so far."""
    brush.line([(-0.3, 0.0), (-0.05, 0.9)], 0.06, _I["wood_dark"])
    brush.line([(0.3, 0.0), (0.05, 0.9)], 0.06, _I["wood_dark"])
    brush.box(-0.42, 0.3, 0.42, 1.0, _I["white_light"])
    for number, colour in enumerate(strokes):
        height = 0.4 + 0.14 * (number % 4)
        brush.line([(-0.3, height), (0.3, height + 0.04)], 0.11, _I[f"{colour}_plain"])


PROPS: dict[str, Callable[..., None]] = {
    function.__name__: function
    for function in (
        tree,
        bush,
        cactus,
        rock,
        pine,
        snowman,
        seaweed,
        coral,
        tower,
        sign,
        lamp,
        sofa,
        block,
        pipe,
        coin,
        wall,
        canvas,
    )
}

HEIGHTS = {
    "tree": 2.2,
    "bush": 0.6,
    "cactus": 1.5,
    "rock": 0.7,
    "pine": 2.4,
    "snowman": 1.1,
    "seaweed": 1.2,
    "coral": 0.9,
    "tower": 5.0,
    "sign": 1.8,
    "lamp": 1.6,
    "sofa": 0.9,
    "block": 0.7,
    "pipe": 1.0,
    "coin": 0.5,
    "wall": 1.9,
    "canvas": 1.2,
}
"""How tall a prop is against a person."""


@lru_cache(maxsize=8192)
def sprite(kind: str, height: int, outline: int | None, strokes: tuple[str, ...] = ()) -> Sprite:
    """The sprite of a prop, `height` pixels tall; `strokes` are the colours painted on a canvas."""
    brush = Brush(max(3, height), 2.2 if kind == "sofa" else 1.3)
    if kind == "canvas":
        canvas(brush, strokes)
    else:
        PROPS[kind](brush)
    return brush.sprite(outline)
