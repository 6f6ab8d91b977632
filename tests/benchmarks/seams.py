"""Seams: the step from a kept frame to one that nano made beside it, over the median step of the film.

1 is a seam that moves as much as the rest. The alternative is the same film without the node: a loop that jumps from
its end to its beginning, two clips that are cut together. The median over the seeds is told, and then every seed.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from nodes.blend import blend
from nodes.extend import Direction, connect, extend, loop
from nodes.generate import text_to_video
from nodes.sampling import Sampling
from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Clip, Frames, Image
from soraapp.media.ops import Trim
from soraapp.media.store import write_frames
from soraapp.models.base import Capabilities, State
from soraapp.models.registry import Registry
from soraapp.models.request import Request
from tests.benchmarks.measure import Measure

SEEDS = range(3)
SECONDS = 17 / 8
PROMPTS = (
    "a purple fish swims to the right underwater",
    "a red ball goes around in a circle in a meadow",
    "a yellow dog walks to the right in a meadow",
)
OTHERS = (
    "a purple fish swims to the left underwater",
    "a blue ball goes around in a circle in the desert",
    "a yellow dog walks to the right in the snow",
)


class Patient:
    """A watch that waits for the end."""

    economy = 0

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None: ...

    def check(self) -> None: ...

    def keep(self, done: int, state: Callable[[], State]) -> None: ...

    def kept(self) -> tuple[int, State]:
        return 0, {}

    def sound(self, samples: Samples, rate: int) -> None: ...

    def computed(self, done: int, whole: int) -> None: ...


@dataclass(frozen=True)
class Bench:
    """A job in this process that keeps its clips in a folder."""

    folder: Path
    models: Registry
    made: dict[str, Clip] = field(default_factory=dict[str, Clip])

    def capabilities(self, model: str) -> Capabilities:
        return self.models.capabilities(model)

    def check(self) -> None:
        """Nobody cancels."""

    def told(self, media: Clip | Image) -> tuple[str, ...]:
        return ()

    def generate(self, request: Request) -> Clip:
        if request.digest not in self.made:
            self.made[request.digest] = self._make(request)
        return self.made[request.digest]

    def _make(self, request: Request) -> Clip:
        frames = self.models.load("nano").generate(request, Patient())
        return write_frames(self.folder / f"{request.digest}.avi", frames, request.size, request.rate)


def measure() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        job = Bench(Path(folder), Registry.standard())
        found: dict[str, list[tuple[float, float | None]]] = {}
        for seed in SEEDS:
            for name, figures in _seams(job, seed):
                found.setdefault(name, []).append(figures)
        for name, seeds in found.items():
            cuts = [cut for _, cut in seeds if cut is not None]
            ours = statistics.median(one for one, _ in seeds)
            yield Measure(f"seam of {name}", ours, statistics.median(cuts) if cuts else None, "median steps")
            for seed, (one, cut) in zip(SEEDS, seeds, strict=True):
                yield Measure(f"seam of {name}, seed {seed}", one, cut, "median steps")


def _seams(job: Bench, seed: int) -> Iterator[tuple[str, tuple[float, float | None]]]:
    """For one seed: the greatest step at a seam in each kind of film, and without the node."""
    sampling, prompt = Sampling(seed=seed), PROMPTS[seed % len(PROMPTS)]
    clip = text_to_video(job, prompt, SECONDS, sampling=sampling)
    other = text_to_video(job, OTHERS[seed % len(OTHERS)], SECONDS, sampling=Sampling(seed=seed + 100))
    count = clip.count
    longer = extend(job, clip, prompt, Direction.BOTH, 1.0, sampling).clip
    added = (longer.count - count) // 2
    steps = _steps(longer)
    yield "extend forward", (_ratio(steps, [added + count - 1]), None)
    yield "extend backward", (_ratio(steps, [added - 1]), None)
    endless = loop(job, clip, prompt, sampling=sampling)
    yield "loop", (_ratio(_steps(endless), [count - 1, endless.count - 1]), _ratio(_steps(clip), [count - 1]))
    yield "connect over a missing second", _connected(job, Trim(longer, 0, 13), Trim(longer, 21, 33), prompt, sampling)
    yield "connect two places", _connected(job, clip, other, prompt, sampling)
    blended = blend(job, clip, other, sampling=sampling)
    span = clip.count + other.count - blended.count
    yield "blend two places", (_ratio(_steps(blended)[:-1], [clip.count - span - 1, clip.count - 1]), None)


def _connected(job: Bench, first: Clip, second: Clip, prompt: str, sampling: Sampling) -> tuple[float, float]:
    film = connect(job, first, second, prompt, sampling=sampling).clip
    seams = [first.count - 1, film.count - second.count - 1]
    return _ratio(_steps(film)[:-1], seams), _ratio(_steps(first, second)[:-1], [first.count - 1])


def _steps(*clips: Clip) -> list[float]:
    """How much each frame differs from the next one, on average; the last from the first."""
    frames = np.concatenate([clip.frames(0, clip.count) for clip in clips]).astype(np.int16)
    return [
        float(np.abs(one - following).mean()) for one, following in zip(frames, np.roll(frames, -1, 0), strict=True)
    ]


def _ratio(steps: Sequence[float], seams: Sequence[int]) -> float:
    """The greatest of the steps at seams over the median of the others; a twentieth of a level is none."""
    others = [step for index, step in enumerate(steps) if index not in seams]
    return (max(steps[index] for index in seams) + 0.05) / (statistics.median(others) + 0.05)
