"""How subjects move: simple physics with gravity and collision, and the marks that they leave."""

from __future__ import annotations

import math
from dataclasses import dataclass

from soraapp.models.nano.world.scene import COLOURS, Actor, Scene
from soraapp.models.nano.world.subjects import PHASES

GRAVITY = 5.0
"""Metres a second squared: softer than on Earth, so that a fall fills a short clip."""
SPEED = 1.1
"""Metres a second of a subject that crosses the picture."""


@dataclass(frozen=True)
class Pose:
    """Where a subject is (metres to the right, metres up), which way it faces and its phase of movement."""

    x: float
    y: float
    facing: int
    phase: int


def pose(scene: Scene, actor: Actor, seconds: float, duration: float) -> Pose:
    """An actor at a moment of its scene."""
    beat = actor.phase + 1.6 * seconds
    if scene.moves:
        return _played(scene, actor, seconds)
    if scene.event == "meet":
        return _met(actor, seconds, duration)
    if scene.event == "occluded":
        return _behind_the_wall(actor, seconds, duration)
    x, y, facing, moving = actor.start, _resting_height(actor.kind, beat), 1, True
    if actor.motion in ("left", "right"):
        facing = 1 if actor.motion == "right" else -1
        x = facing * (SPEED * (seconds - duration / 2) + 0.3 * actor.start)
    elif actor.motion == "bounce":
        y = _bounce(seconds + actor.phase)
    elif actor.motion == "jump":
        y = max(y, _hop(seconds + actor.phase))
    elif actor.motion == "circle":
        angle = 2 * math.pi * (actor.phase + 0.45 * seconds)
        x, y = 0.4 * actor.start + 0.7 * math.cos(angle), 0.5 + 0.32 * math.sin(angle)
        facing = 1 if math.sin(angle) < 0 else -1
    elif actor.motion == "rise":
        y = 0.1 + 0.55 * seconds
    elif actor.motion == "fall":
        y = max(0.0, 1.4 - 0.5 * GRAVITY * max(0.0, seconds - 0.3) ** 2)
    else:
        moving, facing = False, 1 if actor.phase < 0.5 else -1
    return Pose(x, y, facing, int((beat if moving else 0.4 * beat) * PHASES) % PHASES)


def _resting_height(kind: str, beat: float) -> float:
    """Fish, birds and rockets hang in the air; everything else stands."""
    return 0.45 + 0.08 * math.sin(2 * math.pi * beat) if kind in ("fish", "bird", "rocket") else 0.0


def _hop(seconds: float, strength: float = 2.4) -> float:
    flight = 2 * strength / GRAVITY
    into = seconds % (flight + 0.25)
    return max(0.0, strength * into - 0.5 * GRAVITY * into**2)


def _bounce(seconds: float) -> float:
    """A drop from 1.3 m that loses some height at every bounce, begun again after four."""
    height, into = 1.3, seconds % 3.6
    into += math.sqrt(2 * height / GRAVITY)
    for _ in range(5):
        flight = 2 * math.sqrt(2 * height / GRAVITY)
        if into < flight:
            return max(0.0, math.sqrt(2 * height * GRAVITY) * into - 0.5 * GRAVITY * into**2)
        into -= flight
        height *= 0.66
    return 0.0


def _met(actor: Actor, seconds: float, duration: float) -> Pose:
    """Two actors run towards each other, collide at 0.45 m from the middle and bounce back."""
    way = 1 if actor.motion == "right" else -1
    meeting = 0.5 * duration
    speed = (abs(actor.start) - 0.45) / meeting
    x = actor.start + way * speed * min(seconds, meeting) - way * 0.6 * speed * max(0.0, seconds - meeting)
    hop = 0.8 * (seconds - meeting) - 0.5 * GRAVITY * (seconds - meeting) ** 2 if seconds > meeting else 0.0
    return Pose(
        x, max(_resting_height(actor.kind, 0.0), hop), way, int((actor.phase + 1.6 * seconds) * PHASES) % PHASES
    )


def _behind_the_wall(actor: Actor, seconds: float, duration: float) -> Pose:
    """Cross the picture behind a wall in its middle and come out at the other side."""
    way = 1 if actor.motion == "right" else -1
    x = way * (3.2 * seconds / duration - 1.6)
    return Pose(x, _resting_height(actor.kind, seconds), way, int((actor.phase + 1.6 * seconds) * PHASES) % PHASES)


def _played(scene: Scene, actor: Actor, seconds: float) -> Pose:
    """Follow the player's actions, half a second each: walk, jump and crouch on the ground of the game."""
    x, y, velocity, facing, walking = actor.start, 0.0, 0.0, 1, 0.0
    step = 1 / 32
    for tick in range(round(seconds / step)):
        move = scene.moves[min(int(tick * step * 2), len(scene.moves) - 1)]
        if move in ("left", "right"):
            facing = 1 if move == "right" else -1
            x += facing * 1.2 * step
            walking += step
        if move == "up" and y == 0.0:
            velocity = 2.4
        velocity -= GRAVITY * step
        y = max(0.0, y + velocity * step)
        if y == 0.0:
            velocity = 0.0
    return Pose(max(-2.2, min(2.2, x)), y, facing, int(1.6 * walking * PHASES) % PHASES)


def bites(scene: Scene, seconds: float, duration: float) -> int:
    """How many bites a burger has lost: three over the shot, and they stay."""
    return min(3, int(4 * seconds / duration)) if scene.event == "bite" else 0


def strokes(scene: Scene, seconds: float, duration: float) -> tuple[str, ...]:
    """The colours painted on the canvas so far: four over the shot, and they stay."""
    first = COLOURS.index(scene.actors[0].colour)
    colours = [COLOURS[first], *(COLOURS[(first + scene.seed // 7**n) % 7] for n in range(1, 4))]
    return tuple(colours[: min(4, int(5 * seconds / duration))])
