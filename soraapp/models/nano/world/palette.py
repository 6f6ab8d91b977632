"""The 64 colours of the world, and how light and drawing style map them onto each other. No picture has others."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.uint8]
Numbers = NDArray[np.floating | np.integer]

SUBJECT_COLOURS: dict[str, tuple[str, str, str]] = {
    "red": ("#7a1626", "#d8323c", "#ff8a80"),
    "orange": ("#8a3b12", "#f0801e", "#ffc070"),
    "yellow": ("#8f6a10", "#f7d02c", "#fff3a0"),
    "green": ("#14532e", "#2fa84f", "#9be88a"),
    "blue": ("#1b2a78", "#3562e6", "#8fb6ff"),
    "purple": ("#3f1a66", "#8c3fd0", "#d0a0ff"),
    "pink": ("#8a2a62", "#f078b4", "#ffc4de"),
    "white": ("#9aa0b0", "#eef0f4", "#ffffff"),
    "black": ("#0a0a10", "#24242e", "#5a5a6a"),
    "brown": ("#3d2212", "#855030", "#c89468"),
}
"""The colours that a subject can have: dark, plain, light."""

_SCENERY: dict[str, str] = {
    "ink": "#16131f",
    "skin": "#f0b88c",
    "skin_dark": "#b87850",
    "sky_deep": "#4a9be0",
    "sky": "#7cc0f4",
    "sky_pale": "#bfe4fb",
    "dusk_deep": "#5a3470",
    "dusk": "#c85a72",
    "dusk_pale": "#f8a868",
    "night_deep": "#0c1030",
    "night": "#1c2452",
    "night_pale": "#34407c",
    "grass_dark": "#2f7a34",
    "grass": "#58a83c",
    "grass_pale": "#8ccc58",
    "sand_dark": "#b8803c",
    "sand": "#e0b060",
    "sand_pale": "#f4d490",
    "snow_dark": "#98b4d0",
    "snow": "#d4e4f0",
    "snow_pale": "#f4fafc",
    "sea_deep": "#083860",
    "sea": "#10609c",
    "sea_mid": "#2088bc",
    "sea_pale": "#58b8d4",
    "rock_dark": "#444a5c",
    "rock": "#70788c",
    "rock_pale": "#a4acbc",
    "neon_pink": "#ff3ca0",
    "neon_cyan": "#30e8f0",
    "wall": "#d8c0a0",
    "wall_dark": "#b09070",
    "wood": "#a06838",
    "wood_dark": "#68401f",
}

NAMES: tuple[str, ...] = tuple(
    f"{name}_{shade}" for name in SUBJECT_COLOURS for shade in ("dark", "plain", "light")
) + tuple(_SCENERY)
INDEX: dict[str, int] = {name: index for index, name in enumerate(NAMES)}

_HEX = [shade for shades in SUBJECT_COLOURS.values() for shade in shades] + list(_SCENERY.values())
RGB: NDArray[np.uint8] = np.array([[int(text[i : i + 2], 16) for i in (1, 3, 5)] for text in _HEX], np.uint8)
"""The colour of every index, shape (64, 3)."""

assert len(NAMES) == 64


def shades(colour: str) -> tuple[int, int, int]:
    """The indices of a subject's colour: dark, plain, light."""
    return INDEX[f"{colour}_dark"], INDEX[f"{colour}_plain"], INDEX[f"{colour}_light"]


FIRST_SCENERY = len(SUBJECT_COLOURS) * 3
"""The index from which the colours are those of scenery."""

_KEPT = ("ink", "skin", "skin_dark", "neon_pink", "neon_cyan")
"""Scenery colours that no light or style changes."""


def nearest(rgb: Numbers, first: int = 0) -> Indices:
    """The palette index, from `first` on, nearest to each colour of an array of shape (..., 3), values 0 to 255."""
    flat = rgb.reshape(-1, 3).astype(np.float32)
    table = RGB[first:].astype(np.float32)
    distance = (table * table).sum(1) - 2 * flat @ table.T
    return (distance.argmin(1) + first).astype(np.uint8).reshape(rgb.shape[:-1])


def _changed(rgb: Numbers) -> Indices:
    """A table that maps every scenery colour to the one nearest to `rgb` (64, 3), and leaves the others."""
    table = np.arange(len(NAMES), dtype=np.uint8)
    table[FIRST_SCENERY:] = nearest(rgb[FIRST_SCENERY:], FIRST_SCENERY)
    for name in _KEPT:
        table[INDEX[name]] = INDEX[name]
    return table


LIGHTS = ("day", "dusk", "night")
STYLES = ("flat", "pixel", "sketch", "neon")


@cache
def light_table(light: str) -> Indices:
    """The palette index that each scenery colour takes in a light; subjects keep their own colours."""
    if light == "day":
        return np.arange(len(NAMES), dtype=np.uint8)
    tint, lift = {"dusk": ((1.0, 0.74, 0.64), (20, 0, 24)), "night": ((0.46, 0.5, 0.74), (0, 2, 20))}[light]
    table = _changed(RGB * np.array(tint) + np.array(lift))
    for shade in ("_deep", "", "_pale"):
        table[INDEX[f"sky{shade}"]] = INDEX[f"{light}{shade}"]
    return table


@cache
def style_table(style: str) -> Indices:
    """The palette index that each scenery colour takes in a drawing style."""
    grey = (RGB @ np.array([0.3, 0.59, 0.11]))[:, None] * np.ones(3)
    if style == "sketch":
        table = np.arange(len(NAMES), dtype=np.uint8)
        tones = np.array([INDEX[name] for name in ("rock_pale", "snow_dark", "snow", "snow_pale")], np.uint8)
        table[FIRST_SCENERY:] = tones[np.clip((grey[FIRST_SCENERY:, 0] - 20) / 55, 0, 3).astype(int)]
        for name in _KEPT:
            table[INDEX[name]] = INDEX[name]
        return table
    if style == "neon":
        return _changed(RGB * 0.3 + np.array([8, 0, 24]))
    return np.arange(len(NAMES), dtype=np.uint8)
