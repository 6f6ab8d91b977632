"""Renders a scene: a camera on a small 3D stage, drawn back to front in palette indices, with a mask as truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from soraapp.models.nano.world import props, subjects
from soraapp.models.nano.world.brush import EMPTY, INK, Sprite, paste
from soraapp.models.nano.world.movement import Pose, bites, pose, strokes
from soraapp.models.nano.world.palette import INDEX, Indices, Numbers, light_table, shades, style_table
from soraapp.models.nano.world.places import PLACES, backdrop
from soraapp.models.nano.world.scene import Scene
from soraapp.models.nano.world.view import View, view_at

FPS = 8
DEPTH = 4.0
"""How far the subjects stand from the camera's starting point, in metres; a person is one metre tall."""


@dataclass(frozen=True)
class Shot:
    """A rendered scene."""

    indices: Indices
    """Palette indices, shape (frames, height, width)."""
    mask: NDArray[np.bool_]
    """Where the first subject is seen, same shape."""
    controls: Numbers
    """What camera and player do, shape (frames, 10): pan, tilt, dolly, orbit (a second), and one action of six."""


@dataclass(frozen=True)
class _Thing:
    """A sprite somewhere on the stage."""

    x: float
    y: float
    z: float
    sprite: Sprite | None
    prop: str = ""
    first: bool = False
    """Whether it is the first subject."""


def render(scene: Scene, width: int, height: int, count: int) -> Shot:
    """Draw `count` frames of a scene at 8 frames a second."""
    indices = np.empty((count, height, width), np.uint8)
    mask = np.zeros((count, height, width), np.bool_)
    controls = np.zeros((count, 10), np.float32)
    duration = max(1, count - 1) / FPS
    for number in range(count):
        shown = _after_cut(scene) if scene.event == "cut" and number >= count // 2 else scene
        view = view_at(shown, number / FPS, duration, width, height, DEPTH)
        controls[number] = view.control
        _frame(shown, view, number / FPS, duration, indices[number], mask[number])
    return Shot(indices, mask, controls)


def _after_cut(scene: Scene) -> Scene:
    """The second shot of a cut: the same subject from elsewhere."""
    closer = replace(scene.actors[0], start=-0.6 * scene.actors[0].start)
    return replace(scene, seed=scene.seed + 1, actors=(closer,), camera="dolly in", speed=1.5)


def _frame(
    scene: Scene, view: View, seconds: float, duration: float, picture: Indices, mask: NDArray[np.bool_]
) -> None:
    scenery = style_table(scene.style)[light_table("day" if scene.style == "sketch" else scene.light)]
    picture[:] = scenery[backdrop(PLACES[scene.place], view, scene.seed)]
    if scene.event == "tracks":
        _tracks(picture, scene, view, seconds, duration, int(scenery[INDEX["rock_pale"]]))
    things = [*_scenery(scene), *_actors(scene, view, seconds, duration), *_event(scene)]
    things.sort(key=lambda thing: -view.ahead(thing.x, thing.z)[1])
    for thing in things:
        spot = view.project(thing.x, thing.y, thing.z)
        if spot is None:
            continue
        column, row, scale = spot
        sprite = thing.sprite or _prop(thing.prop, scale, view, scene, scenery, strokes(scene, seconds, duration))
        if sprite is None:
            continue
        if thing.sprite is not None:
            _shadow(picture, view, thing, scenery)
        covered = paste(picture, sprite, column, row)
        if covered is not None:
            rows, columns, drawn = covered
            mask[rows, columns][drawn] = thing.first
    _weather(picture, scene, seconds)


def _scenery(scene: Scene) -> list[_Thing]:
    """The props that stand about, in the same spots in every frame."""
    place = PLACES[scene.place]
    rng = random.Random(scene.seed)
    found: list[_Thing] = []
    for _ in range(place.props_count):
        z = rng.choice((5.4, 6.5, 8.0, 10.0, 13.0))
        found.append(_Thing(rng.uniform(-1.3, 1.3) * z, 0.0, z, None, rng.choice(place.props)))
    return found


