"""Trains the oracle on rendered clips: `python3 -m soraapp.models.nano.evaluation.learning [STEPS]`."""

from __future__ import annotations

import logging
import random
import sys
import time
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from soraapp.models.nano.evaluation.oracle import CELL, LENGTH, NOTHING, Eye, MotionReader, Oracle, Track, features
from soraapp.models.nano.world.palette import NAMES, Indices
from soraapp.models.nano.world.scene import COLOURS, MOTIONS, PLACES, SUBJECTS, Scene, sample
from soraapp.models.nano.world.stage import render

SIZES = ((96, 56), (96, 56), (56, 96), (72, 72))
"""Width and height of the grids that are learned; the first counts twice."""
BATCH = 32
POOL = 240
"""Rendered batches that are at hand at a time; each is used several times, changed anew every time."""
USES = 4
FRAMES = 3
"""Of each rendered clip."""
LEARNING_RATE = 2e-3
STEPS = 2600
TRACKS = 8000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lesson:
    """Frames of one size with the truth of each."""

    indices: Indices
    subject: NDArray[np.uint8]
    """The subject of each pixel: (frames, height, width)."""
    colour: NDArray[np.uint8]
    """The colour of each pixel's subject; of no meaning where there is none."""
    place: NDArray[np.uint8]


def learn_to_see(steps: int, seed: int = 0) -> Eye:
    """A trained eye. About 32 frames a step; the same steps and seed give the same network."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    eye = Eye()
    eye.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's types lack this form
    optimizer = torch.optim.AdamW(eye.parameters(), LEARNING_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, total_steps=steps + 1, pct_start=0.1)
    pool: list[tuple[Lesson, int]] = []
    began = time.monotonic()
    for step in range(steps):
        if len(pool) < min(POOL, max(8, step // 2)):
            lesson, uses = lesson_of(rng), USES
        else:
            lesson, uses = pool.pop(rng.randrange(len(pool)))
        if uses:
            pool.append((lesson, uses - 1))
        loss = _seen_wrong(eye, _changed(lesson, rng))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(eye.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 50 == 49:
            _log.info("step %d of %d: loss %.3f, %.0f s", step + 1, steps, loss.item(), time.monotonic() - began)
    return eye.eval()


def lesson_of(rng: random.Random) -> Lesson:
    """A batch of newly rendered frames."""
    size = rng.choice(SIZES)
    parts: list[Lesson] = []
    while sum(len(part.indices) for part in parts) < BATCH:
        parts.append(_scene_lesson(sample(rng, held=rng.random() < 0.1), size, rng))
    return Lesson(*(np.concatenate([getattr(part, name) for part in parts]) for name in Lesson.__dataclass_fields__))


def _scene_lesson(scene: Scene, size: tuple[int, int], rng: random.Random) -> Lesson:
    """Some frames of a scene. A second subject is found by rendering the scene with the two exchanged."""
    shot = render(scene, *size, LENGTH)
    frames = rng.sample(range(LENGTH), FRAMES)
    subject = np.full(shot.mask.shape, NOTHING, np.uint8)
    colour = np.zeros(shot.mask.shape, np.uint8)
    for number in reversed(range(len(scene.actors))):
        actor = scene.actors[number]
        turned = replace(scene, actors=(actor, *scene.actors[:number], *scene.actors[number + 1 :]))
        mask = shot.mask if number == 0 else render(turned, *size, len(shot.mask)).mask
        subject[mask], colour[mask] = SUBJECTS.index(actor.kind), COLOURS.index(actor.colour)
    place = np.full(len(shot.mask), PLACES.index(scene.place), np.uint8)
    return Lesson(shot.indices[frames], subject[frames], colour[frames], place[frames])


def _changed(lesson: Lesson, rng: random.Random) -> Lesson:
    """A lesson mirrored or not, with a model's small errors: some pixels wrong, some copied from beside."""
    numbers = np.random.default_rng(rng.randrange(2**32))
    indices = lesson.indices.copy()
    wrong = numbers.random(indices.shape) < 0.05 * numbers.random((len(indices), 1, 1)) ** 2
    indices[wrong] = numbers.integers(0, len(NAMES), int(wrong.sum()))
    smeared = numbers.random(indices.shape) < 0.1 * numbers.random((len(indices), 1, 1))
    beside = np.roll(indices, (int(numbers.integers(-1, 2)), int(numbers.integers(-1, 2))), (1, 2))
    indices[smeared] = beside[smeared]
    way = -1 if numbers.random() < 0.5 else 1
    return Lesson(indices[..., ::way], lesson.subject[..., ::way], lesson.colour[..., ::way], lesson.place)


def _seen_wrong(eye: Eye, lesson: Lesson) -> Tensor:
    """The loss: where a subject is; which it is and its colour, where one is; and the place."""
    indices, subject, colour, place = (
        torch.from_numpy(np.ascontiguousarray(array)).long()
        for array in (lesson.indices, lesson.subject, lesson.colour, lesson.place)
    )
    with torch.autocast("cpu", torch.bfloat16):
        seen = eye(indices)
    subject, colour = subject[:, ::CELL, ::CELL], colour[:, ::CELL, ::CELL]
    subjects, there = seen.subject.float(), subject != NOTHING
    loss = functional.cross_entropy(subjects, subject) + 0.3 * functional.cross_entropy(seen.place.float(), place)
    if there.any():
        which = subjects.permute(0, 2, 3, 1)[there][:, :NOTHING]
        loss = loss + functional.cross_entropy(which, subject[there])
        loss = loss + 0.3 * functional.cross_entropy(seen.colour.float().permute(0, 2, 3, 1)[there], colour[there])
    return loss


def learn_motions(count: int = TRACKS, seed: int = 1, epochs: int = 14) -> MotionReader:
    """A trained reader of motions, from the true tracks of renders made uncertain."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tracks, motions = map(torch.from_numpy, map(np.stack, zip(*(_track(rng) for _ in range(count)), strict=True)))
    reader = MotionReader()
    steps = epochs * (count // 64)
    optimizer = torch.optim.AdamW(reader.parameters(), 1e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps + 1)
    for step in range(steps):
        some = torch.randint(0, count, (64,))
        noisy = tracks[some]
        noisy[:, :4] += 0.02 * torch.randn(64, 4, LENGTH) + 0.03 * torch.randn(64, 4, 1)
        loss = functional.cross_entropy(reader(noisy), motions[some])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 500 == 499:
            _log.info("motions, step %d of %d: loss %.3f", step + 1, steps, loss.item())
    return reader.eval()


def _track(rng: random.Random) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The features of a clip with a camera at rest, and its motion."""
    size = rng.choice(SIZES)
    scene = sample(rng, event="none")
    actor = replace(scene.actors[0], motion=rng.choice(MOTIONS))
    masks = render(replace(scene, camera="static", weather="clear", moves=(), actors=(actor,)), *size, LENGTH).mask
    told = features(Track.of(masks), SUBJECTS.index(actor.kind), size)
    return told, np.array(MOTIONS.index(actor.motion))


def main() -> None:
    """Train with the number of steps given, and write the weights."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    Oracle(learn_to_see(steps), learn_motions()).save()


if __name__ == "__main__":
    main()
