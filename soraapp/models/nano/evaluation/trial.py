"""What the rows of the evaluation are made of: trials, each a scene, what a model is asked, and a judgement."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from soraapp.media.clip import Frames, Size
from soraapp.models.base import Capabilities
from soraapp.models.nano.evaluation.oracle import Oracle
from soraapp.models.nano.evaluation.scores import Measure
from soraapp.models.nano.world.captions import describe
from soraapp.models.nano.world.palette import RGB, Indices, nearest
from soraapp.models.nano.world.scene import Scene
from soraapp.models.nano.world.stage import render
from soraapp.models.request import Cue, Request

SIZE = Size(96, 56)
"""The coarse grid itself: what a model gives at this size are palette colours, pixel by pixel."""
COUNT = 17
RATE = Fraction(8)
SEED = 20261123
"""What the scenes of all rows are drawn with."""

Clips = tuple[Indices, ...]
Judgement = Mapping[str, float | bool | None]
"""The values of measures by their names; None where a trial says nothing of one."""


@dataclass(frozen=True)
class Trial:
    """One sample of an ability."""

    prompt: str
    requests: tuple[Request, ...]
    """What the model is asked: most often one clip."""
    truth: Callable[[], Clips]
    """What real renders would be: one for each request."""
    judge: Callable[[Clips], Judgement]
    """Reads what a model made, or the truth."""


@dataclass(frozen=True)
class Studio:
    """What trials are made with."""

    capabilities: Capabilities
    oracle: Oracle
    quick: bool = False

    def ask(self, prompt: str, seed: int, **changes: Any) -> Request:
        """A request for a clip of 17 frames, as the model makes it by default, with some fields changed."""
        plain: dict[str, Any] = {
            "model": self.capabilities.identity,
            "cues": (Cue(prompt),),
            "size": SIZE,
            "count": COUNT,
            "rate": RATE,
            "seed": seed,
            "steps": self.capabilities.steps,
            "guidance": self.capabilities.guidance,
        }
        return Request(**(plain | changes))


@dataclass(frozen=True)
class Row:
    """One ability: how its trials are made, and what is measured of them."""

    name: str
    title: str
    measures: tuple[Measure, ...]
    trials: Callable[[Studio, int], Iterator[Trial]]
    samples: int
    quick: int
    """The number of samples of a quick evaluation."""
    needs: Callable[[Capabilities], bool] = lambda _capabilities: True
    """Whether a model says that it can do this at all."""


def scenes(row: str, count: int, make: Callable[[random.Random], Scene]) -> Iterator[tuple[random.Random, Scene]]:
    """The same scenes of a row at every call, with what other choices of each are made by."""
    for number in range(count):
        rng = random.Random(f"{SEED} {row} {number}")
        yield rng, make(rng)


def prompt(scene: Scene, rng: random.Random, number: int, *, still: bool = False) -> str:
    """A caption of a scene, in English and Chinese by turns."""
    return describe(scene, rng, ("en", "zh")[number % 2], detailed=rng.random() < 0.5, still=still).text


@lru_cache(maxsize=4)
def drawn(scene: Scene, count: int = COUNT) -> Indices:
    """A real render on the coarse grid. It is remembered for a while, and so not to be written to."""
    indices = render(scene, *SIZE, count).indices
    indices.flags.writeable = False
    return indices


@dataclass(frozen=True)
class Rendered:
    """Part of a real render as a clip: what models are given to keep or to start from."""

    scene: Scene
    start: int = 0
    stop: int = COUNT
    whole: int = COUNT
    """The number of frames of the whole render."""

    @property
    def size(self) -> Size:
        return SIZE

    @property
    def rate(self) -> Fraction:
        return RATE

    @property
    def count(self) -> int:
        return self.stop - self.start

    def frames(self, start: int, stop: int) -> Frames:
        return RGB[drawn(self.scene, self.whole)[self.start + start : self.start + stop]]


def indices_of(frames: Sequence[Frames]) -> Indices:
    """The palette indices of all frames of a model: each pixel the colour nearest to it."""
    return np.concatenate([nearest(part) for part in frames])


def psnr(first: Indices, second: Indices) -> float:
    """The likeness of two pictures in dB: 40 and more are the same to the eye, and count as 40."""
    wrong = (RGB[first].astype(np.float32) - RGB[second].astype(np.float32)) ** 2
    return min(40.0, float(10 * np.log10(255**2 / max(float(wrong.mean()), 1e-9))))


def steps(clip: Indices) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """The mean absolute differences of consecutive frames, 0 to 255: one fewer than frames."""
    return np.abs(np.diff(RGB[clip].astype(np.float32), axis=0)).mean((1, 2, 3)).astype(np.float32)
