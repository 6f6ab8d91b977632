"""The eight places: sky, far silhouettes and ground, each consistent in 3D, and what stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from soraapp.models.nano.world.palette import INDEX, Indices, Numbers
from soraapp.models.nano.world.view import View


@dataclass(frozen=True)
class Place:
    """A place: bands of the sky from the top to the horizon, what rises at the horizon, the ground, and its props."""

    sky: tuple[str, ...]
    far: str | None
    """The colour of the far silhouette, or None for an open horizon."""
    skyline: Callable[[Numbers], Numbers] | None
    """How high the silhouette rises at a bearing, in radians above the horizon."""
    ground: tuple[str, str, str]
    """The colours of the ground: far band, plain, patches."""
    cell: float
    """The size of a patch of the ground, in metres."""
    props: tuple[str, ...]
    props_count: int
    lamps: tuple[str, ...] = ()
    """Colours of points in the sky: stars, bubbles."""


def hills(bearing: Numbers) -> Numbers:
    return 0.05 + 0.03 * np.sin(5 * bearing) + 0.02 * np.sin(11 * bearing + 1)


def peaks(bearing: Numbers) -> Numbers:
    return 0.04 + 0.11 * np.abs((bearing * 2.2) % 1 - 0.5) * 2 * (0.6 + 0.4 * np.sin(3 * bearing))


def towers(bearing: Numbers) -> Numbers:
    block = np.floor(bearing * 14)
    return 0.08 + 0.13 * ((block * 7919 + 3) % 11) / 11


def steps(bearing: Numbers) -> Numbers:
    block = np.floor(bearing * 6)
    return 0.03 + 0.035 * ((block * 5 + 2) % 4)


PLACES: dict[str, Place] = {
    "grassland": Place(
        ("sky_deep", "sky", "sky", "sky_pale"),
        "grass_dark",
        hills,
        ("grass", "grass", "grass_pale"),
        1.6,
        ("tree", "bush", "tree", "rock"),
        7,
    ),
    "desert": Place(
        ("sky", "sky_pale", "sand_pale"),
        "sand_dark",
        hills,
        ("sand", "sand", "sand_pale"),
        2.2,
        ("cactus", "rock", "cactus"),
        6,
    ),
    "snow": Place(
        ("sky_pale", "sky_pale", "snow"),
        "rock_pale",
        peaks,
        ("snow", "snow", "snow_pale"),
        2.0,
        ("pine", "pine", "snowman", "rock"),
        7,
    ),
    "space": Place(
        ("ink", "night_deep", "night_deep"),
        None,
        None,
        ("rock_dark", "rock", "rock_dark"),
        1.4,
        ("rock", "rock"),
        5,
        ("white_light", "yellow_light", "neon_cyan"),
    ),
    "underwater": Place(
        ("sea_pale", "sea_mid", "sea", "sea_deep"),
        "sea_deep",
        hills,
        ("sand_dark", "sand_dark", "sand"),
        1.5,
        ("seaweed", "coral", "seaweed", "rock"),
        7,
        ("sea_pale", "sea_pale"),
    ),
    "city": Place(
        ("night_deep", "night", "dusk_deep", "dusk"),
        "night_deep",
        towers,
        ("rock_dark", "rock_dark", "rock"),
        1.0,
        ("tower", "sign", "tower", "lamp"),
        7,
    ),
    "room": Place(
        ("wall", "wall", "wall", "wall"),
        "wall_dark",
        None,
        ("wood", "wood", "wood_dark"),
        0.8,
        ("sofa", "lamp", "sofa"),
        3,
    ),
    "game": Place(
        ("sky_deep", "sky_deep", "sky_deep"),
        "green_dark",
        steps,
        ("grass_pale", "wood_dark", "wood"),
        0.7,
        ("block", "pipe", "coin", "block"),
        8,
    ),
}


def backdrop(place: Place, view: View, seed: int) -> Indices:
    """Sky, silhouette and ground as one picture of palette indices, shape (height, width)."""
    picture = np.empty((view.height, view.width), np.uint8)
    _sky(picture, place, view)
    if place.lamps:
        _lamps(picture, place, view, seed)
    if place.skyline is not None and place.far is not None:
        rise = place.skyline(view.bearings() + seed % 97) * view.focal
        rows = np.arange(view.height, dtype=np.float32)[:, None]
        picture[rows >= view.horizon - rise[None]] = INDEX[place.far]
    _ground(picture, place, view, seed)
    return picture


def _sky(picture: Indices, place: Place, view: View) -> None:
    span = view.height * 0.5
    rows = np.arange(view.height, dtype=np.float32)
    band = np.clip((rows - (view.horizon - span)) / span * len(place.sky), 0, len(place.sky) - 1).astype(np.intp)
    picture[:] = np.array([INDEX[name] for name in place.sky], np.uint8)[band][:, None]


def _lamps(picture: Indices, place: Place, view: View, seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = 40
    bearing, rise = rng.uniform(-3.2, 3.2, count), rng.uniform(0.06, 0.5, count)
    turned = np.tan(np.clip((bearing - view.yaw + np.pi) % (2 * np.pi) - np.pi, -1.4, 1.4))
    columns = np.round(view.width / 2 + turned * view.focal).astype(int)
    rows = np.round(view.horizon - rise * view.focal).astype(int)
    colours = np.array([INDEX[name] for name in place.lamps], np.uint8)[rng.integers(0, len(place.lamps), count)]
    seen = (columns >= 0) & (columns < view.width) & (rows >= 0) & (rows < view.height)
    picture[rows[seen], columns[seen]] = colours[seen]


def _ground(picture: Indices, place: Place, view: View, seed: int) -> None:
    x, z, away, first = view.ground()
    if first >= view.height:
        return
    far, plain, patch = (INDEX[name] for name in place.ground)
    number = (
        np.floor(x / place.cell).astype(np.int64) * 73856093
        ^ np.floor(z / place.cell).astype(np.int64) * 19349663
        ^ seed
    )
    patches = (number * 2654435761 >> 8) % 5 == 0
    below = np.where(patches & (away < 9), np.uint8(patch), np.uint8(plain))
    below[away > 14] = far
    picture[first:] = below