def _actors(scene: Scene, view: View, seconds: float, duration: float) -> list[_Thing]:
    found: list[_Thing] = []
    for number, actor in enumerate(scene.actors):
        where: Pose = pose(scene, actor, seconds, duration)
        spot = view.project(where.x, where.y, DEPTH)
        if spot is None:
            continue
        tall = max(5, round(spot[2] * 1.02))
        if tall > 3 * view.height:
            continue
        sprite = subjects.sprite(
            actor.kind,
            actor.colour,
            where.phase,
            where.facing,
            tall,
            _outline(scene, actor.colour),
            bites(scene, seconds, duration),
        )
        found.append(_Thing(where.x, where.y, DEPTH - 0.01 * number, sprite, first=number == 0))
    return found


def _event(scene: Scene) -> list[_Thing]:
    if scene.event == "occluded":
        return [_Thing(0.0, 0.0, DEPTH - 0.9, None, "wall")]
    if scene.event == "paint":
        return [
            _Thing(
                scene.actors[0].start + 0.75 * (1 if scene.actors[0].phase < 0.5 else -1),
                0.0,
                DEPTH + 0.05,
                None,
                "canvas",
            )
        ]
    return []


def _outline(scene: Scene, colour: str) -> int | None:
    """The line around things: none in the flat style, bright in the neon one."""
    if scene.style == "flat":
        return None
    return shades(colour)[2] if scene.style == "neon" else INK


def _prop(
    kind: str, scale: float, view: View, scene: Scene, scenery: Indices, painted: tuple[str, ...]
) -> Sprite | None:
    tall = round(props.HEIGHTS[kind] * scale)
    if tall < 3 or tall > 3 * view.height:
        return None
    outline = None if scene.style == "flat" or tall < 7 else INDEX["neon_cyan"] if scene.style == "neon" else INK
    if kind == "canvas":
        return props.sprite(kind, tall, outline, painted)
    plain = props.sprite(kind, tall, outline)
    return Sprite(np.where(plain.indices == EMPTY, np.uint8(EMPTY), scenery[plain.indices & 63]), plain.anchor)


def _shadow(picture: Indices, view: View, thing: _Thing, scenery: Indices) -> None:
    """A dark spot on the ground under a subject, smaller the higher it is."""
    spot = view.project(thing.x, 0.0, thing.z)
    if spot is None:
        return
    column, row, scale = spot
    half = round(0.3 * scale * max(0.3, 1 - 0.4 * thing.y))
    if 0 <= row < picture.shape[0]:
        picture[row, max(0, column - half) : max(0, column + half + 1)] = scenery[INDEX["rock_dark"]]


def _tracks(picture: Indices, scene: Scene, view: View, seconds: float, duration: float, index: int) -> None:
    """Footprints where the subject has been: they stay."""
    for number in range(int(seconds * 4) + 1):
        where = pose(scene, scene.actors[0], number / 4, duration)
        spot = view.project(where.x, 0.0, DEPTH - (0.12 if number % 2 else 0.3))
        if spot is not None and 0 <= spot[1] < picture.shape[0] and 0 <= spot[0] < picture.shape[1] - 1:
            picture[spot[1], spot[0] : spot[0] + 2] = index


def _weather(picture: Indices, scene: Scene, seconds: float) -> None:
    """Few, thick drops and flakes that fall steadily."""
    if scene.weather == "clear":
        return
    height, width = picture.shape
    rng = np.random.default_rng(scene.seed)
    x, y = rng.integers(0, width, 12), rng.uniform(0, height, 12)
    rain = scene.weather == "rain"
    rows = ((y + seconds * (64 if rain else 16)) % height).astype(int)
    columns = (x + (0 if rain else np.round(1.5 * np.sin(2 * seconds + x)))).astype(int) % width
    index = INDEX["blue_light"] if rain else INDEX["white_light"]
    for offset in range(3 if rain else 1):
        picture[np.minimum(rows + offset, height - 1), columns] = index
