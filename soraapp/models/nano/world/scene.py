"""What a shot of the world holds: a frozen description from which frames, captions and controls all derive."""

from __future__ import annotations

import random
from dataclasses import dataclass

from soraapp.models.nano.world.palette import LIGHTS, STYLES, SUBJECT_COLOURS
from soraapp.models.nano.world.subjects import SUBJECTS

COLOURS = tuple(SUBJECT_COLOURS)
PLACES = ("grassland", "desert", "snow", "space", "underwater", "city", "room", "game")
MOTIONS = ("stay", "left", "right", "bounce", "jump", "circle", "rise", "fall")
CAMERAS = (
    "static",
    "pan left",
    "pan right",
    "tilt up",
    "tilt down",
    "dolly in",
    "dolly out",
    "orbit left",
    "orbit right",
)
WEATHERS = ("clear", "rain", "snow")
ACTIONS = ("none", "left", "right", "up", "down", "act")
EVENTS = ("none", "occluded", "paint", "bite", "tracks", "meet", "cut", "return")
"""What a shot is about besides its subject: passing behind a wall and back, painting a canvas, a burger being eaten,
tracks left in snow, two subjects that meet, a cut to another view, a camera that goes out and comes back."""


@dataclass(frozen=True)
class Actor:
    """A subject in its colour, and how it moves."""

    kind: str
    colour: str
    motion: str
    start: float
    """Where it begins: metres to the right of the middle."""
    phase: float
    """Where in its movement it begins, 0 to 1."""


@dataclass(frozen=True)
class Scene:
    """One shot."""

    place: str
    light: str
    weather: str
    style: str
    camera: str
    speed: float
    """How fast the camera goes: about 0.5 (slow) to 1.5 (fast)."""
    actors: tuple[Actor, ...]
    event: str
    moves: tuple[str, ...]
    """In the game world: the player's action for every latent frame (4 frames); empty elsewhere."""
    seed: int
    """Decides where props stand and every other detail that no caption tells."""


def held_out(place: str, kind: str, colour: str) -> bool:
    """Whether a combination is never trained on: a tenth of all, the same in every run."""
    number = (PLACES.index(place) * 12 + SUBJECTS.index(kind)) * 10 + COLOURS.index(colour)
    return (number * 2654435761 % 2**32) / 2**32 < 0.10


def sample(rng: random.Random, *, held: bool = False, event: str | None = None) -> Scene:
    """A random scene; `held` takes the first subject from the held-out combinations only, else never from them."""
    event = event or rng.choices(EVENTS, [9, 1.5, 1, 1, 1, 1.2, 0.8, 0.8])[0]
    place = {"tracks": "snow"}.get(event) or rng.choice(PLACES)
    kinds = {"paint": ("painter",), "bite": ("burger",), "tracks": _WALKERS}.get(event, SUBJECTS)
    while True:
        kind, colour = rng.choice(kinds), rng.choice(COLOURS)
        if held_out(place, kind, colour) == held:
            break
        if event != "tracks":
            place = rng.choice(PLACES)
    first = Actor(kind, colour, _motion(rng, event), rng.uniform(-0.9, 0.9), rng.random())
    actors = (first,)
    if event == "meet":
        other = rng.choice([subject for subject in SUBJECTS if subject != kind])
        actors = (
            Actor(kind, colour, "right", -1.9, rng.random()),
            Actor(other, rng.choice([shade for shade in COLOURS if shade != colour]), "left", 1.9, rng.random()),
        )
    camera = rng.choices(CAMERAS, [8, 1, 1, 0.6, 0.6, 1, 1, 1, 1])[0] if event in ("none", "tracks") else "static"
    if event == "return":
        camera = rng.choice(("pan left", "pan right", "orbit left", "orbit right", "dolly out"))
    return Scene(
        place=place,
        light=rng.choices(LIGHTS, [5, 1.5, 1.5])[0],
        weather="clear" if place in ("underwater", "space", "room", "game") else rng.choices(WEATHERS, [6, 1, 1])[0],
        style=rng.choices(STYLES, [2, 7, 1.2, 1.2])[0],
        camera=camera,
        speed=rng.choice((0.5, 1.0, 1.5)),
        actors=actors,
        event=event,
        moves=_moves(rng) if place == "game" and event == "none" else (),
        seed=rng.randrange(2**31),
    )


_WALKERS = ("person", "astronaut", "cat", "dog", "car")


def _motion(rng: random.Random, event: str) -> str:
    if event in ("paint", "bite"):
        return "stay"
    if event in ("occluded", "tracks"):
        return rng.choice(("left", "right"))
    return rng.choices(MOTIONS, [2, 3, 3, 2, 2, 1.5, 1.2, 1.2])[0]


def _moves(rng: random.Random, count: int = 16) -> tuple[str, ...]:
    moves: list[str] = []
    while len(moves) < count:
        moves += [rng.choices(ACTIONS, [1, 3, 3, 2, 1, 1])[0]] * rng.randint(1, 3)
    return tuple(moves[:count])
