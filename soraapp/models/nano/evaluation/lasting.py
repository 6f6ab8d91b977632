"""Rows about scale: a minute of one shot, and large pictures."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from soraapp.media.clip import Size
from soraapp.models.nano.evaluation.scores import Kind, Measure
from soraapp.models.nano.evaluation.told import agreement, unplayed
from soraapp.models.nano.evaluation.trial import Clips, Judgement, Row, Studio, Trial, drawn, prompt, scenes
from soraapp.models.nano.world.palette import Indices
from soraapp.models.nano.world.scene import Scene
from soraapp.models.nano.world.stage import render

MINUTE = 481
TEN_SECONDS = 80
_READ = ("subject", "colour", "place")


def _lasting(rng: random.Random) -> Scene:
    """A subject that is still in the picture after a minute."""
    scene = unplayed(rng)
    return replace(scene, actors=(replace(scene.actors[0], motion=rng.choice(("stay", "bounce", "jump", "circle"))),))


def _minute_trials(studio: Studio, count: int) -> Iterator[Trial]:
    for number, (rng, scene) in enumerate(scenes("minute", count, _lasting)):
        caption = prompt(scene, rng, number)
        actor = scene.actors[0]
        wanted = {"subject": actor.kind, "colour": actor.colour, "place": scene.place}

        def judge(clips: Clips, wanted: dict[str, str] = wanted) -> Judgement:
            return _both_ends(studio, clips[0], wanted)

        request = studio.ask(caption, number, count=MINUTE)
        yield Trial(caption, (request,), lambda scene=scene: (drawn(scene, MINUTE),), judge)


def _both_ends(studio: Studio, clip: Indices, wanted: dict[str, str]) -> Judgement:
    """The share of seconds in which each attribute is right, in the first and in the last ten of them."""
    found: dict[str, float] = {}
    for name, part in (("first", clip[:TEN_SECONDS]), ("last", clip[-TEN_SECONDS:])):
        seconds = [agreement(studio.oracle.read(part[at : at + 8]), wanted) for at in range(0, TEN_SECONDS, 8)]
        found[f"{name} 10 s"] = float(np.mean([list(second.values()) for second in seconds]))
    return found | {"last of first": found["last 10 s"] / max(found["first 10 s"], 0.05)}


LONG = Row(
    "minute",
    "60 s",
    (
        Measure("first 10 s", Kind.MEAN),
        Measure("last 10 s", Kind.MEAN),
        Measure("last of first", Kind.MEAN, aim=0.9, of_ceiling=False),
    ),
    _minute_trials,
    samples=6,
    quick=1,
    needs=lambda capabilities: capabilities.largest_count >= MINUTE,
)

_OPEN = ("grassland", "desert", "snow", "underwater")
"""Places without straight upright lines of their own."""


def _large(rng: random.Random) -> Scene:
    while True:
        scene = unplayed(rng)
        if scene.place in _OPEN:
            return replace(scene, weather="clear", light="day")


def _large_trials(studio: Studio, count: int) -> Iterator[Trial]:
    """Pictures of 2048x2048, a quarter as fine where time is short."""
    detail = max(1, studio.capabilities.finest // 4) if studio.quick else studio.capabilities.finest
    side = 2048 // 4 if studio.quick else 2048
    for number, (rng, scene) in enumerate(scenes("large", count, _large)):
        caption = prompt(scene, rng, number, still=True)
        request = studio.ask(caption, number, count=1, size=Size(side, side), detail=detail)

        def truth(scene: Scene = scene) -> Clips:
            return (np.kron(render(scene, 256, 256, 1).indices, np.ones((1, side // 256, side // 256), np.uint8)),)

        yield Trial(caption, (request,), truth, lambda clips: {"straightest line": straightest(clips[0][0])})


def straightest(picture: Indices) -> float:
    """How much more the strongest upright or level line of a picture stands out than lines beside it: the share of its
    length along which colours change there and not two pixels of the grid away. The seam of a tile would be near 1.
    The five strongest level lines are left out: horizons and bands of sky are such.
    """
    factor = _factor(picture)
    coarse = picture[factor // 2 :: factor, factor // 2 :: factor]
    strengths: list[float] = []
    for along in (coarse, coarse.T):
        edges = (along[:, 1:] != along[:, :-1]).mean(0)
        beside = (np.roll(edges, 2) + np.roll(edges, -2)) / 2
        strengths.append(float(np.sort((edges - beside)[2:-2])[-1 if along is coarse else -6]))
    return max(strengths)


def _factor(picture: Indices) -> int:
    """How many pixels of the picture one of the grid became."""
    changes = np.nonzero((picture[:, 1:] != picture[:, :-1]).any(0))[0] + 1
    return int(np.gcd.reduce(changes)) if len(changes) else 1


LARGE = Row(
    "large",
    "sizes to 2048x2048",
    (Measure("straightest line", Kind.MEDIAN, aim=1.5, at_most=True),),
    _large_trials,
    samples=4,
    quick=1,
    needs=lambda capabilities: capabilities.finest > 1,
)

ROWS = (LONG, LARGE)
