"""What a test asks of a tiny pipeline, and how diffusers is asked for the same by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Pictures

from soraapp.media.clip import Frames, Size
from soraapp.models.base import Capabilities
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.request import Cue, Keep, Performance, Request, Source

SIZE = Size(32, 32)
PROMPT, NEGATIVE = "a red ball bounces over green hills", "blurry"
STEPS, SEED, GUIDANCE = 3, 7, 4.0


@dataclass(frozen=True)
class Shown:
    """A clip of given frames."""

    pixels_: bytes
    count: int = 1
    rate: Fraction = Fraction(16)
    size: Size = SIZE

    def frames(self, start: int, stop: int) -> Frames:
        whole = np.frombuffer(self.pixels_, np.uint8).reshape(self.count, self.size.height, self.size.width, 3)
        return whole[start:stop]


@dataclass(frozen=True)
class Still:
    """A picture."""

    pixels_: bytes
    size: Size = SIZE

    def pixels(self) -> Any:
        return np.frombuffer(self.pixels_, np.uint8).reshape(self.size.height, self.size.width, 3)


def noise(seed: int, count: int = 1, size: Size = SIZE) -> Frames:
    """Frames with coarse patterns."""
    coarse = np.random.default_rng(seed).integers(0, 256, (count, 8, 8, 3), np.uint8)
    return coarse.repeat(size.height // 8, axis=1).repeat(size.width // 8, axis=2)


def still(seed: int, size: Size = SIZE) -> Still:
    return Still(noise(seed, size=size)[0].tobytes(), size)


def clip(seed: int, count: int, rate: Fraction, size: Size = SIZE) -> Shown:
    return Shown(noise(seed, count, size).tobytes(), count, rate, size)


def picture(seed: int, size: Size = SIZE) -> Pictures.Image:
    return Pictures.fromarray(noise(seed, size=size)[0])


def film(seed: int, count: int) -> list[Pictures.Image]:
    return [Pictures.fromarray(frame) for frame in noise(seed, count)]


@dataclass(frozen=True)
class Case:
    """An ability of a pipeline."""

    pipeline: str
    """The tiny one, by name."""
    count: int
    by_hand: str
    """The class that diffusers is called with."""
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Besides prompts, size, guidance, steps and generator."""
    keeps: Callable[[Capabilities], tuple[Keep, ...]] = lambda _: ()
    source: Callable[[Capabilities], Source | None] = lambda _: None
    performance: Callable[[Capabilities], Performance | None] = lambda _: None
    guidance: str | None = "guidance_scale"
    """What diffusers calls it; None where it is a part of the pipeline."""
    negative: str | None = NEGATIVE
    """None for those that take no negative prompt."""
    size: Size = SIZE
    staged: bool = False
    """Whether the pipeline takes its steps otherwise."""
    sized: bool = False
    """Whether the pipeline chooses its size by itself."""
    beside: Callable[[], Mapping[str, Any]] = dict
    """Parts that are not in the folder."""
    prepare: Callable[[Any], None] = lambda _: None
    """What must be done to the pipeline before it is called."""
    shown: Callable[[Frames], Frames] = lambda made: made
    """What is left of what the pipeline gives."""

    def request(self, capabilities: Capabilities) -> Request:
        return Request(
            capabilities.identity,
            (Cue(PROMPT),),
            self.size,
            self.count,
            capabilities.rate,
            SEED,
            STEPS,
            GUIDANCE,
            self.negative or "",
            self.keeps(capabilities),
            self.source(capabilities),
            self.performance(capabilities),
        )


def load(folder: Path) -> DiffusersModel:
    """The model in a folder, as the program loads it."""
    family, contents, capabilities = describe(folder.name, folder)
    return DiffusersModel.load(contents, family, capabilities)
