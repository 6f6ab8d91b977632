"""Rows about clips that go on from others: forward, backward, from one to another, and around in a loop."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from soraapp.models.base import Capabilities
from soraapp.models.nano.evaluation.scores import Kind, Measure
from soraapp.models.nano.evaluation.told import unplayed
from soraapp.models.nano.evaluation.trial import (
    COUNT,
    Clips,
    Judgement,
    Rendered,
    Row,
    Studio,
    Trial,
    drawn,
    prompt,
    scenes,
    steps,
)
from soraapp.models.nano.world.palette import Indices
from soraapp.models.nano.world.scene import Scene, sample
from soraapp.models.request import Keep

AIM = 1.3
LOOP = 26
"""Frames in which a subject that circles comes around once, and those on either side that a loop keeps."""


def _going(rng: random.Random) -> Scene:
    """A scene in which something always moves."""
    while True:
        scene = sample(rng, held=True, event="none")
        if scene.camera != "static" or (not scene.moves and scene.actors[0].motion not in ("stay", "fall")):
            return scene


def _circling(rng: random.Random) -> Scene:
    scene = unplayed(rng)
    return replace(scene, weather="clear", actors=(replace(scene.actors[0], motion="circle"),))


def _row(
    name: str,
    title: str,
    make: Callable[[random.Random], Scene],
    keeps: Callable[[Scene], tuple[Keep, ...]],
    truth: Callable[[Scene], Indices],
    seams: Sequence[int],
    made: slice,
    needs: Callable[[Capabilities], bool] = lambda capabilities: capabilities.keeps_anywhere,
) -> Row:
    """`seams` are the steps (step i leads from frame i to i + 1) between kept and made; `made` are those between."""

    def trials(studio: Studio, count: int) -> Iterator[Trial]:
        for number, (rng, scene) in enumerate(scenes(name, count, make)):
            caption = prompt(scene, rng, number)
            request = studio.ask(caption, number, keeps=keeps(scene))

            def judge(clips: Clips, scene: Scene = scene) -> Judgement:
                return _judge(clips[0], truth(scene), seams, made)

            yield Trial(caption, (request,), lambda scene=scene: (truth(scene),), judge)

    measures = (
        Measure("seam", Kind.MEDIAN, aim=AIM, of_ceiling=False, at_most=True),
        Measure("goes on", aim=0.85),
    )
    return Row(name, title, measures, trials, samples=32, quick=4, needs=needs)


def _judge(clip: Indices, true: Indices, seams: Sequence[int], made: slice) -> Judgement:
    """The greatest step across a seam against the median of the others, and whether what is made moves on: at least
    0.4 times as much as what was given."""
    found, given = steps(clip), np.delete(steps(true), [*seams, *range(COUNT - 1)[made]])
    inner = np.delete(found, list(seams))
    return {
        "seam": float((found[list(seams)].max() + 0.05) / (np.median(inner) + 0.05)),
        "goes on": float(found[made].mean()) >= 0.4 * float(given.mean()),
    }


FORWARD = _row(
    "forward",
    "extend forward",
    _going,
    lambda scene: (Keep(Rendered(scene, 0, 9)),),
    drawn,
    (8,),
    slice(9, None),
    lambda _capabilities: True,
)
BACKWARD = _row(
    "backward",
    "extend backward",
    _going,
    lambda scene: (Keep(Rendered(scene, 9, 17), at=-8),),
    drawn,
    (8,),
    slice(0, 8),
)
CONNECT = _row(
    "connect",
    "connect two clips",
    _going,
    lambda scene: (Keep(Rendered(scene, 0, 5)), Keep(Rendered(scene, 13, 17), at=-4)),
    drawn,
    (4, 12),
    slice(5, 12),
)


def _looped(scene: Scene) -> Indices:
    """Frames 9 to 21 of a circling subject and then its frames 4 to 7 again: nearly those that would follow."""
    whole = drawn(scene, LOOP)
    return np.concatenate([whole[9:22], whole[4:8]])


LOOPED = _row(
    "loop",
    "seamless loop",
    _circling,
    lambda scene: (Keep(Rendered(scene, 9, 14, LOOP)), Keep(Rendered(scene, 4, 8, LOOP), at=-4)),
    _looped,
    (4, 12),
    slice(5, 12),
)

ROWS = (FORWARD, BACKWARD, CONNECT, LOOPED)
