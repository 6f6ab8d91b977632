"""Rows about control: does the camera go as told, and does the player."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from soraapp.models.nano.evaluation.camera import told_camera
from soraapp.models.nano.evaluation.oracle import Oracle, Track
from soraapp.models.nano.evaluation.scores import Kind, Measure
from soraapp.models.nano.evaluation.told import at_rest, unplayed
from soraapp.models.nano.evaluation.trial import Clips, Judgement, Row, Studio, Trial, drawn, prompt, scenes
from soraapp.models.nano.world.scene import Scene, held_out, sample
from soraapp.models.request import Action, Steer

WAYS = {
    "pan right": {"pan": 1.0},
    "pan left": {"pan": -1.0},
    "tilt up": {"tilt": 1.0},
    "tilt down": {"tilt": -1.0},
    "dolly in": {"dolly": 1.0},
    "dolly out": {"dolly": -1.0},
    "orbit left": {"orbit": -1.0},
    "orbit right": {"orbit": 1.0},
}
"""The world's camera moves as steers."""
_SPEEDS = (1.0, 1.5)


def _still(rng: random.Random) -> Scene:
    scene = unplayed(rng)
    return replace(scene, weather="clear", actors=(replace(scene.actors[0], motion="stay"),))


def _camera_trials(studio: Studio, count: int) -> Iterator[Trial]:
    for number, (rng, scene) in enumerate(scenes("camera", count, _still)):
        way, speed = list(WAYS)[number % len(WAYS)], rng.choice(_SPEEDS)
        told: dict[str, Any] = {axis: sign * speed for axis, sign in WAYS[way].items()}
        caption = prompt(scene, rng, number)
        truth = replace(scene, camera=way, speed=speed)

        def judge(clips: Clips, way: str = way, speed: float = speed) -> Judgement:
            return _camera_judged(studio.oracle, clips, way, speed)

        request = studio.ask(caption, number, steers=(Steer(**told),))
        yield Trial(f"{caption} [{way}, {speed:g}]", (request,), lambda scene=truth: (drawn(scene),), judge)


def _camera_judged(oracle: Oracle, clips: Clips, way: str, speed: float) -> Judgement:
    seen = oracle.read(clips[0])
    found, fast = told_camera(clips[0], seen.masks, seen.track)
    return {"as told": found == way, "speed": fast / speed if found == way else None}


CAMERA = Row(
    "camera",
    "camera as told",
    (Measure("as told", aim=0.9), Measure("speed", Kind.MEAN)),
    _camera_trials,
    samples=48,
    quick=8,
    needs=lambda capabilities: capabilities.steers,
)

PLAYED = (Action.LEFT, Action.RIGHT, Action.UP)
FAR = 8.0
"""Pixels that a player goes, at least, in 2 s of one direction; the game's own pace is about five times that."""
HIGH = 4.0
"""Pixels that a player's jump is high, at least; the game's own are three times as high."""


def _game(rng: random.Random) -> Scene:
    while True:
        scene = sample(rng, held=True, event="none")
        actor = scene.actors[0]
        if held_out("game", actor.kind, actor.colour):
            return replace(at_rest(scene), place="game", weather="clear")


def _player_trials(studio: Studio, count: int) -> Iterator[Trial]:
    for number, (rng, scene) in enumerate(scenes("player", count, _game)):
        action = PLAYED[number % len(PLAYED)]
        truth = replace(scene, moves=(action.value,) * 16)
        caption = prompt(truth, rng, number)

        def judge(clips: Clips, action: Action = action) -> Judgement:
            return {"as told": _went(studio.oracle.read(clips[0]).track, action)}

        request = studio.ask(caption, number, steers=(Steer(action=action),))
        yield Trial(f"{caption} [{action.value}]", (request,), lambda scene=truth: (drawn(scene),), judge)


def _went(track: Track, action: Action) -> bool:
    """Whether a track leads where the player was told to go."""
    seen = np.isfinite(track.x)
    if seen.sum() < 4:
        return False
    x, bottom = track.x[seen], track.bottom[seen]
    along = float(np.mean(x[-2:]) - np.mean(x[:2]))
    if action is Action.UP:
        return abs(along) < FAR and float(np.ptp(bottom)) >= HIGH
    return along <= -FAR if action is Action.LEFT else along >= FAR


PLAYER = Row(
    "player",
    "player as told",
    (Measure("as told", aim=0.9),),
    _player_trials,
    samples=36,
    quick=6,
    needs=lambda capabilities: capabilities.steers,
)

ROWS = (CAMERA, PLAYER)
