"""Scenes of the world as the networks train on them: groups of four frames, never of a combination that is held out."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from soraapp.models.nano.shape import CELL, GROUP
from soraapp.models.nano.world.palette import Indices
from soraapp.models.nano.world.scene import EVENTS, Scene, sample
from soraapp.models.nano.world.stage import Shot, render

Masks = NDArray[np.bool_]

SIZES = ((96, 56), (56, 96), (72, 72), (80, 64))
"""Width and height: the aspects 16:9, 9:16, 1:1 and 4:3, as nearly as whole cells allow."""
SHARES = (5, 2, 1.5, 1.5)
"""How often each size comes."""
WINDOWED = ("none", "tracks", "meet")
"""Events of which any part of a clip is true to the caption; the others are timed to the whole clip."""
SCALES = (2, 4)
"""How many times larger than at its native size a scene may be drawn."""


class Crops(NamedTuple):
    """A batch for the compression network."""

    groups: Indices
    """(crops, 4, edge, edge)"""
    masks: Masks
    """Where the first subject is, same shape."""


@dataclass(frozen=True)
class Kind:
    """A kind of clip that the transformer learns."""

    frames: int
    events: Collection[str]


KINDS = {
    "pictures": Kind(1, EVENTS),
    "stories": Kind(17, tuple(event for event in EVENTS if event not in WINDOWED)),
    "clips": Kind(21, WINDOWED),
}
"""Pictures; clips that are learnt whole; and clips of which windows are learnt, from their beginning or from later."""


def training_scene(
    rng: random.Random, events: Collection[str] = EVENTS, weights: Sequence[float] = (), moving: float = 0.0
) -> Scene:
    """A random scene with one of these events, which come in the proportions of the world, or as `weights` say of all;
    where there is none, the camera moves in at least the share `moving`."""
    moves = moving > 0 and rng.random() < moving
    event = None
    while weights and event not in events:
        event = rng.choices(EVENTS, weights)[0]
    while True:
        scene = sample(rng, held=False, event=event)
        if scene.event not in events:
            continue
        if not moves or scene.event != "none" or scene.camera != "static":
            return scene
        event = scene.event  # Else there would be fewer without one.


_Scalar = TypeVar("_Scalar", bound=np.generic)


def grouped(frames: NDArray[_Scalar]) -> NDArray[_Scalar]:
    """Frames (4k + 1, height, width) as groups (k + 1, 4, height, width); the first is the first frame, four times."""
    return np.concatenate([np.repeat(frames[:1], GROUP - 1, 0), frames]).reshape(-1, GROUP, *frames.shape[1:])


def enlarged(rng: random.Random, scene: Scene, width: int, height: int) -> tuple[Shot, int]:
    """A part, `width` by `height`, of the first frame of a scene drawn larger; and how many times larger it is."""
    scale = rng.choice(SCALES)
    shot = render(scene, width * scale, height * scale, 1)
    rows, columns = (_span(rng, long * scale, long) for long in (height, width))
    return Shot(shot.indices[:, rows, columns], shot.mask[:, rows, columns], shot.controls), scale


def crops(rng: random.Random, clips: int, edge: int, share_enlarged: float) -> Crops:
    """Three crops of `edge` by `edge` pixels from each of so many clips, where the subject is rather than not."""
    groups: list[Indices] = []
    masks: list[Masks] = []
    for _ in range(clips):
        scene, size = training_scene(rng), rng.choice(SIZES)
        large = rng.random() < share_enlarged
        shot = enlarged(rng, scene, *size)[0] if large else render(scene, *size, 2 * GROUP + 1)
        drawn, seen = grouped(shot.indices), grouped(shot.mask)
        for number in range(3):
            rows, columns = _towards_subject(rng, seen[number % len(seen)], edge)
            groups.append(drawn[number % len(drawn), :, rows, columns])
            masks.append(seen[number % len(seen), :, rows, columns])
    return Crops(np.stack(groups), np.stack(masks))


def _towards_subject(rng: random.Random, seen: Masks, edge: int, tries: int = 4) -> tuple[slice, slice]:
    """Rows and columns of a crop: the first of a few random ones that shows some of the subject, else the last."""
    height, width = seen.shape[1:]
    while True:
        rows, columns = _span(rng, height, edge), _span(rng, width, edge)
        tries -= 1
        if tries == 0 or seen[:, rows, columns].sum() > _SOME:
            return rows, columns


_SOME = 200
"""Pixels of the subject, in the four frames of a group, that are worth a crop."""


def _span(rng: random.Random, whole: int, part: int) -> slice:
    """A random part of a side, at a multiple of a cell."""
    start = rng.randrange((whole - part) // CELL + 1) * CELL
    return slice(start, start + part)
